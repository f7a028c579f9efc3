import { defined } from '../../defined';
import { headObject } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { objectName, objectOf } from '../targets';
import type { ObjectHead } from '../values';

/** The object itself, without its content: an opt-in, for it needs the right to read it. */
export const objectHead = defineReader<ObjectHead>({
  id: 'object-head',
  at: 'bucket',
  region: 'bucket',
  permissions: [],
  headObjectPermissions: onObjects('s3:GetObject', 's3:GetObjectVersion'),
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: (place, object) =>
    // A HEAD has no body, so the status stands for the code. Who may not list the bucket gets a 403 instead.
    absentOn(['NotFound', 'NoSuchKey', 'NoSuchVersion'], async () => {
      const head = await headObject(place, { ...objectOf(object), ExpectedBucketOwner: place.account });
      return {
        ...defined({ algorithm: head.ServerSideEncryption, keyId: head.SSEKMSKeyId }),
        bucketKeyEnabled: head.BucketKeyEnabled ?? false,
        ...defined({ storageClass: head.StorageClass, restore: head.Restore }),
        deleteMarker: head.DeleteMarker ?? false,
        // Every answer of S3 has it: one without is none.
        lastModified: required(head.LastModified, 'LastModified').toISOString(),
      };
    }),
});
