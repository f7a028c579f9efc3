import type { PutPolicy } from '../../judging/commands/aws-command';
import { accessPointIn } from '../../names/access-point';

/** https://docs.aws.amazon.com/cli/latest/reference/s3control/put-access-point-policy-for-object-lambda.html */
export const putObjectLambdaPolicy: PutPolicy = ({ target, document }) => {
  const point = accessPointIn(target);
  if (point === undefined) return [];
  return [
    {
      service: 's3control',
      operation: 'PutAccessPointPolicyForObjectLambda',
      parameters: { AccountId: point.accountId, Name: point.name, Policy: { json: document } },
      account: point.accountId,
      region: point.region,
    },
  ];
};
