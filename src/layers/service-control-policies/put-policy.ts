import type { PutPolicy } from '../../judging/put-policy/aws-command';
import { putOrganizationPolicy } from '../../judging/put-policy/put-organization-policy';

export const putServiceControlPolicy: PutPolicy = putOrganizationPolicy;
