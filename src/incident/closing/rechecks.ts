/** Rechecks in the table: which are due, and their executions. */
import { errorName } from '../../error-name';
import { startFromKept, symptomsNamed, incidentsNamed, take } from '../flow/symptoms';
import type { Ports } from '../flow/ports';
import { inParallel, mostAtOnce } from '../in-parallel';
import { keptIncidents, keys } from '../keys';
import { isRecheckable } from '../life/after-recheck';
import { change, type Changed } from '../store';
import type { Time } from '../types';
import { begun, ended, isLost, quieted, touched, type Recheck } from './recheck';

type TablePorts = Pick<Ports, 'store' | 'now'>;

/** Something that the incident cites was changed at that time. */
export const askAgain = (incident: string, at: Time, { store, now }: TablePorts): Promise<Recheck | undefined> =>
  change<Recheck>(store, keys.recheck(incident), (was) => itemOf(touched(was, incident, at, now()), now()));

/** It has become quiet: what fixed it may not have been heard. */
export const askWhenQuiet = (incident: string, { store, now }: TablePorts): Promise<Recheck | undefined> =>
  change<Recheck>(store, keys.recheck(incident), (was) => itemOf(quieted(was, incident, now()), now()));

/** The run under way has ended. */
export const endRecheck = (
  incident: string,
  run: string,
  how: 'decided' | 'failed',
  { store, now }: TablePorts,
): Promise<Recheck | undefined> =>
  change<Recheck>(store, keys.recheck(incident), (was) =>
    itemOf(was === undefined ? undefined : ended(was, run, how, now()), now()),
  );

const dueList = 'recheck';
const runningList = 'rechecking';
/** Whoever should have started it was killed: starting it twice is no failure. */
const startedAfter = 90_000;
const mostLookedAt = 100;
/** In one sweep: what was never investigated has more need of the budget. */
const mostStarted = 2;

function itemOf(value: Recheck | undefined, now: Time): Changed<Recheck> | undefined {
  if (value === undefined) return undefined;
  const { state } = value;
  const due =
    state.is === 'due'
      ? { due: { list: dueList, at: state.at } }
      : state.is === 'running'
        ? { due: { list: runningList, at: state.since } }
        : {};
  return { value, expires: now + keptIncidents, ...due };
}

/** As many as the budget has room for; the others wait. Gives how many were started. */
export async function recheckDue(ports: Ports): Promise<number> {
  const { store, now } = ports;
  const running = await store.due(runningList, { until: now() - startedAfter, most: mostLookedAt });
  await inParallel(running, mostAtOnce, ({ value }) => startOrEnd(value as Recheck, ports));
  const due = await store.due(dueList, { until: now(), most: mostLookedAt });
  const wanted = await stillWanted(
    due.map(({ value }) => value as Recheck),
    ports,
  );
  const chosen = wanted.slice(0, await take(ports, Math.min(wanted.length, mostStarted)));
  const started = await inParallel(chosen, mostAtOnce, async ({ incident }) => {
    // First the table says so, then it is started: what is killed between is started by a later sweep.
    const next = await change<Recheck>(store, keys.recheck(incident), (was) =>
      itemOf(was === undefined ? undefined : begun(was, now()), now()),
    );
    return next === undefined ? false : start(next, ports);
  });
  return started.filter(Boolean).length;
}

/** Those that nothing would come of are done. */
async function stillWanted(due: readonly Recheck[], ports: Ports): Promise<readonly Recheck[]> {
  const { store, now } = ports;
  const incidents = await incidentsNamed(
    store,
    due.map(({ incident }) => incident),
  );
  const isWanted = ({ incident }: Recheck) => {
    const known = incidents.get(incident);
    return known !== undefined && isRecheckable(known);
  };
  await inParallel(
    due.filter((one) => !isWanted(one)),
    mostAtOnce,
    ({ incident }) =>
      change<Recheck>(store, keys.recheck(incident), (was) =>
        was?.state.is === 'due' ? itemOf({ ...was, state: { is: 'done' } }, now()) : undefined,
      ),
  );
  return due.filter(isWanted);
}

async function startOrEnd(recheck: Recheck, ports: Ports): Promise<void> {
  if (recheck.state.is !== 'running') return;
  if (isLost(recheck, ports.now())) await endRecheck(recheck.incident, recheck.state.run, 'failed', ports);
  else await start(recheck, ports);
}

/** With the request that the incident was opened with, as it was kept. */
async function start({ incident: id, state }: Recheck, ports: Ports): Promise<boolean> {
  if (state.is !== 'running') return false;
  const incident = (await incidentsNamed(ports.store, [id])).get(id);
  const asked = incident?.opened.symptom;
  const symptom = asked === undefined ? undefined : (await symptomsNamed(ports.store, [asked])).get(asked);
  if (symptom === undefined) {
    await endRecheck(id, state.run, 'decided', ports);
    return false;
  }
  try {
    await startFromKept(ports, { ...symptom, state: { is: 'investigating', run: state.run, since: state.since } });
    return true;
  } catch (error) {
    ports.note({ event: 'not-rechecked', incident: id, error: errorName(error) });
    return false;
  }
}
