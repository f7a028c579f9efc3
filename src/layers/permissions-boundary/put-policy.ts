import type { PutPolicy } from '../../judging/commands/aws-command';
import { putManagedPolicy } from '../../judging/commands/put-iam-policy';
import { managedPolicyResource } from '../../judging/infrastructure/iam-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/** A boundary is a managed policy. */
export const putBoundary: PutPolicy = putManagedPolicy;

export const boundaryResource: PolicyResource = managedPolicyResource;
