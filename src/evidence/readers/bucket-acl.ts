import { getBucketAcl } from '../aws/calls/s3';
import { found } from '../answers';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { accessControlList } from './shared/access-control-list';
import { bucketName } from '../targets';
import type { AccessControlList } from '../values';

/** The bucket's ACL, as it takes effect. */
export const bucketAcl = defineReader<AccessControlList>({
  id: 'bucket-acl',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketAcl'),
  changedBy: {
    bucket: [
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutBucketOwnershipControls',
      'DeleteBucketOwnershipControls',
    ],
  },
  target: bucketName,
  read: async (place, bucket) =>
    found(accessControlList(await getBucketAcl(place, { Bucket: bucket, ExpectedBucketOwner: place.account }))),
});
