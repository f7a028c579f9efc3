import { defined } from '../../defined';
import { getObjectLockConfiguration } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Whether the bucket has Object Lock, and what it sets on new objects. */
export const bucketObjectLock = defineReader<{ readonly enabled: boolean; readonly mode?: string }>({
  id: 'bucket-object-lock',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketObjectLockConfiguration'),
  changedBy: { bucket: ['PutBucketObjectLockConfiguration'] },
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['ObjectLockConfigurationNotFoundError'], async () => {
      const answer = await getObjectLockConfiguration(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      const lock = required(answer.ObjectLockConfiguration, 'ObjectLockConfiguration');
      const mode = lock.Rule?.DefaultRetention?.Mode;
      return {
        enabled: required(lock.ObjectLockEnabled, 'ObjectLockEnabled') === 'Enabled',
        ...defined({ mode }),
      };
    }),
});
