import { openObject } from '../src/delivery/aws';
import { wasSeen } from '../src/delivery/seen';
import { parseAccessLogLine, recordOfLine, type LogPlace } from '../src/request/access-log';
import { child, filledText, isFields } from '../src/request/fields';
import { redact } from '../src/request/redact';
import type { DeniedRequest } from '../src/request/types';
import type { Denial } from './denial';
import { environment, optional } from './environment';
import { investigate, isWatched, runOf } from './investigation';
import { eachLine } from './lines';
import { log, nameOf } from './log';
import { failing, jsonIn, type Message, type QueueAnswer, type QueueEvent } from './queue';

/** Far above what S3 delivers in one object, and read well within the time of the function. */
const most = { bytes: 64 * 1024 * 1024, lines: 200_000 } as const;
const mostDenied = 20_000;
/** Of all lines with one symptom in one hour one is investigated; so many are looked up until one is new. */
const mostLookedUp = 5;
const mostRuns = 100;

/** Starts one investigation per symptom and hour of the denied requests in new objects of the access log. */
export async function handler(event: QueueEvent): Promise<QueueAnswer> {
  const failed: string[] = [];
  for (const message of event.Records) {
    try {
      await takeIn(message);
    } catch (error) {
      log({ event: 'not-taken-in', messageId: message.messageId, error: nameOf(error) });
      failed.push(message.messageId);
    }
  }
  return failing(failed);
}

async function takeIn(message: Message): Promise<void> {
  const { messageId } = message;
  const key = keyIn(jsonIn(message));
  if (key === undefined) return log({ event: 'ignored', why: 'not-of-the-log', messageId });
  const runs = new Map<string, Line[]>();
  let [denied, left] = [0, 0];
  const content = await openObject(environment('CULPRIT_LOG_BUCKET'), key);
  const { lines, cut } = await eachLine(content, most, (text) => {
    if (denied === mostDenied) return;
    const request = requestIn(text);
    if (request === undefined) return;
    denied += 1;
    const run = runOf(request);
    const same = runs.get(run);
    if (same !== undefined) {
      if (same.length < mostLookedUp) same.push({ text, request });
    } else if (runs.size < mostRuns) runs.set(run, [{ text, request }]);
    else left += 1;
  });
  log({
    event: cut || denied === mostDenied || left > 0 ? 'read-in-part' : 'read',
    messageId,
    lines,
    denied,
    left,
    runs: runs.size,
  });
  for (const [run, same] of runs) log({ event: await investigateNew(run, same), run });
}

interface Line {
  readonly text: string;
  readonly request: DeniedRequest;
}

async function investigateNew(run: string, lines: readonly Line[]): Promise<string> {
  const line = await firstNew(lines);
  if (line === undefined) return 'told-by-cloudtrail';
  const denial: Denial = { request: line.request, record: redact(recordOfLine(line.text, place())) };
  return investigate(run, [denial]);
}

async function firstNew(lines: readonly Line[]): Promise<Line | undefined> {
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
