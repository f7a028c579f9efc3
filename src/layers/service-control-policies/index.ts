import { serviceControlPolicies as reader } from '../../evidence/readers/service-control-policies';
import { defineLayer } from '../define';
import { namedOf } from '../../judging/policy/levels';
import { checkServiceControlPolicies } from './check';
import { serviceControlPolicyResource, putServiceControlPolicy } from './put-policy';
import { words } from './words';

/** What the organization lets the caller's account do: an Allow is needed at every level, a Deny counts at any. */
export const serviceControlPolicies = defineLayer({
  id: 'service-control-policies',
  title: 'Service control policies',
  name: 'the service control policies',
  short: 'SCP',
  kind: 'limit',
  side: 'principal',
  saidAs: ['service control policy'],
  docs: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
  words,
  reads: { policies: reader, named: namedOf('service_control_policy') },
  causes: [
    { number: 9, title: 'No SCP allows at some level of the organization', code: 'level-without-allow' },
    { number: 10, title: 'An SCP denies', code: 'denies' },
    { number: 61, title: 'An SCP or RCP denies the KMS action', code: 'denies' },
  ],
  fix: 'hand-over',
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
  policies: { read: 'policies', heldAs: 'list', naming: 'nobody', isShared: true, largest: { each: 10_240 } },
  putPolicy: putServiceControlPolicy,
  policyResource: serviceControlPolicyResource,
  appliesTo: () => true,
  check: checkServiceControlPolicies,
  slots: { policies: 'scps' },
});
