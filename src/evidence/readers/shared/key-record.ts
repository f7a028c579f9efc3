/** KMS's own record of a call that S3 made for the caller: it names the key, and in its context the object. */
import { objectInArn } from '../../../names/bucket';
import { at, listAt, lookUpEvents, textAt, type EventRecord } from './events';
import { Unread } from '../../aws/failures';
import type { Place } from '../../place';
import type { ObjectKey } from '../../values';

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
  const [key] = records.flatMap((record) => of(record) ?? []);
  if (key === undefined) throw new Unread('no-record', 'no record of KMS belongs to this request');
  return key;
}

function keyIn(record: EventRecord, object: string): ObjectKey | undefined {
  if (textAt(record, 'eventSource') !== 'kms.amazonaws.com') return undefined;
  const { bucket, key } =
    objectInArn(textAt(record, 'requestParameters', 'encryptionContext', 'aws:s3:arn') ?? '') ?? {};
  // With a Bucket Key the context names the bucket only, so the key may be that of another of its objects.
  if (`${bucket}/${key}` !== object) return undefined;
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
