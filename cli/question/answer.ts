/** A question as it is typed → its report. */
import { defined } from '../../src/defined';
import { investigate } from '../../src/investigate';
import { regionInArn } from '../../src/names/arn';
import { partitionIn, partitionOf } from '../../src/names/partition';
import type { Report } from '../../src/report/contract';
import { requestFromQuestion } from '../../src/request/question/question';
import type { Question } from '../../src/request/question/types';
import type { DeniedRequest } from '../../src/request/types';
import { UnplacedPolicy, type CandidatePolicy } from '../../src/with-policy';
import { layerProgress } from '../batch/progress';
import { UsageError } from '../exit-codes';
import type { ReadingValues } from '../options';
import { preflight } from '../preflight/preflight';
import { asOf, openSessions, regionFor, type Sessions } from '../sessions';
import { unplacedUsage } from './candidate';
import { checkBucket, principalNamed } from './existing';
import { actionNamed, checkKind, resourceNamed } from './words';

export interface Answered {
  readonly report: Report;
  readonly sessions: Sessions;
}

export async function answerTo(typed: Question, values: ReadingValues, candidate?: CandidatePolicy): Promise<Answered> {
  const action = actionNamed(typed.action);
  const partition = partitionIn(typed.principal) ?? partitionOf(values.region ?? '');
  const resource = resourceNamed(typed.resource, partition);
  checkKind(action, resource);
  const sessions = await openSessions(values);
  const region = await regionFor(sessions, { region: regionInArn(resource) ?? '' });
  await preflight(values, region);
  const session = sessions.sessionFor(region);
  const asking = { session, region, partition, live: values.recording === undefined };
  const principal = await principalNamed(typed.principal, asking);
  const question = { ...typed, principal, action, resource };
  requestOf(question);
  await checkBucket(resource, asking);
  const now = asOf(session);
  // It would be made now, and conditions on the time are known; but nobody made it, so that it has no time of its own.
  const request = { ...requestOf({ ...question, time: now }), time: '' };
  const more = defined({ candidate, progress: layerProgress() });
  const report = await investigate(request, session, { now, observed: false, ...more }).catch((error: unknown) => {
    throw error instanceof UnplacedPolicy && candidate !== undefined ? unplacedUsage(error, candidate) : error;
  });
  return { report, sessions };
}

function requestOf(question: Question): DeniedRequest {
  const asked = requestFromQuestion(question);
  if (asked.is !== 'denied') throw new UsageError(asked.message);
  return asked.request;
}
