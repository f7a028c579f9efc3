import { getBucketPolicy } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { policyText } from './shared/documents';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';
import type { ReadPolicy } from '../values';

/** The bucket's policy. */
export const bucketPolicy = defineReader<ReadPolicy>({
  id: 'bucket-policy',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketPolicy'),
  changedBy: { bucket: ['PutBucketPolicy', 'DeleteBucketPolicy'] },
  judgedBy: ['bucket-policy-status'],
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['NoSuchBucketPolicy'], async () => {
      const { Policy } = await getBucketPolicy(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      return { name: bucket, attachedTo: `bucket ${bucket}`, document: policyText(required(Policy, 'Policy')) };
    }),
});
