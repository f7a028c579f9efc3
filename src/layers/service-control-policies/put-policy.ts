import type { PutPolicy } from '../../judging/commands/aws-command';
import { putOrganizationPolicy } from '../../judging/commands/put-organization-policy';
import { organizationPolicyResource } from '../../judging/infrastructure/organization-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';

export const putServiceControlPolicy: PutPolicy = putOrganizationPolicy('SERVICE_CONTROL_POLICY');

export const serviceControlPolicyResource: PolicyResource = organizationPolicyResource('SERVICE_CONTROL_POLICY');
