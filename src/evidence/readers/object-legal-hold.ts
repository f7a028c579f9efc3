import { getObjectLegalHold } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { objectName, objectOf } from '../targets';

/** The legal hold on a version. Its changes are data events, which nobody can look up. */
export const objectLegalHold = defineReader<{ readonly status: string }>({
  id: 'object-legal-hold',
  at: 'bucket',
  region: 'bucket',
  permissions: onObjects('s3:GetObjectLegalHold'),
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: (place, object) =>
    absentOn(['NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'], async () => {
      const { LegalHold } = await getObjectLegalHold(place, {
        ...objectOf(object),
        ExpectedBucketOwner: place.account,
      });
      return { status: required(LegalHold?.Status, 'LegalHold.Status') };
    }),
});
