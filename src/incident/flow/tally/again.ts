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

/** What waits for an answer about its policy belongs to the incident that cites it, and is not written for that. */
export function incidentOf(
  { state, policyArn = '' }: Symptom,
  answers: ReadonlyMap<string, PolicyAnswer>,
): string | undefined {
  if (state.is === 'joined') return state.incident;
  const answer = isWaitingForPolicy(state) ? answers.get(policyArn) : undefined;
  return answer?.is === 'cited' ? answer.incident : undefined;
}

export async function toInvestigateAgain(
  entries: readonly PageEntry[],
  symptoms: ReadonlyMap<string, Symptom>,
  answers: ReadonlyMap<string, PolicyAnswer>,
  { store }: Ports,
): Promise<readonly Symptom[]> {
  const owners = [...symptoms.values()].flatMap((symptom) => incidentOf(symptom, answers) ?? []);
  const incidents = await incidentsNamed(store, [...new Set(owners)]);
  const looked = new Set<string>();
  return entries.flatMap((entry) => {
    const symptom = symptoms.get(entry.symptom);
    return symptom !== undefined && isDue(symptom, entry, answers, incidents, looked) ? [symptom] : [];
  });
}

function isDue(
  symptom: Symptom,
  { last }: PageEntry,
  answers: ReadonlyMap<string, PolicyAnswer>,
  incidents: ReadonlyMap<string, Incident>,
  looked: Set<string>,
): boolean {
  const { state, policyArn = '' } = symptom;
  if (isWaitingForPolicy(state) && answers.get(policyArn)?.is === 'not-cited') return true;
  if (state.is === 'given-up') return last > state.since + triedAgainAfter;
  const owner = incidentOf(symptom, answers);
  if (owner === undefined || looked.has(owner)) return false;
  const incident = incidents.get(owner);
  const investigates = incident !== undefined && transitionOf(incident.state.is, 'denied')?.investigate === true;
  if (!investigates || last <= incident.state.since) return false;
  // One is enough to see whether it is the same cause again.
  looked.add(owner);
  return true;
}

export const waitAgain = ({ id, state }: Symptom, ports: Ports): Promise<Symptom | undefined> =>
  changeSymptom(ports, id, (was) =>
    was.state.is === state.is && was.state.since === state.since
      ? { ...was, state: { is: 'waiting', why: 'over-budget', since: ports.now() } }
      : undefined,
  );
