import type { SQSBatchResponse } from 'aws-lambda';
import { openObject } from '../src/delivery/aws';
import { wasSeen } from '../src/delivery/seen';
import { parseAccessLogLine, recordOfLine, type LogPlace } from '../src/request/access-log/parse-line';
import { child, filledText, isFields } from '../src/request/record/fields';
import { redact } from '../src/request/redact';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from './denial';
import { environment, optional } from './environment';
import { startRun, isWatched } from './way-in/investigation';
import { log, errorName } from './log';
import { runsIn, type DeniedLine, type LogLimits } from './way-in/log-runs';
import { failing, jsonIn, type Message, type QueueEvent } from './way-in/queue';

/** Far above what S3 delivers in one object, and read well within the time of the function. */
const most: LogLimits = { bytes: 64 * 1024 * 1024, lines: 200_000, denied: 20_000, runs: 100, linesOfRun: 5 };

/** Starts one investigation per symptom and hour of the denied requests in new objects of the access log. */
export async function handler(event: QueueEvent): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const message of event.Records) {
    try {
      await takeIn(message);
    } catch (error) {
      log({ event: 'not-taken-in', messageId: message.messageId, error: errorName(error) });
      failed.push(message.messageId);
    }
  }
  return failing(failed);
}

async function takeIn(message: Message): Promise<void> {
  const { messageId } = message;
  const key = keyIn(jsonIn(message));
  if (key === undefined) return log({ event: 'ignored', why: 'not-of-the-log', messageId });
  const content = await openObject(environment('CULPRIT_LOG_BUCKET'), key);
  const { runs, whole, ...counts } = await runsIn(content, most, requestIn);
  log({ event: whole ? 'read' : 'read-in-part', messageId, ...counts, runs: runs.size });
  for (const [run, lines] of runs) log({ event: await investigateNew(run, lines), run });
}

async function investigateNew(run: string, lines: readonly DeniedLine[]): Promise<string> {
  const line = await firstNew(lines);
  if (line === undefined) return 'told-by-cloudtrail';
  const denial: Denial = { request: line.request, record: redact(recordOfLine(line.text, place())) };
  return startRun(run, line.request, [denial]);
}

/** Lines of one symptom and hour lead to one investigation, so a few show whether CloudTrail has seen these. */
async function firstNew(lines: readonly DeniedLine[]): Promise<DeniedLine | undefined> {
  const bucket = environment('CULPRIT_EVIDENCE_BUCKET');
  for (const line of lines) {
    const { requestId } = line.request;
    if (requestId === undefined || !(await wasSeen(bucket, requestId))) return line;
  }
  return undefined;
}

/** A log lies in the Region and the account of the buckets that it is about, and so does this function. */
const place = (): LogPlace => ({ region: environment('AWS_REGION'), accountId: environment('CULPRIT_ACCOUNT') });

/** Only lines that can be of a denial are worth parsing. */
const failed = /(?:"|-) 4\d\d /;

function requestIn(line: string): DeniedRequest | undefined {
  if (!failed.test(line)) return undefined;
  const parsed = parseAccessLogLine(line, place());
  return parsed.is === 'denied' && isWatched(parsed.request) && !isOwn(parsed.request) ? parsed.request : undefined;
}

/** Log lines leave out the path of a role, so that our own are known by their names. */
function isOwn({ principal }: DeniedRequest): boolean {
  return (
    principal.type === 'assumed-role' &&
    principal.accountId === environment('CULPRIT_ACCOUNT') &&
    environment('CULPRIT_OWN_ROLE_NAMES').split(',').includes(principal.roleName)
  );
}

/** The key of a new object of the log. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function keyIn(event: unknown): string | undefined {
  const detail = isFields(event) ? child(event, 'detail') : undefined;
  const key = filledText(child(detail, 'object'), 'key');
  const isOurs = filledText(child(detail, 'bucket'), 'name') === environment('CULPRIT_LOG_BUCKET');
  return isOurs && key?.startsWith(optional('CULPRIT_LOG_PREFIX') ?? '') === true ? key : undefined;
}
