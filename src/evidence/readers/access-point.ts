import { defined } from '../../defined';
import { getAccessPoint } from '../aws/calls/s3-control';
import { found, required } from '../answers';
import { defineReader } from '../define';
import { onAccessPoints } from '../permissions';
import { publicAccessBlock } from './shared/public-access-block';
import { accessPointArn, accessPointOf } from '../targets';
import type { AccessPoint } from '../values';

/** The access point through which the request came. */
export const accessPoint = defineReader<AccessPoint>({
  id: 'access-point',
  at: 'access-point',
  region: 'access-point',
  permissions: onAccessPoints('s3:GetAccessPoint'),
  changedBy: { accessPoint: ['CreateAccessPoint', 'DeleteAccessPoint'] },
  target: accessPointArn('access-point'),
  read: async (place, arn) => {
    const { accountId, name } = accessPointOf(arn);
    const answer = await getAccessPoint(place, { AccountId: accountId, Name: name });
    const { BucketAccountId, VpcConfiguration, PublicAccessBlockConfiguration } = answer;
    const vpcId = VpcConfiguration?.VpcId;
    return found({
      name,
      bucket: required(answer.Bucket, 'Bucket'),
      ...defined({ bucketAccountId: BucketAccountId }),
      networkOrigin: required(answer.NetworkOrigin, 'NetworkOrigin') === 'VPC' ? 'VPC' : 'Internet',
      ...defined({ vpcId }),
      ...(PublicAccessBlockConfiguration === undefined
        ? {}
        : { publicAccessBlock: publicAccessBlock(PublicAccessBlockConfiguration) }),
    });
  },
});
