/** One CloudTrail record → what was denied, or why nothing was. */
import { bounded } from '../bounds';
import { deniedBy } from '../error-codes';
import { withRequest } from '../denials/successes';
import { child, filledText, isFields, text, type RecordFields } from './fields';
import { kmsRequest } from './kms';
import { withObjects } from './objects';
import { kindOfRecord } from './other-kinds';
import { s3Request } from './s3';
import { hideSecrets } from '../secrets';
import type { DeniedRequest } from '../types';
import type { BadInput, BadInputCode, NotDenied, NotDeniedFacts, ParsedRecord } from '../parsed-record';

/** Takes a record as a trail's log file holds it, or the event that EventBridge makes of it. Never throws. */
export function parseRecord(value: unknown): ParsedRecord {
  if (!isFields(value))
    return badInput('not-a-record', `a CloudTrail record is a JSON object, and this is ${kindOf(value)}`);
  const success = plainSuccess(value);
  if (success !== undefined) return success;
  if (isTooDeep(value)) return badInput('too-deep', 'the JSON is nested deeper than any CloudTrail record');
  if (!Object.hasOwn(value, 'detail') || Object.hasOwn(value, 'eventName')) return parseDetail(value);
  const source = text(value, 'source');
  const kind = kindOfRecord(value);
  if (kind !== undefined) return notDenied('other-record', { kind });
  // Custom events cannot use a source of AWS's: what is called so here was not made by CloudTrail.
  if (source !== undefined && !source.startsWith('aws.')) return notDenied('not-from-aws', { source: clip(source) });
  const detail = child(value, 'detail');
  if (detail === undefined)
    return badInput('not-a-record', 'the EventBridge event has no `detail` object with a CloudTrail record in it');
  return parseDetail(detail);
}

export function badInput(code: BadInputCode, message: string): BadInput {
  return { is: 'bad-input', code, message };
}

/** What most of a trail is: nothing more of it is looked at. */
function plainSuccess(record: RecordFields): NotDenied | undefined {
  const { eventType, eventSource, eventName, eventTime, errorCode } = record;
  if (eventType !== 'AwsApiCall' || errorCode !== undefined || typeof eventTime !== 'string') return undefined;
  if (typeof eventSource !== 'string' || typeof eventName !== 'string' || eventName === '') return undefined;
  const about = { eventSource, operation: clip(eventName) };
  return Object.hasOwn(parsers, eventSource) ? succeeded(record, about) : undefined;
}

function parseDetail(value: RecordFields): ParsedRecord {
  const record = withObjects(value);
  const kind = kindOfRecord(record);
  if (kind !== undefined) return notDenied('other-record', { kind });
  const missing = ['eventSource', 'eventName', 'eventTime'].filter((name) => filledText(record, name) === undefined);
  if (missing.length > 0) return badInput('not-a-record', missingMessage(record, missing));
  const eventSource = text(record, 'eventSource') ?? '';
  const errorCode = filledText(record, 'errorCode');
  const about = { eventSource: clip(eventSource), operation: clip(text(record, 'eventName') ?? '') };
  const parser = parsers[eventSource];
  if (!Object.hasOwn(parsers, eventSource) || parser === undefined) return notDenied('other-service', about);
  if (errorCode === undefined) return succeeded(record, about);
  if (deniedBy(errorCode) === undefined)
    return notDenied('error-is-not-a-denial', { ...about, errorCode: clip(errorCode) });
  if (!isTime(text(record, 'eventTime') ?? ''))
    return badInput('not-a-record', '`eventTime` is no date such as 2026-11-20T08:14:01Z');
  const parsed = parser(record, errorCode);
  return 'is' in parsed ? parsed : { is: 'denied', request: bounded(parsed) };
}

function succeeded(record: RecordFields, about: NotDeniedFacts['succeeded']): NotDenied {
  return withRequest(notDenied('succeeded', about), () => {
    const parsed = parseDetail({ ...record, errorCode: 'AccessDenied' });
    return parsed.is === 'denied' ? parsed.request : undefined;
  });
}

/** `Date.parse` alone takes `7` for a day in 2001. */
const isTime = (value: string): boolean => /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));

const parsers: Readonly<
  Record<string, (record: RecordFields, errorCode: string) => DeniedRequest | NotDenied | BadInput>
> = {
  's3.amazonaws.com': s3Request,
  's3express.amazonaws.com': s3Request,
  's3-object-lambda.amazonaws.com': s3Request,
  'kms.amazonaws.com': kmsRequest,
};

/** An array of values is how people paste several records, a list of names how they paste something else. */
function missingMessage(record: RecordFields, missing: readonly string[]): string {
  if (record['Statement'] !== undefined)
    return 'this is a policy: give the record of the denied call, or ask `culprit explain` whether a request would be allowed';
  const has = Object.keys(record)
    .slice(0, 5)
    .map((name) => `\`${clip(name, 30)}\``);
  const what = has.length === 0 ? 'an empty object' : `an object with ${has.join(', ')}`;
  return (
    `this is no CloudTrail record: ${what} lacks ${missing.map((name) => `\`${name}\``).join(', ')}. ` +
    'Give one record, an EventBridge event, {"Records": […]} or JSON lines'
  );
}

export function notDenied<C extends NotDenied['code']>(code: C, facts: NotDeniedFacts[C]): NotDenied {
  return { is: 'not-denied', code, facts } as NotDenied;
}

/** For messages: bounded, on one line, without secrets. */
export function clip(value: string, limit = 100): string {
  const line = hideSecrets(value.slice(0, 2_048))
    .slice(0, limit + 1)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

const deepest = 40;

/** Without recursion: the nesting may be a million deep. */
function isTooDeep(value: RecordFields): boolean {
  let level: readonly object[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((item) =>
      Object.values(item).filter((inner): inner is object => typeof inner === 'object' && inner !== null),
    );
  }
  return false;
}
