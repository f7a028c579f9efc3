import { defined } from '../../defined';
import { listObjects } from '../aws/calls/s3';
import { absent, absentOn, found, required } from '../answers';
import { reasonOf } from '../aws/failures';
import { firstOfPages } from '../aws/pages';
import { defineReader, type Evidence } from '../define';
import { onBuckets, onObjects } from '../permissions';
import type { Place } from '../place';
import { tagsOfObject } from './shared/object-tags';
import { objectName, objectOf, type ObjectTarget } from '../targets';
import type { ExistingObject } from '../values';

/**
 * Whether there is such an object, for which no right to read it is needed: by a list of its prefix, whose first entry it is,
 * else by its tags. Of a version only the tags show it.
 */
export const objectExistence = defineReader<ExistingObject>({
  id: 'object-existence',
  at: 'bucket',
  region: 'bucket',
  permissions: [...onBuckets('s3:ListBucket'), ...onObjects('s3:GetObjectTagging', 's3:GetObjectVersionTagging')],
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: async (place, target) => {
    const object = objectOf(target);
    if (object.VersionId !== undefined) return byTags(place, object);
    try {
      return await byList(place, object);
    } catch (error) {
      if (reasonOf(error) === 'malformed-answer') throw error;
      // Why the tags cannot be read either says less than why the list cannot.
      const tagged = await byTags(place, object).catch(() => undefined);
      if (tagged === undefined) throw error;
      return tagged;
    }
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
async function byList(place: Place, { Bucket, Key }: ObjectTarget): Promise<Evidence<ExistingObject>> {
  const first = await firstOfPages(async (ContinuationToken) => {
    const page = await listObjects(place, {
      Bucket,
      Prefix: Key,
      MaxKeys: 1,
      FetchOwner: true,
      OptionalObjectAttributes: ['RestoreStatus'],
      ExpectedBucketOwner: place.account,
      ContinuationToken,
    });
    // An answer that counts nothing is no list.
    const isEmpty = required(page.KeyCount, 'KeyCount') === 0;
    return {
      items: isEmpty ? [] : required(page.Contents, 'Contents'),
      next: page.IsTruncated === true ? page.NextContinuationToken : undefined,
    };
  });
  if (first === undefined || required(first.Key, 'Contents[0].Key') !== Key) return absent;
  const { Owner, StorageClass, RestoreStatus, LastModified } = first;
  const restore =
    RestoreStatus?.IsRestoreInProgress === undefined
      ? undefined
      : `ongoing-request="${RestoreStatus.IsRestoreInProgress}"`;
  return found(
    defined({
      ownerId: Owner?.ID,
      storageClass: StorageClass,
      restore,
      lastModified: LastModified?.toISOString(),
    }),
  );
}

function byTags(place: Place, object: ObjectTarget): Promise<Evidence<ExistingObject>> {
  return absentOn(['NoSuchKey', 'NoSuchVersion'], async () => {
    await tagsOfObject(place, object);
    return {};
  });
}
