import type { PutPolicy } from '../../judging/commands/aws-command';
import { putOrganizationPolicy } from '../../judging/commands/put-organization-policy';

export const putServiceControlPolicy: PutPolicy = putOrganizationPolicy('SERVICE_CONTROL_POLICY');
