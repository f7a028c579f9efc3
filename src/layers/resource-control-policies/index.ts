import { resourceControlPolicies as reader } from '../../evidence/readers/resource-control-policies';
import { defineLayer } from '../define';
import { namedOf } from '../../judging/policy/levels';
import { checkResourceControlPolicies } from './check';
import { resourceControlPolicyResource, putResourceControlPolicy } from './put-policy';
import { words } from './words';

/** What the organization of the resource's account denies to everybody. */
export const resourceControlPolicies = defineLayer({
  id: 'resource-control-policies',
  title: 'Resource control policies',
  name: 'the resource control policies',
  short: 'RCP',
  kind: 'limit',
  side: 'resource',
  saidAs: ['resource control policy'],
  docs: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
  words,
  reads: { policies: reader, named: namedOf('resource_control_policy') },
  causes: [
    { number: 11, title: 'An RCP denies', code: 'denies' },
    { number: 61, title: 'An SCP or RCP denies the KMS action', code: 'denies' },
  ],
  fix: 'hand-over',
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
  policies: { read: 'policies', heldAs: 'list', naming: 'everybody', isShared: true, largest: { each: 5120 } },
  putPolicy: putResourceControlPolicy,
  policyResource: resourceControlPolicyResource,
  // Directory buckets are none of the services that these policies know.
  appliesTo: ({ authorization }) => !authorization.action.toLowerCase().startsWith('s3express:'),
  check: checkResourceControlPolicies,
  slots: { policies: 'rcps' },
});
