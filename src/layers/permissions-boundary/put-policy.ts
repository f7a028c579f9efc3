import type { PutPolicy } from '../../judging/commands/aws-command';
import { putManagedPolicy } from '../../judging/commands/put-iam-policy';

/** A boundary is a managed policy. */
export const putBoundary: PutPolicy = putManagedPolicy;
