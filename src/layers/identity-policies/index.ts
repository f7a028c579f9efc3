import { identityPolicies as reader } from '../../evidence/readers/identity-policies';
import { policySimulation } from '../../evidence/readers/policy-simulation';
import { defineLayer } from '../define';
import { checkIdentityPolicies } from './check';
import { largestInline } from '../../judging/commands/put-iam-policy';
import { identityPolicyResource, putIdentityPolicy } from './put-policy';
import { words } from './words';

/** The policies attached to the caller: managed, inline, and of its groups. */
export const identityPolicies = defineLayer({
  id: 'identity-policies',
  title: 'Identity-based policies',
  name: 'the identity-based policies',
  short: 'identity-based policy',
  kind: 'grant',
  side: 'principal',
  saidAs: ['identity-based policy'],
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html',
  words,
  reads: { policies: reader, simulation: policySimulation },
  advice: ['simulation'],
  causes: [
    { number: 1, title: 'No identity-based policy allows', code: 'does-not-allow' },
    { number: 2, title: 'An identity-based policy denies', code: 'denies' },
    { number: 3, title: 'The resource has the wrong shape: `bucket` against `bucket/*`', code: 'Resource' },
    { number: 4, title: 'A companion permission is missing (ACL, tags, version, list …)', code: 'does-not-allow' },
    { number: 15, title: 'The caller is another principal than intended', code: 'does-not-allow' },
    { number: 57, title: 'The caller lacks `kms:Decrypt`', code: 'does-not-allow' },
    { number: 58, title: 'The caller lacks `kms:GenerateDataKey`', code: 'does-not-allow' },
  ],
  yieldsTo: ['caller', 'role'],
  policies: {
    read: 'policies',
    heldAs: 'list',
    naming: 'nobody',
    largest: { managed: 6144, inline: largestInline },
  },
  putPolicy: putIdentityPolicy,
  policyResource: identityPolicyResource,
  appliesTo: () => true,
  check: checkIdentityPolicies,
  slots: { policies: 'identityPolicies' },
});
