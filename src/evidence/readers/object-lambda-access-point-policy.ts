import { getAccessPointPolicyForObjectLambda } from '../aws/calls/s3-control';
import { absentOn, required } from '../answers';
import { defineReader } from '../define';
import { onObjectLambdaAccessPoints } from '../permissions';
import { accessPointArn, accessPointOf } from '../targets';
import type { ReadPolicy } from '../values';

/** The policy of the Object Lambda access point. */
export const objectLambdaAccessPointPolicy = defineReader<ReadPolicy>({
  id: 'object-lambda-access-point-policy',
  at: 'access-point',
  region: 'access-point',
  permissions: onObjectLambdaAccessPoints('s3:GetAccessPointPolicyForObjectLambda'),
  changedBy: {
    accessPoint: [
      'PutAccessPointPolicyForObjectLambda',
      'DeleteAccessPointPolicyForObjectLambda',
      'CreateAccessPointForObjectLambda',
      'DeleteAccessPointForObjectLambda',
    ],
  },
  target: accessPointArn('object-lambda'),
  read: (place, arn) =>
    absentOn(['NoSuchAccessPointPolicy'], async () => {
      const { accountId, name } = accessPointOf(arn);
      const { Policy } = await getAccessPointPolicyForObjectLambda(place, { AccountId: accountId, Name: name });
      return { name, arn, attachedTo: `Object Lambda access point ${name}`, document: required(Policy, 'Policy') };
    }),
});
