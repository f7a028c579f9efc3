import { getBucketPublicAccessBlock } from '../aws/calls/s3';
import { absentOn } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { publicAccessBlock } from './shared/public-access-block';
import { bucketName } from '../targets';
import type { PublicAccessBlock } from '../values';

/** Block Public Access as set on the bucket. Absent: nothing is set there. */
export const bucketPublicAccessBlock = defineReader<PublicAccessBlock>({
  id: 'bucket-public-access-block',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketPublicAccessBlock'),
  changedBy: { bucket: ['PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock'] },
  target: bucketName,
  read: (place, bucket) =>
    absentOn(['NoSuchPublicAccessBlockConfiguration'], async () => {
      const answer = await getBucketPublicAccessBlock(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      return publicAccessBlock(answer.PublicAccessBlockConfiguration);
    }),
});
