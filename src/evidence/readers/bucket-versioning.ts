import { defined } from '../../defined';
import { getBucketVersioning } from '../aws/calls/s3';
import { found } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Versioning and MFA delete. Neither is set: the bucket was never versioned. */
export const bucketVersioning = defineReader<{ readonly status?: string; readonly mfaDelete?: string }>({
  id: 'bucket-versioning',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketVersioning'),
  changedBy: { bucket: ['PutBucketVersioning'] },
  target: bucketName,
  read: async (place, bucket) => {
    const { Status, MFADelete } = await getBucketVersioning(place, {
      Bucket: bucket,
      ExpectedBucketOwner: place.account,
    });
    return found({
      ...defined({ status: Status, mfaDelete: MFADelete }),
    });
  },
});
