import type { PutPolicy } from '../../judging/commands/aws-command';
import { putOrganizationPolicy } from '../../judging/commands/put-organization-policy';

export const putResourceControlPolicy: PutPolicy = putOrganizationPolicy('RESOURCE_CONTROL_POLICY');
