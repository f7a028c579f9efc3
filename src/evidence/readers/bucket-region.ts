import { getBucketLocation } from '../aws/calls/s3';
import { found } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** The Region of the bucket. */
export const bucketRegion = defineReader<{ readonly region: string }>({
  id: 'bucket-region',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketLocation'),
  changedBy: { bucket: ['CreateBucket', 'DeleteBucket'] },
  target: bucketName,
  read: async (place, bucket) => {
    const { LocationConstraint } = await getBucketLocation(place, {
      Bucket: bucket,
      ExpectedBucketOwner: place.account,
    });
    return found({ region: regionOfLocation(LocationConstraint) });
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: the first Regions have names of old. */
export function regionOfLocation(constraint: string | undefined): string {
  const region = constraint === 'EU' ? 'eu-west-1' : (constraint ?? '');
  return region === '' ? 'us-east-1' : region;
}
