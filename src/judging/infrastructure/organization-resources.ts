/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy */
import { levelOf, type OrganizationPolicyType } from '../commands/put-organization-policy';
import type { PolicyResource } from './resource';

/** AWS's own policies cannot be changed. A new policy is hung on the level that lacks it. */
export const organizationPolicyResource =
  (type: OrganizationPolicyType): PolicyResource =>
  (put) => {
    const { arn, name, document: policy } = put;
    if (arn?.includes('::aws:policy/') === true) return undefined;
    const level = put.edit === 'create' ? levelOf(put) : undefined;
    const isNew = level !== undefined;
    return {
      terraform: {
        type: 'aws_organizations_policy',
        arguments: { name, type, content: { policy } },
        ...(isNew ? { attachedBy: attachment(level) } : {}),
      },
      cloudFormation: {
        type: 'AWS::Organizations::Policy',
        properties: { Name: name, Type: type, Content: { policy }, ...(isNew ? { TargetIds: { list: [level] } } : {}) },
      },
    };
  };

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/organizations_policy_attachment */
const attachment = (level: string) => ({
  type: 'aws_organizations_policy_attachment',
  arguments: { policy_id: { attribute: 'id' }, target_id: level },
});
