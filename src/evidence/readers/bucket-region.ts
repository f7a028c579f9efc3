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
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: the first Regions have names of old.
    const region = LocationConstraint === 'EU' ? 'eu-west-1' : (LocationConstraint ?? '');
    return found({ region: region === '' ? 'us-east-1' : region });
  },
});
