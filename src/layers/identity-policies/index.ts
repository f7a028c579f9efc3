import { identityPolicies as reader } from '../../evidence/readers/identity-policies';
import { defineLayer } from '../define';
import { checkIdentityPolicies } from './check';

/** The policies attached to the caller: managed, inline, and of its groups. */
export const identityPolicies = defineLayer({
  id: 'identity-policies',
  title: 'Identity policies',
  kind: 'grant',
  side: 'principal',
  saidAs: ['identity-based policy'],
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html',
  reads: { policies: reader },
  yieldsTo: ['caller', 'role'],
  policyIn: 'policies',
  appliesTo: () => true,
  check: checkIdentityPolicies,
  fromScenario: (scenario) => ({ policies: scenario.identityPolicies }),
});
