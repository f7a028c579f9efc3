import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';
import type { PolicyResource } from '../../judging/infrastructure/resource';

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

/** In CloudFormation the policy is a property of the endpoint. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy */
export const endpointPolicyResource: PolicyResource = ({ target, document: policy }) => ({
  terraform: { type: 'aws_vpc_endpoint_policy', arguments: { vpc_endpoint_id: target, policy: { policy } } },
  cloudFormation: { type: 'AWS::EC2::VPCEndpoint', properties: { PolicyDocument: { policy } }, partOf: target },
});
