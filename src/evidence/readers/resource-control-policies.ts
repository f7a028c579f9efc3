import { found } from '../answers';
import { changesOfOrganizationPolicies } from './shared/changing-calls';
import { defineReader } from '../define';
import { policiesOnPath } from './shared/organization-tree';
import { onAnything } from '../permissions';
import { resourceAccount } from '../targets';
import type { OrganizationPolicies } from '../values';

/** The resource control policies on the way from the root to the account of the resource. */
export const resourceControlPolicies = defineReader<OrganizationPolicies>({
  id: 'resource-control-policies',
  at: 'organization',
  region: 'organization',
  permissions: onAnything(
    'organizations:ListParents',
    'organizations:ListPoliciesForTarget',
    'organizations:DescribePolicy',
    'organizations:DescribeOrganizationalUnit',
  ),
  changedBy: changesOfOrganizationPolicies,
  target: resourceAccount,
  read: async (place, account) => found(await policiesOnPath(place, account, 'RESOURCE_CONTROL_POLICY')),
});
