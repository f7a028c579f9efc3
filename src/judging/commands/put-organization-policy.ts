import { defined } from '../../defined';
import { accountInArn } from '../../names/arn';
import type { AwsCommand, PolicyToPut, PutPolicy } from './aws-command';

export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/**
 * The management account, or a delegated administrator, puts it; AWS's own policies cannot be changed.
 * https://docs.aws.amazon.com/cli/latest/reference/organizations/update-policy.html
 */
export const putOrganizationPolicy =
  (type: OrganizationPolicyType): PutPolicy =>
  (policy) =>
    policy.edit === 'create' ? making(policy, type) : updating(policy);

function updating({ arn, document }: PolicyToPut): readonly AwsCommand[] {
  const id = /\/(p-[a-z0-9]+)$/.exec(arn ?? '')?.[1];
  if (arn === undefined || id === undefined || arn.includes('::aws:policy/')) return [];
  return [
    {
      service: 'organizations',
      operation: 'UpdatePolicy',
      parameters: { PolicyId: id, Content: { json: document } },
      ...defined({ account: accountInArn(arn) }),
    },
  ];
}

/** Made, and hung on the root, unit or account that `attachedTo` ends with in brackets. */
function making(policy: PolicyToPut, type: string): readonly AwsCommand[] {
  const { name, document } = policy;
  const level = levelOf(policy);
  if (level === undefined) return [];
  const caller = 'in the management account, or as a delegated administrator';
  return [
    {
      service: 'organizations',
      operation: 'CreatePolicy',
      parameters: { Name: name, Description: 'Proposed by Culprit', Type: type, Content: { json: document } },
      caller,
    },
    {
      service: 'organizations',
      operation: 'AttachPolicy',
      parameters: { PolicyId: { fillIn: 'id of the policy made by that' }, TargetId: level },
      caller,
    },
  ];
}

export const levelOf = ({ attachedTo }: Pick<PolicyToPut, 'attachedTo'>): string | undefined =>
  /\((r-[a-z0-9]+|ou-[a-z0-9-]+|\d{12})\)$/.exec(attachedTo ?? '')?.[1];
