import { absent, found } from '../answers';
import { changesOfManagedPolicies, changesOfPrincipals } from './shared/changing-calls';
import { defineReader } from '../define';
import { managedPolicy } from './shared/documents';
import { identity } from './shared/identity';
import { onPolicies, onRoles, onUsers } from '../permissions';
import { identityArn } from '../targets';
import type { ReadPolicy } from '../values';

/** The permissions boundary of a role or user. Absent: it has none. */
export const permissionsBoundary = defineReader<ReadPolicy>({
  id: 'permissions-boundary',
  at: 'caller',
  region: 'global',
  permissions: [
    ...onRoles('iam:GetRole'),
    ...onUsers('iam:GetUser'),
    ...onPolicies('iam:GetPolicy', 'iam:GetPolicyVersion'),
  ],
  changedBy: {
    role: ['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', ...changesOfPrincipals.role],
    user: ['PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary', ...changesOfPrincipals.user],
    ...changesOfManagedPolicies,
  },
  judgedBy: ['policy-simulation'],
  target: identityArn,
  read: async (place, arn) => {
    const { boundaryArn } = await identity(place, arn);
    if (boundaryArn === undefined) return absent;
    return found({ ...(await managedPolicy(place, boundaryArn)), attachedTo: arn });
  },
});
