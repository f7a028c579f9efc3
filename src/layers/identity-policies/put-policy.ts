import { putInlinePolicy, putManagedPolicy } from '../../judging/commands/put-iam-policy';
import type { PutPolicy } from '../../judging/commands/aws-command';
import { inlinePolicyResource, managedPolicyResource } from '../../judging/infrastructure/iam-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/** A managed policy gets a new version; an inline one stays with its role, user or group. */
export const putIdentityPolicy: PutPolicy = (policy, request) =>
  policy.arn === undefined ? putInlinePolicy(policy, request) : putManagedPolicy(policy, request);

export const identityPolicyResource: PolicyResource = (policy, request) =>
  policy.arn === undefined ? inlinePolicyResource(policy, request) : managedPolicyResource(policy, request);
