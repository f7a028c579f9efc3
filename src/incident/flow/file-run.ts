/** The end of an execution: what it found becomes an incident or joins one, and a failed one frees its symptom. */
import { incidentId, type FoundCause } from '../cause';
import { cite } from '../closing/citing';
import { nothing } from '../counting/tally';
import { incidentItem, keys } from '../keys';
import { transitionOf } from '../life/transitions';
import { change } from '../store';
import { mostReports, type Incident, type Opened, type Symptom } from '../types';
import { inParallel, mostAtOnce } from '../in-parallel';
import { touchSince } from './tally/recount';
import type { Ports } from './ports';
import { changeSymptom, symptomsNamed, type PolicyAnswer } from './symptoms';

type FilePorts = Pick<Ports, 'store' | 'now'>;

export type Ended =
  | {
      readonly is: 'found';
      /** What it says of the symptom. */
      readonly found: (symptom: Symptom) => FoundCause;
      /** What it rests on: a change of that has the request decided again. */
      readonly cited: readonly string[];
    }
  | { readonly is: 'failed'; /** It may go better later. */ readonly transient: boolean };

/** What is to be told of it. */
export interface Filed {
  readonly notice: 'opened' | 'reopened' | 'closed' | 'failed' | 'self-test' | 'none';
  readonly incident?: string;
}

const mostAttempts = 3;

/** Doing it again, after any part of it, gives the same. */
export async function fileRun(run: string, symptomId: string, ended: Ended, ports: FilePorts): Promise<Filed> {
  const symptom = (await symptomsNamed(ports.store, [symptomId])).get(symptomId);
  if (symptom === undefined) return { notice: ended.is === 'failed' ? 'failed' : 'none' };
  return ended.is === 'failed'
    ? freeSymptom(run, symptom, ended.transient, ports)
    : fileFound(run, symptom, ended.found(symptom), ended.cited, ports);
}

async function fileFound(
  run: string,
  symptom: Symptom,
  found: FoundCause,
  cited: readonly string[],
  ports: FilePorts,
): Promise<Filed> {
  const incident = await openOrJoin(run, symptom, found, ports);
  if (incident.opened.run === run) await cite(incident.id, run, cited, ports);
  await answerPolicies(symptom, found, incident.id, ports);
  await changeSymptom(ports, symptom.id, (was) =>
    was.state.is === 'joined' && was.state.incident === incident.id
      ? undefined
      : { ...was, state: { is: 'joined', incident: incident.id, since: ports.now(), recount: true } },
  );
  return { notice: incident.opened.run === run ? incident.opened.notice : 'none', incident: incident.id };
}

async function openOrJoin(
  run: string,
  symptom: Symptom,
  { cause, cites }: FoundCause,
  { store, now }: FilePorts,
): Promise<Incident> {
  const id = incidentId(cause);
  const made = await change<Incident>(store, keys.incident(id), (was) => {
    const at = now();
    if (was?.reports.some((report) => report.run === run) === true) return undefined;
    const transition = transitionOf(was?.state.is ?? 'new', 'investigated');
    const notice = transition?.notice;
    const opened: Opened =
      notice === 'opened' || notice === 'reopened'
        ? { run, at, notice, symptom: symptom.id }
        : (was?.opened ?? { run, at, notice: 'opened', symptom: symptom.id });
    const reports = [{ run, at }, ...(was?.reports ?? [])].slice(0, mostReports);
    const joined: Incident = {
      ...(was ?? { id, cause, tally: nothing }),
      opened,
      reports,
      state: was !== undefined && transition?.to === was.state.is ? was.state : { is: 'open', since: at },
      cites: [...new Set([...(was?.cites ?? []), ...cites])],
    };
    return incidentItem(joined, at);
  });
  if (made === undefined) throw new Error(`incident \`${id}\` was not written`);
  return made;
}

/** Who waits for the answer about a policy finds it here. */
async function answerPolicies(
  symptom: Symptom,
  { cites }: FoundCause,
  incident: string,
  ports: FilePorts,
): Promise<void> {
  const answers = new Map<string, PolicyAnswer>(cites.map((arn) => [arn, { is: 'cited', incident }]));
  if (symptom.policyArn !== undefined && !answers.has(symptom.policyArn)) {
    answers.set(symptom.policyArn, { is: 'not-cited' });
  }
  await inParallel([...answers], mostAtOnce, ([arn, one]) => answer(arn, one, ports));
}

/** What one symptom found is not undone by what another did not. */
const answer = (arn: string, given: PolicyAnswer, { store }: FilePorts): Promise<PolicyAnswer | undefined> =>
  change<PolicyAnswer>(store, keys.policy(arn), (was) => {
    const keeps = was?.is === 'cited' && (given.is !== 'cited' || was.incident === given.incident);
    return keeps ? undefined : { value: given };
  });

async function freeSymptom(run: string, symptom: Symptom, transient: boolean, ports: FilePorts): Promise<Filed> {
  const last = !transient || symptom.attempts >= mostAttempts;
  const now = ports.now();
  await changeSymptom(ports, symptom.id, (was) =>
    was.state.is === 'investigating' && was.state.run === run
      ? { ...was, state: last ? { is: 'given-up', since: now } : { is: 'waiting', why: 'failed', since: now } }
      : undefined,
  );
  if (last && symptom.policyArn !== undefined) {
    await answer(symptom.policyArn, { is: 'not-cited' }, ports);
    await touchSince([symptom], ports);
  }
  return { notice: last ? 'failed' : 'none' };
}
