import {
  attachNewPolicy,
  attachedNameOf,
  isOfAws,
  isTooMuchInline,
  putInlinePolicy,
  putManagedPolicy,
  replaceManagedPolicy,
} from '../../judging/commands/put-iam-policy';
import { permissionSetResource, putPermissionSetPolicy } from '../../judging/commands/put-permission-set-policy';
import type { PutPolicy } from '../../judging/commands/aws-command';
import {
  attachedPolicyResource,
  inlinePolicyResource,
  managedPolicyResource,
  ownPolicyResource,
} from '../../judging/infrastructure/iam-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';
import { permissionSetIn } from '../../names/principal';
import type { BoundRequest } from '../../request/types';

/**
 * A managed policy gets a new version; an inline one stays with its role, user or group, or its permission set. What is new
 * is inline, as long as there is room.
 */
export const putIdentityPolicy: PutPolicy = (policy, request) => {
  if (isOfAws(policy.arn)) return isOfPermissionSet(request) ? [] : replaceManagedPolicy(policy, request);
  if (policy.arn !== undefined) return putManagedPolicy(policy, request);
  if (isOfPermissionSet(request)) return putPermissionSetPolicy(policy, request);
  return (isTooMuchInline(policy) ? attachNewPolicy : putInlinePolicy)(policy, request);
};

export const identityPolicyResource: PolicyResource = (policy, request) => {
  if (isOfAws(policy.arn)) return isOfPermissionSet(request) ? undefined : ownPolicyResource(policy);
  if (policy.arn !== undefined) return managedPolicyResource(policy, request);
  if (isOfPermissionSet(request)) return permissionSetResource(policy, request);
  return isTooMuchInline(policy)
    ? attachedPolicyResource({ ...policy, name: attachedNameOf(policy) })
    : inlinePolicyResource(policy, request);
};

const isOfPermissionSet = ({ principal }: BoundRequest): boolean => permissionSetIn(principal) !== undefined;
