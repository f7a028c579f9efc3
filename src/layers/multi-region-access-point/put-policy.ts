import type { PutPolicy } from '../../judging/commands/aws-command';
import { accessPointIn, multiRegionControl } from '../../names/access-point';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/**
 * The policy is a text inside the details. The name is not the alias of the ARN: `list-multi-region-access-points` has both.
 * https://docs.aws.amazon.com/cli/latest/reference/s3control/put-multi-region-access-point-policy.html
 */
export const putMultiRegionPolicy: PutPolicy = ({ target, name, document }) => {
  const point = accessPointIn(target);
  if (point === undefined) return [];
  return [
    {
      service: 's3control',
      operation: 'PutMultiRegionAccessPointPolicy',
      parameters: {
        AccountId: point.accountId,
        Details: { json: { Name: name, Policy: JSON.stringify(document) } },
      },
      account: point.accountId,
      region: multiRegionControl,
    },
  ];
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3control_multi_region_access_point_policy */
export const multiRegionPolicyResource: PolicyResource = ({ name, document: policy }) => ({
  terraform: {
    type: 'aws_s3control_multi_region_access_point_policy',
    arguments: { details: { block: { name, policy: { policy } } } },
  },
  cloudFormation: {
    type: 'AWS::S3::MultiRegionAccessPointPolicy',
    properties: { MrapName: name, Policy: { policy } },
  },
});
