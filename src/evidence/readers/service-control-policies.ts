import { found } from '../answers';
import { changesOfOrganizationPolicies } from './shared/changing-calls';
import { defineReader } from '../define';
import { policiesOnPath } from './shared/organization-tree';
import { onAnything } from '../permissions';
import { accountOfCaller } from '../targets';
import type { OrganizationPolicies } from '../values';

/** The service control policies on the way from the root to the caller's account. */
export const serviceControlPolicies = defineReader<OrganizationPolicies>({
  id: 'service-control-policies',
  at: 'organization',
  region: 'organization',
  permissions: onAnything(
    'organizations:ListParents',
    'organizations:ListPoliciesForTarget',
    'organizations:DescribePolicy',
    'organizations:DescribeOrganizationalUnit',
  ),
  changedBy: changesOfOrganizationPolicies,
  judgedBy: ['policy-simulation'],
  target: accountOfCaller,
  read: async (place, account) => found(await policiesOnPath(place, account, 'SERVICE_CONTROL_POLICY')),
});
