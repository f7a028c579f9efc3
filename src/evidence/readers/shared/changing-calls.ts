/** CloudTrail's names of calls that change things which several readers read. */
import type { ChangingCalls } from '../../define';

export const changesOfManagedPolicies = {
  managedPolicy: ['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'],
} satisfies ChangingCalls;

/** A thing of the same name may have been another. */
export const changesOfPrincipals = {
  role: ['CreateRole', 'DeleteRole'],
  user: ['CreateUser', 'DeleteUser'],
} satisfies ChangingCalls;

export const changesOfGroups = {
  group: ['AttachGroupPolicy', 'DetachGroupPolicy', 'PutGroupPolicy', 'DeleteGroupPolicy'],
} satisfies ChangingCalls;

/** What moves an account in or out of an organization. */
export const changesOfMembership = {
  organization: ['MoveAccount', 'AcceptHandshake', 'RemoveAccountFromOrganization', 'LeaveOrganization'],
} satisfies ChangingCalls;

export const changesOfOrganizationPolicies = {
  organization: [
    'AttachPolicy',
    'DetachPolicy',
    'UpdatePolicy',
    'DeletePolicy',
    'EnablePolicyType',
    'DisablePolicyType',
    ...changesOfMembership.organization,
  ],
} satisfies ChangingCalls;
