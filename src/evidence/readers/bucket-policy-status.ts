import { getBucketPolicyStatus } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Whether AWS holds the bucket's policy to be public. */
export const bucketPolicyStatus = defineReader<{ readonly isPublic: boolean }>({
  id: 'bucket-policy-status',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketPolicyStatus'),
  changedBy: { bucket: ['PutBucketPolicy', 'DeleteBucketPolicy'] },
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['NoSuchBucketPolicy'], async () => {
      const { PolicyStatus } = await getBucketPolicyStatus(place, {
        Bucket: bucket,
        ExpectedBucketOwner: place.account,
      });
      return { isPublic: required(PolicyStatus?.IsPublic, 'PolicyStatus.IsPublic') };
    }),
});
