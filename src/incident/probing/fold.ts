/** What a probing caller tries is one incident, and is not investigated one by one. */
import { incidentId } from '../cause';
import { waitingLists } from '../whose';
import { nothing } from '../counting/tally';
import { inParallel, mostAtOnce } from '../in-parallel';
import { changeSymptom, incidentsNamed } from '../flow/symptoms';
import { incidentItem, keys } from '../keys';
import { change, type Store } from '../store';
import type { Incident, Symptom, Time } from '../types';
import { causeOfProbe, isGoingOn, probesIn, type Probe } from './probing';

export interface ProbingPorts {
  readonly store: Store;
  readonly now: () => Time;
  /** It may be told again: it is one message. */
  readonly tell: (incident: Incident, probe: Probe) => Promise<void>;
}

const mostLookedAt = 500;

export async function foldProbes(ports: ProbingPorts): Promise<void> {
  const { store, now } = ports;
  const lists = Object.values(waitingLists).map((list) => store.due(list, { most: mostLookedAt, newestFirst: true }));
  const waiting = (await Promise.all(lists)).flat().map(({ value }) => value as Symptom);
  for (const probe of probesIn(waiting, now())) {
    const incident = await openProbe(probe, ports);
    // Before its symptoms join: without them it would not be seen again.
    if (incident !== undefined) await ports.tell(incident, probe);
  }
  await joinProbes(waiting, ports);
}

/** The incident, as it is now. */
function openProbe({ who }: Probe, { store, now }: ProbingPorts): Promise<Incident | undefined> {
  const cause = causeOfProbe(who);
  const id = incidentId(cause);
  return change<Incident>(store, keys.incident(id), (was) => {
    if (was !== undefined && was.state.is !== 'closed') return undefined;
    const at = now();
    const opened = { run: `probe-${at.toString(36)}`, at, notice: was === undefined ? 'opened' : 'reopened' } as const;
    const fresh = was ?? { id, cause, tally: nothing, cites: [], reports: [] };
    return incidentItem({ ...fresh, opened, state: { is: 'open', since: at } }, at);
  });
}

/** Also what comes after the probe was found. */
async function joinProbes(waiting: readonly Symptom[], ports: ProbingPorts): Promise<void> {
  const ids = new Map(waiting.map(({ who }) => [who, incidentId(causeOfProbe(who))]));
  const incidents = await incidentsNamed(ports.store, [...new Set(ids.values())]);
  const joining = waiting.flatMap((symptom) => {
    const incident = incidents.get(ids.get(symptom.who) ?? '');
    return incident === undefined || !isGoingOn(incident, symptom) ? [] : [{ symptom, incident }];
  });
  await inParallel(joining, mostAtOnce, ({ symptom, incident }) =>
    changeSymptom(ports, symptom.id, (was) =>
      was.state.is === 'waiting'
        ? { ...was, state: { is: 'joined', incident: incident.id, since: ports.now(), recount: true } }
        : undefined,
    ),
  );
}
