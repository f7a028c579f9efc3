import { startInvestigation } from '../src/delivery/start';
import { joinDenials } from '../src/request/merge-denials';
import { parseRecord } from '../src/request/parse-record';
import { redact } from '../src/request/redact';
import { symptomOf } from '../src/request/symptom';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from './denial';
import { environment, optional } from './environment';
import { log, nameOf } from './log';
import { stepFile, writeOnce, type RunInput } from './run';

export interface QueueEvent {
  readonly Records: readonly Message[];
}
interface Message {
  readonly messageId: string;
  readonly body: string;
}
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface TakenIn extends Denial {
  readonly messageId: string;
}

/** Starts one investigation per symptom and hour. What is no denial is done; what could not be started comes again. */
export async function handler(event: QueueEvent): Promise<QueueAnswer> {
  const failed: string[] = [];
  for (const [run, denials] of byRun(event.Records.flatMap(denialIn))) {
    try {
      log({ event: await investigate(run, denials), run, denials: denials.length });
    } catch (error) {
      log({ event: 'not-started', run, denials: denials.length, error: nameOf(error) });
      failed.push(...denials.map(({ messageId }) => messageId));
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Evidence first: an execution must not start without it. */
async function investigate(run: string, denials: readonly Denial[]): Promise<string> {
  const [request] = joinDenials(denials.map((denial) => denial.request));
  if (request === undefined) return 'nothing';
  const ids = [request.eventId, ...(request.furtherEventIds ?? [])];
  for (const { record, request: own } of denials.filter((denial) => ids.includes(denial.request.eventId))) {
    const [service = ''] = own.eventSource.split('.');
    const denial: Denial = { request: own, record };
    await writeOnce({ run }, stepFile.record(service), denial);
  }
  const input: RunInput = { run, request };
  return startInvestigation(environment('CULPRIT_STATE_MACHINE'), run, input);
}

/** A record that is no denial will never be one: it is said and done, not tried again. */
function denialIn({ messageId, body }: Message): readonly TakenIn[] {
  const record = parseJson(body);
  const parsed = parseRecord(record);
  const unwanted = parsed.is === 'denied' ? reasonToIgnore(parsed.request, record) : parsed.code;
  if (parsed.is === 'denied' && unwanted === undefined) {
    return [{ request: parsed.request, record: redact(record), messageId }];
  }
  log({ event: 'ignored', why: unwanted ?? '', messageId });
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser of records says what is wrong with it.
    return text;
  }
}

/** The second fence behind the rules' patterns: our own reads, other accounts' copies, buckets nobody asked about. */
function reasonToIgnore({ principal, recipientAccountId, bucket }: DeniedRequest, record: unknown): string | undefined {
  const own = principal.type === 'assumed-role' && principal.roleArn?.startsWith(environment('CULPRIT_OWN_ROLES'));
  if (own === true) return 'own-request';
  const { account } = record as { readonly account?: unknown };
  const accounts = [recipientAccountId, account].filter((one) => one !== undefined);
  if (accounts.some((one) => one !== environment('CULPRIT_ACCOUNT'))) return 'other-account';
  const buckets = (optional('CULPRIT_BUCKETS') ?? '').split(',').filter((name) => name !== '');
  const isWatched = buckets.length === 0 || bucket === undefined || buckets.includes(bucket);
  return isWatched ? undefined : 'other-bucket';
}

/** The execution's name: the symptom and the hour of the denial. S3's and KMS's record of one denial share it. */
function byRun(denials: readonly TakenIn[]): ReadonlyMap<string, readonly TakenIn[]> {
  const groups = new Map<string, TakenIn[]>();
  for (const denial of denials) {
    const hour = new Date(denial.request.time).toISOString().slice(0, 13).replace(/\D/g, '');
    const run = `${symptomOf(denial.request)}-${hour}`;
    groups.set(run, [...(groups.get(run) ?? []), denial]);
  }
  return groups;
}
