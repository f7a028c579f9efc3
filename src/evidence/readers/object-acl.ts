import { getObjectAcl } from '../aws/calls/s3';
import { absentOn } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { accessControlList } from './shared/access-control-list';
import { objectName, objectOf } from '../targets';
import type { AccessControlList } from '../values';

/** The object's ACL, as it takes effect; absent: there is no such object. Its changes are data events, which nobody can look up. */
export const objectAcl = defineReader<AccessControlList>({
  id: 'object-acl',
  at: 'bucket',
  region: 'bucket',
  permissions: onObjects('s3:GetObjectAcl', 's3:GetObjectVersionAcl'),
  changedBy: {
    bucket: [
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutBucketOwnershipControls',
      'DeleteBucketOwnershipControls',
    ],
  },
  changesUnseen: true,
  target: objectName,
  read: (place, object) =>
    absentOn(['NoSuchKey', 'NoSuchVersion'], async () =>
      accessControlList(await getObjectAcl(place, { ...objectOf(object), ExpectedBucketOwner: place.account })),
    ),
});
