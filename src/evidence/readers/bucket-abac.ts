import { getBucketAbac } from '../aws/calls/s3';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Whether policies see the bucket's tags as `aws:ResourceTag`. It is off until somebody switches it on. */
export const bucketAbac = defineReader<{ readonly enabled: boolean }>({
  id: 'bucket-abac',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketAbac'),
  changedBy: { bucket: ['PutBucketAbac'] },
  target: bucketName,
  read: async (place, bucket) => {
    const { AbacStatus } = await getBucketAbac(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
    return found({ enabled: required(AbacStatus?.Status, 'AbacStatus.Status') === 'Enabled' });
  },
});
