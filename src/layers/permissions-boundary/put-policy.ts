import type { PutPolicy } from '../../judging/put-policy/aws-command';
import { putManagedPolicy } from '../../judging/put-policy/put-iam-policy';

/** A boundary is a managed policy. */
export const putBoundary: PutPolicy = putManagedPolicy;
