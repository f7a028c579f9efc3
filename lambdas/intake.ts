import { writeStep } from '../src/delivery/run-folder';
import { startInvestigation } from '../src/delivery/start';
import { joinDenials } from '../src/request/merge-denials';
import { parseRecord } from '../src/request/parse-record';
import { redact } from '../src/request/redact';
import { symptomOf } from '../src/request/symptom';
import type { DeniedRequest } from '../src/request/types';
import { environment, optional } from './environment';
import { folderOf, type RunInput } from './run';

export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

interface Denial {
  readonly request: DeniedRequest;
  readonly record: unknown;
  readonly messageId: string;
}

/** Starts one investigation per symptom and hour. What is no denial is done; what could not be started comes again. */
export async function handler(event: QueueEvent): Promise<QueueAnswer> {
  const denials = event.Records.flatMap(denialIn).filter(({ request }) => isWanted(request));
  const failures: string[] = [];
  for (const [run, group] of byRun(denials)) {
    try {
      await investigate(run, group);
    } catch (error) {
      const name = error instanceof Error ? error.name : 'Error';
      log({ event: 'not-started', run, error: name });
      failures.push(...group.map(({ messageId }) => messageId));
    }
  }
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Evidence first: an execution must not start without it, and writing it twice changes nothing. */
async function investigate(run: string, group: readonly Denial[]): Promise<void> {
  const [request] = joinDenials(group.map((denial) => denial.request));
  if (request === undefined) return;
  const folder = folderOf({ run });
  for (const { record, request: own } of group.slice(0, keptRecords)) {
    await writeStep(folder, `event-${own.eventId.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 60)}`, redact(record));
  }
  const input: RunInput = { run, request };
  log({
    event: await startInvestigation(environment('CULPRIT_STATE_MACHINE'), run, input),
    run,
    denials: group.length,
  });
}

/** Enough to see what a symptom looks like; a storm must not become as many writes. */
const keptRecords = 5;

/** A record that is no denial will never be one: it is said and done, not tried again. */
function denialIn({ messageId, body }: QueueEvent['Records'][number]): readonly Denial[] {
  const record = parseJson(body);
  const parsed = parseRecord(record);
  if (parsed.is === 'denied') return [{ request: parsed.request, record, messageId }];
  log({ event: parsed.is, code: parsed.code, messageId });
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

/** The second fence behind the rules' patterns: never our own reads, never another account's copy. */
function isWanted({ principal, recipientAccountId, bucket }: DeniedRequest): boolean {
  const path = environment('CULPRIT_ROLE_PATH');
  if (principal.type === 'assumed-role' && principal.roleArn?.includes(`:role${path}`) === true) return false;
  if (recipientAccountId !== undefined && recipientAccountId !== environment('CULPRIT_ACCOUNT')) return false;
  const buckets = (optional('CULPRIT_BUCKETS') ?? '').split(',').filter((name) => name !== '');
  return buckets.length === 0 || bucket === undefined || buckets.includes(bucket);
}

/** The execution's name: the symptom and the hour in which it was seen. The S3 and the KMS record of a denial share it. */
function byRun(denials: readonly Denial[]): ReadonlyMap<string, readonly Denial[]> {
  const groups = new Map<string, Denial[]>();
  for (const denial of denials) {
    const hour = denial.request.time.slice(0, 13).replaceAll(/[^0-9T]/g, '');
    const run = `${symptomOf(denial.request)}-${hour}`;
    groups.set(run, [...(groups.get(run) ?? []), denial]);
  }
  return groups;
}

/** Codes and counts only: nothing of the event is logged. */
function log(entry: Readonly<Record<string, string | number>>): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}
