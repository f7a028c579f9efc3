import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import { defineLayer } from '../define';
import { checkVpcEndpointPolicy } from './check';

/** What may pass through the VPC endpoint on the request's way. */
export const vpcEndpointPolicy = defineLayer({
  id: 'vpc-endpoint-policy',
  title: 'VPC endpoint policy',
  kind: 'limit',
  side: 'network',
  saidAs: ['VPC endpoint policy'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  reads: { endpoint: vpcEndpoint },
  fix: 'hand-over',
  // S3 asks KMS from its own network, whatever way the request came to S3.
  appliesTo: ({ authorization }) => authorization.purpose !== 'encryption',
  check: checkVpcEndpointPolicy,
  fromScenario: (scenario) => ({ endpoint: scenario.vpcEndpoint }),
});
