import type { PutPolicy } from '../../judging/aws-command';
import { putOrganizationPolicy } from '../../judging/put-organization-policy';

export const putResourceControlPolicy: PutPolicy = putOrganizationPolicy;
