/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy */
import type { OrganizationPolicyType } from '../commands/put-organization-policy';
import type { PolicyResource } from './resource';

/** AWS's own policies cannot be changed. */
export const organizationPolicyResource =
  (type: OrganizationPolicyType): PolicyResource =>
  ({ arn, name, document: policy }) =>
    arn?.includes('::aws:policy/') === true
      ? undefined
      : {
          terraform: { type: 'aws_organizations_policy', arguments: { name, type, content: { policy } } },
          cloudFormation: {
            type: 'AWS::Organizations::Policy',
            properties: { Name: name, Type: type, Content: { policy } },
          },
        };
