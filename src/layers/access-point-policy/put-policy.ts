import type { PutPolicy } from '../../judging/commands/aws-command';
import { accessPointIn } from '../../names/access-point';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/** https://docs.aws.amazon.com/cli/latest/reference/s3control/put-access-point-policy.html */
export const putAccessPointPolicy: PutPolicy = ({ target, document }) => {
  const point = accessPointIn(target);
  if (point === undefined) return [];
  return [
    {
      service: 's3control',
      operation: 'PutAccessPointPolicy',
      parameters: { AccountId: point.accountId, Name: point.name, Policy: { json: document } },
      account: point.accountId,
      region: point.region,
    },
  ];
};

/** In CloudFormation the policy is a property of the access point. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3control_access_point_policy */
export const accessPointPolicyResource: PolicyResource = ({ target, document: policy }) => {
  const point = accessPointIn(target);
  if (point === undefined) return undefined;
  return {
    terraform: {
      type: 'aws_s3control_access_point_policy',
      arguments: { access_point_arn: point.arn, policy: { policy } },
    },
    cloudFormation: {
      type: 'AWS::S3::AccessPoint',
      properties: { Name: point.name, Policy: { policy } },
      partOf: point.arn,
    },
  };
};
