import { getBucketRequestPayment } from '../aws/calls/s3';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Who pays for requests. */
export const bucketRequestPayment = defineReader<{ readonly payer: string }>({
  id: 'bucket-request-payment',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketRequestPayment'),
  changedBy: { bucket: ['PutBucketRequestPayment'] },
  target: bucketName,
  read: async (place, bucket) => {
    const { Payer } = await getBucketRequestPayment(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
    return found({ payer: required(Payer, 'Payer') });
  },
});
