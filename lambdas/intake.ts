import type { SQSBatchResponse } from 'aws-lambda';
import { markSeen } from '../src/delivery/seen';
import { joinDenials } from '../src/request/denials/merge';
import { parseRecord } from '../src/request/record/parse';
import { redact } from '../src/request/redact';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from './denial';
import { environment, optional } from './environment';
import { startRun, isWatched, runOf } from './way-in/investigation';
import { log, errorName } from './log';
import { failing, jsonIn, type Message, type QueueEvent } from './way-in/queue';

interface TakenIn extends Denial {
  readonly messageId: string;
}

/** Starts one investigation per symptom and hour. What is no denial is done; what could not be started comes again. */
export async function handler(event: QueueEvent): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const [run, denials] of byRun(event.Records.flatMap(denialIn))) {
    try {
      const [request] = joinDenials(denials.map((denial) => denial.request));
      const started = request === undefined ? 'nothing' : await startRun(run, request, denials);
      log({ event: started, run, denials: denials.length });
      await markSeenIn(denials);
    } catch (error) {
      log({ event: 'not-started', run, denials: denials.length, error: errorName(error) });
      failed.push(...denials.map(({ messageId }) => messageId));
    }
  }
  return failing(failed);
}

/** Lines of server access logs about the same requests start nothing more. */
async function markSeenIn(denials: readonly Denial[]): Promise<void> {
  if (optional('CULPRIT_MARK_SEEN') !== 'true') return;
  const ids = denials.flatMap(({ request: { requestId } }) => requestId ?? []);
  await Promise.all([...new Set(ids)].map((id) => markSeen(environment('CULPRIT_EVIDENCE_BUCKET'), id)));
}

/** A record that is no denial will never be one: it is said and done, not tried again. */
function denialIn(message: Message): readonly TakenIn[] {
  const record = jsonIn(message);
  const { messageId } = message;
  const parsed = parseRecord(record);
  const unwanted = parsed.is === 'denied' ? reasonToIgnore(parsed.request, record) : parsed.code;
  if (parsed.is === 'denied' && unwanted === undefined) {
    return [{ request: parsed.request, record: redact(record), messageId }];
  }
  log({ event: 'ignored', why: unwanted ?? '', messageId });
  return [];
}

/** The second fence behind the rules' patterns: our own reads, other accounts' copies, buckets nobody asked about. */
function reasonToIgnore(request: DeniedRequest, record: unknown): string | undefined {
  const { principal, recipientAccountId } = request;
  const own = principal.type === 'assumed-role' && principal.roleArn?.startsWith(environment('CULPRIT_OWN_ROLES'));
  if (own === true) return 'own-request';
  const { account } = record as { readonly account?: unknown };
  const accounts = [recipientAccountId, account].filter((one) => one !== undefined);
  if (accounts.some((one) => one !== environment('CULPRIT_ACCOUNT'))) return 'other-account';
  return isWatched(request) ? undefined : 'other-bucket';
}

/** S3's and KMS's record of one denial share a run. */
function byRun(denials: readonly TakenIn[]): ReadonlyMap<string, readonly TakenIn[]> {
  const groups = new Map<string, TakenIn[]>();
  for (const denial of denials) {
    const run = runOf(denial.request);
    groups.set(run, [...(groups.get(run) ?? []), denial]);
  }
  return groups;
}
