import { getBucketOwnershipControls } from '../aws/calls/s3';
import { absentOn, found, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';

/** Who owns new objects. A bucket without the setting behaves as `ObjectWriter`. */
export const bucketOwnershipControls = defineReader<{ readonly objectOwnership: string }>({
  id: 'bucket-ownership-controls',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketOwnershipControls'),
  changedBy: { bucket: ['PutBucketOwnershipControls', 'DeleteBucketOwnershipControls'] },
  target: bucketName,
  read: async (place, bucket) => {
    const read = await absentOn(['OwnershipControlsNotFoundError'], async () => {
      const { OwnershipControls } = await getBucketOwnershipControls(place, {
        Bucket: bucket,
        ExpectedBucketOwner: place.account,
      });
      return { objectOwnership: required(OwnershipControls?.Rules?.[0]?.ObjectOwnership, 'Rules[0].ObjectOwnership') };
    });
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
    return read.status === 'absent' ? found({ objectOwnership: 'ObjectWriter' }) : read;
  },
});
