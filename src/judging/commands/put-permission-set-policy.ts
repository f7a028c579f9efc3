/** How the inline policy of a permission set is put: the roles that IAM Identity Center makes from it cannot be edited. */
import { defined } from '../../defined';
import { accountOf, permissionSetIn } from '../../names/principal';
import type { BoundRequest } from '../../request/types';
import type { PolicyResource } from '../infrastructure/resource';
import type { AwsCommand, CommandValue, PutPolicy } from './aws-command';

/**
 * No role says which ARNs they have: the first three calls find them.
 * https://docs.aws.amazon.com/cli/latest/reference/sso-admin/put-inline-policy-to-permission-set.html
 */
export const putPermissionSetPolicy: PutPolicy = ({ document }, { principal }) => {
  const set = permissionSetIn(principal);
  if (set === undefined) return [];
  const InstanceArn: CommandValue = { fillIn: 'ARN of the instance' };
  const PermissionSetArn: CommandValue = { fillIn: `ARN of the permission set ${set.name}` };
  const call = (operation: string, parameters: AwsCommand['parameters']): AwsCommand => ({
    service: 'sso-admin',
    operation,
    parameters,
    ...defined({ region: set.region }),
    caller: 'where IAM Identity Center is administered: in the management account, or a delegated one',
  });
  return [
    call('ListInstances', {}),
    call('ListPermissionSetsProvisionedToAccount', { InstanceArn, ...defined({ AccountId: accountOf(principal) }) }),
    call('DescribePermissionSet', { InstanceArn, PermissionSetArn }),
    call('PutInlinePolicyToPermissionSet', { InstanceArn, PermissionSetArn, InlinePolicy: { json: document } }),
    call('ProvisionPermissionSet', { InstanceArn, PermissionSetArn, TargetType: 'ALL_PROVISIONED_ACCOUNTS' }),
  ];
};

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ssoadmin_permission_set_inline_policy */
export const permissionSetResource: PolicyResource = ({ document: policy }, { principal }: BoundRequest) => {
  const { name: Name } = permissionSetIn(principal) ?? {};
  if (Name === undefined) return undefined;
  const instance = '<ARN of the instance>';
  return {
    terraform: {
      type: 'aws_ssoadmin_permission_set_inline_policy',
      arguments: {
        instance_arn: instance,
        permission_set_arn: `<ARN of the permission set ${Name}>`,
        inline_policy: { policy },
      },
    },
    cloudFormation: {
      type: 'AWS::SSO::PermissionSet',
      properties: { InstanceArn: instance, Name, InlinePolicy: { policy } },
      partOf: Name,
    },
  };
};
