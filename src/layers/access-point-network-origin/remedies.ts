import { accessPointIn } from '../../names/access-point';
import { defined } from '../../defined';
import { accountOf } from '../../names/principal';
import type { Remedies, Remedy } from '../../judging/commands/remedy';

/** The origin of an access point cannot be changed. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html */
const fromTheVpc: Remedy = {
  text: 'Send it from {vpcId}, which needs an endpoint for S3; what an access point serves cannot be changed.',
  safety: 'The endpoint is new in that VPC: the traffic to S3 of the route tables that it is given goes through it.',
  commands: ({ facts: { vpcId }, request: { accessPoint, principal } }) => {
    const point = accessPointIn(accessPoint);
    if (point === undefined || vpcId === undefined) return [];
    const { region } = point;
    return [
      {
        service: 'ec2',
        operation: 'CreateVpcEndpoint',
        parameters: {
          VpcId: vpcId,
          ServiceName: `com.amazonaws.${region}.s3`,
          RouteTableIds: { fillIn: 'route table' },
        },
        region,
        ...defined({ account: accountOf(principal) }),
      },
    ];
  },
  resources: ({ facts: { vpcId }, request: { accessPoint } }) => {
    const { region } = accessPointIn(accessPoint) ?? {};
    if (region === undefined || vpcId === undefined) return [];
    const service = `com.amazonaws.${region}.s3`;
    const tables = { list: ['<route table>'] };
    return [
      {
        terraform: {
          type: 'aws_vpc_endpoint',
          arguments: { vpc_id: vpcId, service_name: service, route_table_ids: tables },
        },
        cloudFormation: {
          type: 'AWS::EC2::VPCEndpoint',
          properties: { VpcId: vpcId, ServiceName: service, RouteTableIds: tables },
        },
      },
    ];
  },
};

export const remedies: Remedies = {
  'request-came-from-another-vpc': [fromTheVpc],
  'request-came-from-outside-the-vpc': [fromTheVpc],
  'request-came-through-aws': [fromTheVpc],
};
