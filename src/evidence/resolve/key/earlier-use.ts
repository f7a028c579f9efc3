/** Whose use of a key shows what an object is encrypted with. */
import type { BoundAuthorization } from '../../../request/types';
import type { Reading } from '../../define';
import { bucketVersioning } from '../../readers/bucket-versioning';
import { objectKeyHistory } from '../../readers/object-key-history';
import type { ExistingObject, ObjectKey, UsedObjectKey } from '../../values';
import { readFor, valueOf, type Resolution } from '../resolution';

/** Another caller's use shows the key only if the object is still the one that was used: nobody wrote it since. */
export async function keyOfEarlierUse(
  read: Resolution,
  object: BoundAuthorization,
  existence: Reading<ExistingObject>,
): Promise<ObjectKey | undefined> {
  const { lastModified } = valueOf(existence) ?? {};
  if (lastModified === undefined) return undefined;
  const found = valueOf(await readFor(read, objectKeyHistory, object, { silent: true })) ?? [];
  const uses = usesOf(Date.parse(lastModified), found);
  const [first, ...others] = uses;
  if (first === undefined || others.some(({ keyArn }) => keyArn !== first.keyArn)) return undefined;
  const isWritten = uses.some(({ wrote }) => wrote);
  return isWritten || !(await mayBeOfAnotherVersion(read, object)) ? first : undefined;
}

/** KMS's records show no version, and an older one may have another key. */
async function mayBeOfAnotherVersion(read: Resolution, object: BoundAuthorization): Promise<boolean> {
  const versioning = await readFor(read, bucketVersioning, object, { silent: true });
  return versioning.status !== 'found' || versioning.value.status !== undefined;
}

/**
 * A write at another time than the object's never became the object: it failed, is of an upload in parts that has not ended,
 * or was overwritten. S3 decrypts with the key of such an upload for each of its parts, which is no read of the object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
function usesOf(writtenAt: number, uses: readonly UsedObjectKey[]): readonly UsedObjectKey[] {
  const isOfObject = ({ usedAt }: UsedObjectKey) => Math.abs(Date.parse(usedAt) - writtenAt) <= together;
  const writes = uses.filter(({ wrote }) => wrote);
  const ofOthers = new Set(writes.filter((write) => !isOfObject(write)).map(({ keyArn }) => keyArn));
  const reads = uses.filter(
    ({ wrote, usedAt, keyArn }) => !wrote && Date.parse(usedAt) >= writtenAt && !ofOthers.has(keyArn),
  );
  return [...writes.filter(isOfObject), ...reads];
}

/** Milliseconds that the record of a write and the time of its object may be apart. */
const together = 5_000;
