/** Symptoms that have to be investigated, or investigated again, as later denials show. */
import type { PageEntry } from '../../counting/pages';
import { transitionOf } from '../../life/transitions';
import type { Incident, Symptom } from '../../types';
import type { Ports } from '../ports';
import { changeSymptom, incidentsNamed, type PolicyAnswer } from '../symptoms';

/** After executions that failed, the next one is due no earlier. */
const triedAgainAfter = 6 * 3_600_000;

export const isWaitingForPolicy = ({ is, ...state }: Symptom['state']): boolean =>
  is === 'waiting' && 'why' in state && state.why === 'same-policy';

export async function toInvestigateAgain(
  entries: readonly PageEntry[],
  symptoms: ReadonlyMap<string, Symptom>,
  answers: ReadonlyMap<string, PolicyAnswer>,
  { store }: Ports,
): Promise<readonly Symptom[]> {
  const joined = [...symptoms.values()].flatMap(({ state }) => (state.is === 'joined' ? [state.incident] : []));
  const incidents = await incidentsNamed(store, [...new Set(joined)]);
  const looked = new Set<string>();
  return entries.flatMap((entry) => {
    const symptom = symptoms.get(entry.symptom);
    return symptom !== undefined && isDue(symptom, entry, answers, incidents, looked) ? [symptom] : [];
  });
}

function isDue(
  { state, policyArn = '' }: Symptom,
  { last }: PageEntry,
  answers: ReadonlyMap<string, PolicyAnswer>,
  incidents: ReadonlyMap<string, Incident>,
  looked: Set<string>,
): boolean {
  if (isWaitingForPolicy(state)) return answers.get(policyArn)?.is === 'not-cited';
  if (state.is === 'given-up') return last > state.since + triedAgainAfter;
  if (state.is !== 'joined' || looked.has(state.incident)) return false;
  const incident = incidents.get(state.incident);
  const investigates = incident !== undefined && transitionOf(incident.state.is, 'denied')?.investigate === true;
  if (!investigates || last <= incident.state.since) return false;
  // One is enough to see whether it is the same cause again.
  looked.add(state.incident);
  return true;
}

export const waitAgain = ({ id, state }: Symptom, ports: Ports): Promise<Symptom | undefined> =>
  changeSymptom(ports, id, (was) =>
    was.state.is === state.is && was.state.since === state.since
      ? { ...was, state: { is: 'waiting', why: 'over-budget', since: ports.now() } }
      : undefined,
  );
