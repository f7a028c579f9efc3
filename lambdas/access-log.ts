import type { SQSBatchResponse } from 'aws-lambda';
import { openObject } from '../src/delivery/aws';
import { countedAlready } from '../src/incident/flow/ledger';
import { takeIn } from '../src/incident/flow/batch/take-in';
import { parseAccessLogLine, type LogPlace } from '../src/request/access-log/parse-line';
import { child, filledText, isFields } from '../src/request/record/fields';
import type { DeniedRequest } from '../src/request/types';
import { environment, optional } from './runtime/environment';
import { log } from './runtime/log';
import { errorName } from '../src/error-name';
import { readMembers } from './way-in/members';
import { ports } from './way-in/ports';
import { remembered } from './way-in/remembered';
import { denialsIn, type LogLimits } from './way-in/log-denials';
import { failing, jsonIn, type Message, type QueueEvent } from './way-in/queue';
import { isWatched } from './way-in/watched';

/** Far above what S3 delivers in one object, and read well within the time of the function. */
const most: LogLimits = { bytes: 64 * 1024 * 1024, lines: 200_000, denied: 20_000 };
/** A page of the ledger fits into an item. */
const atOnce = 2_000;

/** Counts the denied requests in new objects of the access log, and has those investigated that are new. */
export async function handler(event: QueueEvent): Promise<SQSBatchResponse> {
  await readMembers();
  const failed: string[] = [];
  for (const message of event.Records) {
    try {
      await readLog(message);
    } catch (error) {
      log({ event: 'not-taken-in', messageId: message.messageId, error: errorName(error) });
      failed.push(message.messageId);
    }
  }
  return failing(failed);
}

async function readLog(message: Message): Promise<void> {
  const { messageId } = message;
  const key = keyIn(jsonIn(message));
  if (key === undefined) return log({ event: 'ignored', why: 'not-of-the-log', messageId });
  const content = await openObject(environment('CULPRIT_LOG_BUCKET'), key);
  const { denials, lines, whole } = await denialsIn(content, most, messageId, place(), requestIn);
  const { store } = ports();
  const known = await countedAlready(store, remembered().ledger, denials);
  const fresh = denials.filter(({ id }) => !known.has(id));
  const counts = { lines, denied: denials.length, 'told-by-cloudtrail': denials.length - fresh.length };
  log({ event: whole ? 'read' : 'read-in-part', messageId, ...counts });
  for (let at = 0; at < fresh.length; at += atOnce) {
    const { failed, ...made } = await takeIn(fresh.slice(at, at + atOnce), ports(), remembered());
    log({ event: 'taken-in', messageId, ...made });
    if (failed.size > 0) throw new NotWritten('some of its denials could not be written');
  }
}

class NotWritten extends Error {
  override readonly name = 'NotWritten';
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
