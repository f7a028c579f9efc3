/** VPC endpoints, and what EC2 answers about them. */
import type { Operations } from '../operation';
import type { Named, Policy } from '../policy';
import { errorOf, escaped, xml } from '../shapes';

export interface EndpointDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** @default vpc-0example1 */
  readonly vpcId?: string;
  /** @default Gateway */
  readonly type?: 'Gateway' | 'Interface';
  /** @default full access */
  readonly policy?: Policy;
}

export interface Ec2Account {
  /** By endpoint id. */
  readonly endpoints?: Named<EndpointDescription>;
}

/** What EC2 looks at. */
export interface DescribedEc2 {
  readonly accounts: Named<Ec2Account>;
}

const fullAccess: Policy = {
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

export const ec2Operations: Operations<DescribedEc2> = {
  DescribeVpcEndpoints: {
    answer: ({ awsAccounts, account, region, input }) => {
      const [id = ''] = input['VpcEndpointIds'] as readonly string[];
      const endpoint = awsAccounts.accounts[account]?.endpoints?.[id];
      if (endpoint === undefined || (endpoint.region ?? 'us-east-1') !== region) {
        return errorOf('ec2', 'InvalidVpcEndpointId.NotFound', 400, `The Vpc Endpoint Id '${id}' does not exist`);
      }
      const { type = 'Gateway', vpcId = 'vpc-0example1', policy = fullAccess } = endpoint;
      return xml(
        `<DescribeVpcEndpointsResponse><vpcEndpointSet><item><vpcEndpointId>${id}</vpcEndpointId><vpcEndpointType>${type}</vpcEndpointType><vpcId>${vpcId}</vpcId>` +
          `<ownerId>${account}</ownerId><policyDocument>${escaped(JSON.stringify(policy))}</policyDocument></item></vpcEndpointSet></DescribeVpcEndpointsResponse>`,
      );
    },
  },
};
