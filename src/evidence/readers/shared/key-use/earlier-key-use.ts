/** KMS's records of others who read or wrote this very object: its key stands in them, whoever asked. */
import { Unread } from '../../../aws/failures';
import type { Place } from '../../../place';
import type { UsedObjectKey } from '../../../values';
import { lookUpPage, textAt, type EventRecord } from '../events';
import { keyIn } from './key-record';

const days = 7;
const day = 86_400_000;

/** `target`: the time of the denial and the object, as `objectKeyHistory` makes it. */
export async function keysUsedBefore(place: Place, target: string): Promise<readonly UsedObjectKey[]> {
  const [time = '', ...rest] = target.split(' ');
  const object = rest.join(' ');
  const until = new Date(time);
  const since = new Date(until.getTime() - days * day);
  const found = await Promise.all(
    ['Decrypt', 'GenerateDataKey'].map(async (value) => {
      const asked = { attribute: 'EventName', value, since, until } as const;
      return (await lookUpPage(place, asked, undefined)).records;
    }),
  );
  const uses = found.flat().flatMap((record) => useIn(record, object) ?? []);
  if (uses.length === 0) throw new Unread('no-record', 'no record of KMS is about this object');
  return uses;
}

/** S3 asks to decrypt with the key that the object has; what it was refused to encrypt was never written. */
function useIn(record: EventRecord, object: string): UsedObjectKey | undefined {
  const wrote = textAt(record, 'eventName') === 'GenerateDataKey';
  if (wrote && textAt(record, 'errorCode') !== undefined) return undefined;
  const key = keyIn(record, object);
  return key === undefined ? undefined : { ...key, wrote, usedAt: textAt(record, 'eventTime') ?? '' };
}
