import { changesOfGroups, changesOfManagedPolicies, changesOfPrincipals } from './shared/changing-calls';
import { defineReader } from '../define';
import { found } from '../answers';
import { isRoleArn } from '../../names/principal';
import { policiesOfRole, policiesOfUser } from './shared/identity-policies';
import { onGroups, onPolicies, onRoles, onUsers } from '../permissions';
import { identityArn } from '../targets';
import type { IdentityPolicies } from '../values';

/** The identity-based policies of a role or user: managed, inline, and those of the user's groups. */
export const identityPolicies = defineReader<IdentityPolicies>({
  id: 'identity-policies',
  at: 'caller',
  region: 'global',
  permissions: [
    ...onRoles('iam:ListAttachedRolePolicies', 'iam:ListRolePolicies', 'iam:GetRolePolicy'),
    ...onUsers('iam:ListAttachedUserPolicies', 'iam:ListUserPolicies', 'iam:GetUserPolicy', 'iam:ListGroupsForUser'),
    ...onGroups('iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies', 'iam:GetGroupPolicy'),
    ...onPolicies('iam:GetPolicy', 'iam:GetPolicyVersion'),
  ],
  changedBy: {
    role: ['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', ...changesOfPrincipals.role],
    user: [
      'AttachUserPolicy',
      'DetachUserPolicy',
      'PutUserPolicy',
      'DeleteUserPolicy',
      'AddUserToGroup',
      'RemoveUserFromGroup',
      ...changesOfPrincipals.user,
    ],
    ...changesOfGroups,
    ...changesOfManagedPolicies,
  },
  judgedBy: ['policy-simulation'],
  target: identityArn,
  read: async (place, arn) =>
    found({ policies: await (isRoleArn(arn) ? policiesOfRole(place, arn) : policiesOfUser(place, arn)) }),
});
