import type { PutPolicy } from '../../judging/aws-command';
import { putOrganizationPolicy } from '../../judging/put-organization-policy';

export const putServiceControlPolicy: PutPolicy = putOrganizationPolicy;
