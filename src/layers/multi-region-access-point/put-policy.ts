import type { PutPolicy } from '../../judging/commands/aws-command';
import { accessPointIn, multiRegionControl } from '../../names/access-point';

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
