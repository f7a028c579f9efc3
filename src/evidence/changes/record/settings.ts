/** What a record shows to be set: the thing, and its new value. */
import { defined } from '../../../defined';
import { at, textAt, type EventRecord } from '../../readers/shared/events';
import { withoutSecrets } from '../../recording/secrets';
import type { Thing } from '../types';
import { setBy, type Sets } from './setting-calls';
import { tagsIn } from './tags';

export interface RecordedSetting extends Thing {
  /** `null`: there is none since. Absent: the record does not show it. */
  readonly value?: unknown;
  /** `v4`: the version of a managed policy that holds it. */
  readonly version?: string;
  readonly eventId: string;
  /** ISO 8601 */
  readonly time: string;
}

export function settingsIn(record: EventRecord): readonly RecordedSetting[] {
  const [eventId, eventName = '', time] = ['eventID', 'eventName', 'eventTime'].map((name) => textAt(record, name));
  if (eventId === undefined || time === undefined || hasFailed(record) || isIdle(record, eventName)) return [];
  const tags = tagsIn(record, eventName).map((tag) => ({ ...tag, eventId, time }));
  const whole = setBy(eventName).flatMap((sets) => {
    const { is, value } = valueIn(record, sets);
    const of = sets.of.flatMap((places) => nameAt(record, places) ?? []);
    if (is === 'not-set' || of.length < sets.of.length) return [];
    return [{ setting: sets.setting, of, ...defined({ value, version: versionIn(record) }), eventId, time }];
  });
  return [...whole, ...tags];
}

/** IAM keeps up to five versions of a managed policy. */
export const versionIn = (record: EventRecord): string | undefined =>
  textAt(record, 'requestParameters', 'versionId') ?? textAt(record, 'responseElements', 'policyVersion', 'versionId');

export const hasFailed = (record: EventRecord): boolean =>
  textAt(record, 'errorCode') !== undefined || textAt(record, 'errorMessage') !== undefined;

/** A version of a policy that is not made the default one decides nothing. */
const isIdle = (record: EventRecord, eventName: string): boolean =>
  eventName === 'CreatePolicyVersion' && !/^true$/i.test(String(at(record, 'requestParameters', 'setAsDefault')));

function nameAt(record: EventRecord, places: readonly string[]): string | undefined {
  return withoutPath(places.map((place) => textAt(record, ...place.split('.'))).find(isGiven));
}

/** Keys are named by id or by ARN. */
const withoutPath = (name: string | undefined): string | undefined =>
  name?.includes(':key/') === true ? name.split('/').at(-1) : name;

function valueIn(
  record: EventRecord,
  { value, resetBy }: Sets,
): { readonly is: 'set' | 'not-set'; readonly value?: unknown } {
  if (value === 'none') return { is: 'set', value: null };
  const found = value.at.map((place) => at(record, ...place.split('.'))).find(isGiven);
  if (found !== undefined) return { is: 'set', value: stored(found) };
  if (resetBy !== undefined && String(at(record, ...resetBy.split('.'))) === 'true') return { is: 'set' };
  if (value.without === 'none') return { is: 'set', value: null };
  return { is: value.without === 'unknown' ? 'set' : 'not-set' };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** A policy document (parsed, if it is JSON), tags or a configuration; without secrets, and bounded: the rest is unknown. */
export function stored(value: unknown): unknown {
  const kept = withoutSecrets(typeof value === 'string' ? parsed(value) : value);
  return JSON.stringify(kept).length > mostCharacters ? undefined : kept;
}

/** The largest policy that AWS takes, a key's, has 32 KB: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const mostCharacters = 40_000;

function parsed(text: string): unknown {
  for (const decode of [(raw: string) => raw, decodeURIComponent]) {
    try {
      return JSON.parse(decode(text)) as unknown;
    } catch {
      // The next way of writing it, or the text as it stands.
    }
  }
  return text;
}

/** Is it the same thing, or one that began with what this names? A new role has no policies. */
export const isAbout = (earlier: Thing, { setting, of }: Thing): boolean =>
  earlier.setting === setting && earlier.of.every((name, index) => name === of[index]);
