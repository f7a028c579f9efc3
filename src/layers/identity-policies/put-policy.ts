import {
  isOfAws,
  putInlinePolicy,
  putManagedPolicy,
  replaceManagedPolicy,
} from '../../judging/commands/put-iam-policy';
import { permissionSetResource, putPermissionSetPolicy } from '../../judging/commands/put-permission-set-policy';
import type { PutPolicy } from '../../judging/commands/aws-command';
import {
  inlinePolicyResource,
  managedPolicyResource,
  ownPolicyResource,
} from '../../judging/infrastructure/iam-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';
import { permissionSetIn } from '../../names/principal';
import type { BoundRequest } from '../../request/types';

/** A managed policy gets a new version; an inline one stays with its role, user or group, or its permission set. */
export const putIdentityPolicy: PutPolicy = (policy, request) => {
  if (isOfAws(policy.arn)) return isOfPermissionSet(request) ? [] : replaceManagedPolicy(policy, request);
  if (policy.arn !== undefined) return putManagedPolicy(policy, request);
  return (isOfPermissionSet(request) ? putPermissionSetPolicy : putInlinePolicy)(policy, request);
};

export const identityPolicyResource: PolicyResource = (policy, request) => {
  if (isOfAws(policy.arn)) return isOfPermissionSet(request) ? undefined : ownPolicyResource(policy);
  if (policy.arn !== undefined) return managedPolicyResource(policy, request);
  return (isOfPermissionSet(request) ? permissionSetResource : inlinePolicyResource)(policy, request);
};

const isOfPermissionSet = ({ principal }: BoundRequest): boolean => permissionSetIn(principal) !== undefined;
