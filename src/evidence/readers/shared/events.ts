/** CloudTrail's records, looked up. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
import { required } from '../../answers';
import { lookupEvents } from '../../aws/calls/cloudtrail';
import { Unread } from '../../aws/failures';
import type { Place } from '../../place';

/** A record as JSON; what it holds was written by others. */
export type EventRecord = Readonly<Record<string, unknown>>;

export interface Lookup {
  readonly attribute: 'ResourceName' | 'EventName' | 'AccessKeyId' | 'ReadOnly';
  readonly value: string;
  readonly since: Date;
  readonly until: Date;
  /** A busy account has more records than anyone wants to wait for. */
  readonly mostPages: number;
  /** Records a page. Recordings take questions of different windows for one: they differ by this. @default AWS's, 50 */
  readonly pageSize?: number;
}

export interface LookedUp {
  /** Newest first. */
  readonly records: readonly EventRecord[];
  /** `false`: there were more pages. */
  readonly complete: boolean;
}

/** Every record that matches, up to `mostPages`; `enough` ends the search early. */
export async function lookUpEvents(
  place: Place,
  { mostPages, ...asked }: Lookup,
  enough: (record: EventRecord) => boolean = () => false,
): Promise<LookedUp> {
  const records: EventRecord[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const read = await lookUpPage(place, asked, token);
    records.push(...read.records);
    if (read.next === undefined || read.records.some(enough)) return { records, complete: true };
    token = read.next;
  }
  return { records, complete: false };
}

export interface EventPage {
  /** Newest first. */
  readonly records: readonly EventRecord[];
  readonly next?: string;
}

/** One page, and one of the two look-ups that AWS answers a second. */
export async function lookUpPage(
  place: Place,
  { attribute, value, since, until, pageSize }: Omit<Lookup, 'mostPages'>,
  token: string | undefined,
): Promise<EventPage> {
  const answer = await lookupEvents(place, {
    LookupAttributes: [{ AttributeKey: attribute, AttributeValue: value }],
    StartTime: since,
    EndTime: until,
    NextToken: token,
    MaxResults: pageSize,
  });
  const all = required(answer.Events, 'Events').map(({ CloudTrailEvent }) => recordIn(CloudTrailEvent));
  // A recording answers for every window.
  const records = all.filter((record) => isWithin(record, since, until));
  const next = answer.NextToken === '' ? undefined : answer.NextToken;
  if (next === undefined) return { records };
  if (next === token) throw new Unread('malformed-answer', 'the pages of LookupEvents do not end');
  return { records, next };
}

function isWithin(record: EventRecord, since: Date, until: Date): boolean {
  const time = Date.parse(textAt(record, 'eventTime') ?? '');
  return Number.isNaN(time) || (time >= since.getTime() - 1_000 && time <= until.getTime() + 1_000);
}

function recordIn(text: string | undefined): EventRecord {
  try {
    const record: unknown = JSON.parse(text ?? '');
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as EventRecord;
  } catch {
    // Told below: whichever way it is no record.
  }
  throw new Unread('malformed-answer', 'a `CloudTrailEvent` is not a JSON object');
}

/** A value deep in a record; whatever is not there is `undefined`. */
export function at(record: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    record,
  );
}

export function textAt(record: unknown, ...path: readonly string[]): string | undefined {
  const value = at(record, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function listAt(record: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = at(record, ...path);
  return Array.isArray(value) ? value : [];
}
