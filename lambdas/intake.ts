import type { SQSBatchResponse } from 'aws-lambda';
import { quarantine } from '../src/delivery/kept-denials';
import { takeIn } from '../src/incident/flow/batch/take-in';
import { environment } from './runtime/environment';
import { log, metric } from './runtime/log';
import { errorName } from '../src/error-name';
import { learnSenders, readMembers } from './way-in/members';
import { ports } from './way-in/ports';
import { remembered } from './way-in/remembered';
import { lookAt, type Odd } from './way-in/look-at';
import { startSelfTests } from './way-in/self-tests';
import { failing, type QueueEvent } from './way-in/queue';

/** Counts denials, and has those investigated that are new. What is no denial is done; what could not be written comes again. */
export async function handler(event: QueueEvent): Promise<SQSBatchResponse> {
  await readMembers();
  const { denials, ignored, odd, selfTests, senders } = lookAt(event.Records);
  await learnSenders(senders);
  const unkept = await setAside(odd);
  const unstarted = await startSelfTests(selfTests);
  const { failed, ...made } = await takenIn(denials);
  log({ event: 'taken-in', denials: denials.length, ...made, failed: failed.size });
  for (const [why, messages] of ignored) log({ event: 'ignored', why, messages });
  return failing([...failed, ...unkept, ...unstarted]);
}

async function takenIn(denials: ReturnType<typeof lookAt>['denials']) {
  if (denials.length === 0) return { failed: new Set<string>(), counted: 0, newSymptoms: 0, started: 0 };
  try {
    return await takeIn(denials, ports(), remembered());
  } catch (error) {
    log({ event: 'not-counted', denials: denials.length, error: errorName(error) });
    const failed = new Set(denials.map(({ message }) => message));
    return { failed, counted: 0, newSymptoms: 0, started: 0 };
  }
}

/** Into the quarantine. Gives the messages that could not be put there. */
async function setAside(odd: readonly Odd[]): Promise<readonly string[]> {
  if (odd.length === 0) return [];
  metric('NotUnderstood', odd.length);
  try {
    const object = await quarantine(
      environment('CULPRIT_EVIDENCE_BUCKET'),
      odd.map(({ why, record }) => ({ why, record })),
    );
    log({ event: 'not-understood', messages: odd.length, object });
    return [];
  } catch (error) {
    log({ event: 'not-set-aside', messages: odd.length, error: errorName(error) });
    return odd.map(({ messageId }) => messageId);
  }
}
