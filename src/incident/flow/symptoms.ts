/** Symptoms as they are read, started and changed. */
import { grant, type Budget } from '../budget/budget';
import { limitsOf } from '../budget/shares';
import type { Whose } from '../whose';
import { keys, symptomItem } from '../keys';
import { change, type Store } from '../store';
import type { Incident, KeptRecord, Symptom, Time } from '../types';
import type { Denial, Ports } from './ports';

/** Who asks whether a policy that AWS names is the cause, and what came out. */
export type PolicyAnswer =
  | { readonly is: 'asked'; readonly symptom: string; readonly at: Time; readonly stranger?: true }
  | { readonly is: 'cited'; readonly incident: string }
  | { readonly is: 'not-cited' };

export async function symptomsNamed(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Symptom>> {
  const items = await store.get(ids.map(keys.symptom));
  return new Map(items.map(({ value }) => [(value as Symptom).id, value as Symptom]));
}

export async function answersAbout(store: Store, arns: readonly string[]): Promise<ReadonlyMap<string, PolicyAnswer>> {
  const items = await store.get(arns.map(keys.policy));
  return new Map(items.map(({ key, value }) => [key.partition.slice('policy#'.length), value as PolicyAnswer]));
}

export async function incidentsNamed(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Incident>> {
  const items = await store.get(ids.map(keys.incident));
  return new Map(items.map(({ value }) => [(value as Incident).id, value as Incident]));
}

/** As many investigations as the budget allows of those that are wanted. */
export async function take(
  { store, limits, now, note }: Pick<Ports, 'store' | 'limits' | 'now' | 'note'>,
  wanted: number,
  whose: Whose = 'ours',
): Promise<number> {
  if (wanted === 0) return 0;
  const own = await limitsOf(whose, limits, store, now());
  let granted = 0;
  await change<Budget>(store, keys.budget(whose), (was) => {
    const answer = grant(was, wanted, own, now());
    granted = answer.granted;
    if (answer.ceilingReached) note({ event: 'ceiling-reached', whose, dollars: limits.monthlyDollars });
    return granted === 0 ? undefined : { value: answer.budget };
  });
  return granted;
}

/** The symptom with its next execution, which is not started by this. */
export function investigating(symptom: Symptom, now: Time): Symptom {
  const attempts = symptom.attempts + 1;
  const run = `${symptom.id}-${attempts}-${symptom.firstSeen.toString(36)}`;
  return { ...symptom, attempts, state: { is: 'investigating', run, since: now } };
}

export const changeSymptom = (
  { store }: Pick<Ports, 'store'>,
  id: string,
  decide: (was: Symptom) => Symptom | undefined,
): Promise<Symptom | undefined> =>
  change<Symptom>(store, keys.symptom(id), (was) => {
    const next = was === undefined ? undefined : decide(was);
    return next === undefined ? undefined : symptomItem(next);
  });

/** Starts the run that the symptom is in, from what was kept of it. */
export async function startFromKept(ports: Ports, symptom: Symptom): Promise<void> {
  if (symptom.state.is !== 'investigating') return;
  const denials = await Promise.all(symptom.records.map((record) => keptDenial(ports, record)));
  await ports.executions.start(symptom.state.run, symptom, denials);
}

async function keptDenial({ evidence }: Ports, { object, from, to }: KeptRecord): Promise<Denial> {
  return JSON.parse(await evidence.read(object, from, to)) as Denial;
}
