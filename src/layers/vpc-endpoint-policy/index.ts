import { vpcEndpoint } from '../../evidence/readers/vpc-endpoint';
import { defineLayer } from '../define';
import { checkVpcEndpointPolicy } from './check';
import { endpointPolicyResource, putEndpointPolicy } from './put-policy';
import { words } from './words';

/** What may pass through the VPC endpoint on the request's way. */
export const vpcEndpointPolicy = defineLayer({
  id: 'vpc-endpoint-policy',
  title: 'VPC endpoint policy',
  name: 'the VPC endpoint policy',
  kind: 'limit',
  side: 'network',
  saidAs: ['VPC endpoint policy'],
  docs: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  words,
  reads: { endpoint: vpcEndpoint },
  causes: [
    { number: 34, title: 'The endpoint policy has no Allow', code: 'does-not-allow' },
    { number: 35, title: 'The endpoint policy denies', code: 'denies' },
    { number: 36, title: 'The same, seen by the owner of the endpoint (`VpceAccessDenied`)', code: 'does-not-allow' },
    {
      number: 37,
      title: 'The endpoint policy names the bucket and the call the access point, or the reverse',
      code: 'Resource',
    },
    { number: 38, title: 'The endpoint policy lacks buckets of AWS that the workload needs', code: 'does-not-allow' },
  ],
  fix: 'hand-over',
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  policies: { read: 'endpoint', heldAs: 'part', naming: 'everybody', isShared: true, largest: { each: 20_480 } },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
  recordedAs: 'endpoint',
  putPolicy: putEndpointPolicy,
  policyResource: endpointPolicyResource,
  // S3 asks KMS from its own network, whatever way the request came to S3.
  appliesTo: ({ authorization }) => authorization.purpose !== 'encryption',
  check: checkVpcEndpointPolicy,
  slots: { endpoint: 'vpcEndpointPolicy' },
});
