/** KMS's own record of a call that S3 made for the caller: it names the key, and in its context the object. */
import { objectInArn } from '../../../../names/bucket';
import { at, listAt, lookUpEvents, textAt, type EventRecord } from '../events';
import { Unread } from '../../../aws/failures';
import type { Place } from '../../../place';
import type { ObjectKey } from '../../../values';

/** `target`: the session, the time of the denial and the object, as `objectEncryptionKey` makes it. */
export async function keyUsedFor(place: Place, target: string): Promise<ObjectKey> {
  const [session = '', time = '', ...rest] = target.split(' ');
  const object = rest.join(' ').replace(/\?versionId=[^/]*$/, '');
  const [accessKeyId = ''] = session.split('@');
  const moment = Date.parse(time);
  const of = (record: EventRecord) => keyIn(record, object);
  // The two records of one denial are a second or two apart.
  const { records } = await lookUpEvents(
    place,
    {
      attribute: 'AccessKeyId',
      value: accessKeyId,
      since: new Date(moment - 5_000),
      until: new Date(moment + 5_000),
      mostPages: 3,
    },
    (record) => of(record) !== undefined,
  );
  const [key = underBucketKey(records, object, moment)] = records.flatMap((record) => of(record) ?? []);
  if (key === undefined) throw new Unread('no-record', 'no record of KMS belongs to this request');
  return key;
}

/**
 * With a Bucket Key the context names the bucket only, and S3 asks KMS seldom: that KMS refused this very session in this
 * very second, for this bucket, is of this request. Not where it refused two keys.
 */
function underBucketKey(records: readonly EventRecord[], object: string, moment: number): ObjectKey | undefined {
  const bucket = object.slice(0, object.indexOf('/'));
  const refused = records.filter(
    (record) =>
      textAt(record, 'errorCode') !== undefined &&
      Math.abs(Date.parse(textAt(record, 'eventTime') ?? '') - moment) <= 1_000 &&
      /^arn:[^:]+:s3:::([^/]+)$/.exec(contextArn(record))?.[1] === bucket,
  );
  const keys = refused.flatMap((record) => keyOf(record) ?? []);
  const [first, ...others] = keys;
  return others.every(({ keyArn }) => keyArn === first?.keyArn) ? first : undefined;
}

const contextArn = (record: EventRecord): string =>
  textAt(record, 'requestParameters', 'encryptionContext', 'aws:s3:arn') ?? '';

export function keyIn(record: EventRecord, object: string): ObjectKey | undefined {
  const { bucket, key } = objectInArn(contextArn(record)) ?? {};
  return `${bucket}/${key}` === object ? keyOf(record) : undefined;
}

function keyOf(record: EventRecord): ObjectKey | undefined {
  if (textAt(record, 'eventSource') !== 'kms.amazonaws.com') return undefined;
  const keyArn = listAt(record, 'resources')
    .flatMap((one) => textAt(one, 'ARN') ?? [])
    .find((arn) => arn.includes(':key/'));
  const named = textAt(record, 'requestParameters', 'keyId');
  const arn = keyArn ?? (named?.startsWith('arn:') === true && named.includes(':key/') ? named : undefined);
  if (arn === undefined) return undefined;
  return { keyArn: arn, eventId: textAt(record, 'eventID') ?? '', encryptionContext: contextIn(record) };
}

function contextIn(record: EventRecord): Readonly<Record<string, string>> {
  const pairs = Object.entries(at(record, 'requestParameters', 'encryptionContext') ?? {});
  return Object.fromEntries(pairs.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}
