import { getObjectRetention } from '../aws/calls/s3';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onObjects } from '../permissions';
import { objectName, objectOf } from '../targets';

/** The retention of a version. Its changes are data events, which nobody can look up. */
export const objectRetention = defineReader<{ readonly mode: string; readonly retainUntil: string }>({
  id: 'object-retention',
  at: 'bucket',
  region: 'bucket',
  permissions: onObjects('s3:GetObjectRetention'),
  changedBy: {},
  changesUnseen: true,
  target: objectName,
  read: (place, object) =>
    // Without Object Lock on the bucket S3 answers InvalidRequest.
    absentOn(['NoSuchObjectLockConfiguration', 'ObjectLockConfigurationNotFoundError'], async () => {
      const { Retention } = await getObjectRetention(place, {
        ...objectOf(object),
        ExpectedBucketOwner: place.account,
      });
      const until = required(Retention?.RetainUntilDate, 'Retention.RetainUntilDate');
      return { mode: required(Retention?.Mode, 'Retention.Mode'), retainUntil: until.toISOString() };
    }),
});
