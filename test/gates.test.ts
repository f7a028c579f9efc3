import { layers } from '../src/layers';

/** Every gate that AWS documents between a request and an object. A gate without a layer would let elimination blame another. */
const gates: readonly (readonly [gate: string, layer: string])[] = [
  // How IAM decides: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
  ['a resource control policy', 'resource-control-policies'],
  ['a service control policy', 'service-control-policies'],
  ['the policy of the bucket', 'bucket-policy'],
  ['the policies of the identity', 'identity-policies'],
  ['its permissions boundary', 'permissions-boundary'],
  ['the policy of its session', 'session-policy'],
  ['the policy of the VPC endpoint', 'vpc-endpoint-policy'],
  ['ACLs', 'access-control-lists'],
  ['who owns the object', 'object-ownership'],
  ['Block Public Access', 'block-public-access'],
  ['the policy and grants of the key', 'kms-key'],
  ['the state of the key', 'kms-key-state'],
  ['the policy of an access point', 'access-point-policy'],
  ['a Multi-Region Access Point', 'multi-region-access-point'],
  ['an Object Lambda access point', 'object-lambda-access-point'],
  // What else S3 answers with 403
  ['the network that an access point is open to', 'access-point-network-origin'],
  ['a key that is missing, hidden from who may not list', 'object-state'],
  ['an object that is archived', 'object-state'],
  ['Requester Pays', 'requester-pays'],
  ['the owner that the caller expects', 'expected-bucket-owner'],
  ['Object Lock', 'object-lock'],
  ['MFA delete', 'mfa-delete'],
  ['SSE-C that the bucket blocks', 'encryption-requirements'],
  ['attribute-based access control', 'bucket-abac'],
  ['a presigned URL that expired', 'credentials-and-signature'],
  ['a signature that does not match', 'credentials-and-signature'],
  ['the scope of an access grant', 'access-grants'],
  ['CloudFront and other services in their own name', 'aws-service-request'],
  ['the session of a directory bucket', 's3-express-session'],
];

const registered = layers.map(({ id }) => id);

test.each(gates)('%s is judged by the layer %s', (_, layer) => expect(registered).toContain(layer));

test('no layer is registered that is no gate of AWS', () => {
  expect(registered.filter((id) => !gates.some(([, layer]) => layer === id))).toEqual([]);
});
