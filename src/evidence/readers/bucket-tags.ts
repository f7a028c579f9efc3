import { getBucketTagging } from '../aws/calls/s3';
import { absentOn, found, required } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { tagsIn } from './shared/identity';
import { bucketName } from '../targets';

/** The bucket's tags. */
export const bucketTags = defineReader<Readonly<Record<string, string>>>({
  id: 'bucket-tags',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketTagging'),
  changedBy: { bucket: ['PutBucketTagging', 'DeleteBucketTagging', 'TagResource', 'UntagResource'] },
  target: bucketName,
  read: async (place, bucket) => {
    const read = await absentOn(['NoSuchTagSet'], async () => {
      const { TagSet } = await getBucketTagging(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
      return tagsIn(required(TagSet, 'TagSet'));
    });
    return read.status === 'absent' ? found({}) : read;
  },
});
