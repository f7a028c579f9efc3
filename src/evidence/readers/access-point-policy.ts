import { getAccessPointPolicy } from '../aws/calls/s3-control';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onAccessPoints } from '../permissions';
import { accessPointArn, accessPointOf } from '../targets';
import type { ReadPolicy } from '../values';

/** The policy of the access point. */
export const accessPointPolicy = defineReader<ReadPolicy>({
  id: 'access-point-policy',
  at: 'access-point',
  region: 'access-point',
  permissions: onAccessPoints('s3:GetAccessPointPolicy'),
  changedBy: {
    accessPoint: ['PutAccessPointPolicy', 'DeleteAccessPointPolicy', 'CreateAccessPoint', 'DeleteAccessPoint'],
  },
  target: accessPointArn('access-point'),
  read: (place, arn) =>
    absentOn(['NoSuchAccessPointPolicy'], async () => {
      const { accountId, name } = accessPointOf(arn);
      const { Policy } = await getAccessPointPolicy(place, { AccountId: accountId, Name: name });
      return { name, arn, attachedTo: `access point ${name}`, document: required(Policy, 'Policy') };
    }),
});
