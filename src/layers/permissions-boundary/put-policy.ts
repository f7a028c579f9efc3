import type { PutPolicy } from '../../judging/aws-command';
import { putManagedPolicy } from '../../judging/put-iam-policy';

/** A boundary is a managed policy. */
export const putBoundary: PutPolicy = putManagedPolicy;
