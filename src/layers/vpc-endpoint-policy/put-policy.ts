import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';

/** https://docs.aws.amazon.com/cli/latest/reference/ec2/modify-vpc-endpoint.html */
export const putEndpointPolicy: PutPolicy = ({ target, document }, { region, endpoint }) => [
  {
    service: 'ec2',
    operation: 'ModifyVpcEndpoint',
    parameters: { VpcEndpointId: target, PolicyDocument: { json: document } },
    ...defined({ account: endpoint.is === 'endpoint' ? endpoint.accountId : undefined }),
    region,
  },
];
