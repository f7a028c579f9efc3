import type { PutPolicy } from '../../judging/commands/aws-command';
import { accessPointIn } from '../../names/access-point';
import type { PolicyResource } from '../../judging/infrastructure/resource';

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

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3control_object_lambda_access_point_policy */
export const objectLambdaPolicyResource: PolicyResource = ({ target, document: policy }) => {
  const point = accessPointIn(target);
  if (point === undefined) return undefined;
  const { name } = point;
  return {
    terraform: { type: 'aws_s3control_object_lambda_access_point_policy', arguments: { name, policy: { policy } } },
    cloudFormation: {
      type: 'AWS::S3ObjectLambda::AccessPointPolicy',
      properties: { ObjectLambdaAccessPoint: name, PolicyDocument: { policy } },
    },
  };
};
