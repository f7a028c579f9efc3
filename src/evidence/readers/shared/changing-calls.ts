/** CloudTrail's names of calls that change things which several readers read. */

export const changesOfManagedPolicies = [
  'CreatePolicyVersion',
  'SetDefaultPolicyVersion',
  'DeletePolicyVersion',
  'DeletePolicy',
] as const;

/** A thing of the same name may have been another. */
export const changesOfPrincipals = ['CreateRole', 'DeleteRole', 'CreateUser', 'DeleteUser'] as const;

export const changesOfGroups = [
  'AttachGroupPolicy',
  'DetachGroupPolicy',
  'PutGroupPolicy',
  'DeleteGroupPolicy',
] as const;

/** What moves an account in or out of an organization. */
export const changesOfMembership = [
  'MoveAccount',
  'AcceptHandshake',
  'RemoveAccountFromOrganization',
  'LeaveOrganization',
] as const;

export const changesOfOrganizationPolicies = [
  'AttachPolicy',
  'DetachPolicy',
  'UpdatePolicy',
  'DeletePolicy',
  'EnablePolicyType',
  'DisablePolicyType',
  ...changesOfMembership,
] as const;
