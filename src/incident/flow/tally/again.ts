/** Symptoms that have to be investigated, or investigated again, as later denials show. */
import type { PageEntry } from '../../counting/pages';
import { transitionOf } from '../../life/transitions';
import { causeOfProbe, endOfProbe, isBroad, isProbing } from '../../probing/probing';
import type { Incident, Symptom, Time } from '../../types';
import type { Ports } from '../ports';
import { keys, symptomItem } from '../../keys';
import { change } from '../../store';
import { incidentsNamed, type PolicyAnswer } from '../symptoms';

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
  const looked = new Set(broadOnes(entries, symptoms, incidents));
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
  if (incident === undefined || !isAfter(incident, last)) return false;
  // One is enough to see whether it is the same cause again.
  looked.add(owner);
  return true;
}

/** What was denied then may have another cause. */
const isAfter = (incident: Incident, time: Time): boolean =>
  (transitionOf(incident.state.is, 'denied')?.investigate === true && time > incident.state.since) ||
  (isProbing(incident.cause) && time > endOfProbe(incident));

/** Probes that go on as they were, as that of a scanner every night: no news, and no matter of one right. */
function broadOnes(
  entries: readonly PageEntry[],
  symptoms: ReadonlyMap<string, Symptom>,
  incidents: ReadonlyMap<string, Incident>,
): readonly string[] {
  return [...incidents.values()].flatMap(({ id, cause, state }) => {
    if (!isProbing(cause) || state.is === 'closed') return [];
    const denied = entries.flatMap(({ symptom }) => symptoms.get(symptom) ?? []);
    return isBroad(denied.filter(({ who }) => causeOfProbe(who).lacking === cause.lacking)) ? [id] : [];
  });
}

/** One of a crowd has no item yet. */
export const waitAgain = (symptom: Symptom, { store, now }: Ports): Promise<Symptom | undefined> =>
  change<Symptom>(store, keys.symptom(symptom.id), (was = symptom) =>
    was.state.is === symptom.state.is && was.state.since === symptom.state.since
      ? symptomItem({ ...was, state: { is: 'waiting', why: 'over-budget', since: now() } })
      : undefined,
  );
