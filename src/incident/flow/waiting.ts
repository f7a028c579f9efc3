/** Symptoms that wait for an execution, and executions that were lost. */
import { rarestFirst } from '../budget/rank';
import { waitingLists } from '../whose';
import type { Symptom } from '../types';
import { admit } from './admit';
import { inParallel, mostAtOnce } from '../in-parallel';
import type { Ports } from './ports';
import { fileRun } from './file-run';
import { changeSymptom, investigating, startFromKept, take } from './symptoms';
import { errorName } from '../../error-name';

/** The newest are looked at; the others have their turn when these are done. */
const mostLookedAt = 500;
/** Whoever should have started it was killed: starting it twice is no failure. */
const startedAfter = 90_000;
/** The state machine has ended it by then, and nothing was heard. */
const lostAfter = 25 * 60_000;

interface Looked {
  readonly started: number;
  readonly waiting: number;
}

export async function investigateWaiting(ports: Ports): Promise<Looked> {
  const ours = await investigateThoseOf('ours', ports);
  const strangers = await investigateThoseOf('strangers', ports);
  return { started: ours.started + strangers.started, waiting: ours.waiting + strangers.waiting };
}

async function investigateThoseOf(whose: 'ours' | 'strangers', ports: Ports): Promise<Looked> {
  const listed = await ports.store.due(waitingLists[whose], { most: mostLookedAt, newestFirst: true });
  const waiting = rarestFirst(listed.map(({ value }) => value as Symptom));
  const admitted = await admit(waiting, ports);
  const joining = waiting.filter(({ id }) => admitted.get(id)?.is === 'joined');
  await inParallel(joining, mostAtOnce, ({ id }) =>
    changeSymptom(ports, id, (was) => {
      const state = admitted.get(id);
      if (was.state.is !== 'waiting' || state?.is !== 'joined') return undefined;
      return { ...was, state: { ...state, recount: true } };
    }),
  );
  const wanted = waiting.filter(({ id }) => !admitted.has(id));
  const chosen = wanted.slice(0, await take(ports, wanted.length, whose));
  const started = await inParallel(chosen, mostAtOnce, ({ id }) => start(id, ports));
  return { started: started.filter(Boolean).length, waiting: waiting.length - joining.length - chosen.length };
}

/** First the table says so, then it is started: what is killed between is started by the next sweep. */
async function start(id: string, ports: Ports): Promise<boolean> {
  const changed = await changeSymptom(ports, id, (was) =>
    was.state.is === 'waiting' ? investigating(was, ports.now()) : undefined,
  );
  return changed === undefined ? false : startOrNote(changed, ports);
}

async function startOrNote(symptom: Symptom, ports: Ports): Promise<boolean> {
  try {
    await startFromKept(ports, symptom);
    return true;
  } catch (error) {
    ports.note({ event: 'not-started', symptom: symptom.id, error: errorName(error) });
    return false;
  }
}

/** Executions that were not started after all, and those that ended without a word. */
export async function restartLost(ports: Ports): Promise<void> {
  const now = ports.now();
  const underWay = await ports.store.due('investigating', { until: now - startedAfter, most: mostLookedAt });
  await inParallel(underWay, mostAtOnce, async ({ value }) => {
    const symptom = value as Symptom;
    if (symptom.state.since > now - lostAfter) return void (await startOrNote(symptom, ports));
    if (symptom.state.is !== 'investigating') return;
    const { notice } = await fileRun(symptom.state.run, symptom.id, { is: 'failed', transient: true }, ports);
    if (notice === 'failed') ports.note({ event: 'given-up', symptom: symptom.id });
  });
}
