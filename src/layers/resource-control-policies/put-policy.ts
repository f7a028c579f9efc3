import type { PutPolicy } from '../../judging/commands/aws-command';
import { putOrganizationPolicy } from '../../judging/commands/put-organization-policy';
import { organizationPolicyResource } from '../../judging/infrastructure/organization-resources';
import type { PolicyResource } from '../../judging/infrastructure/resource';

export const putResourceControlPolicy: PutPolicy = putOrganizationPolicy('RESOURCE_CONTROL_POLICY');

export const resourceControlPolicyResource: PolicyResource = organizationPolicyResource('RESOURCE_CONTROL_POLICY');
