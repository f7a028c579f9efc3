/** How policies of IAM are put. */
import { defined } from '../../defined';
import { accountInArn } from '../../names/arn';
import { accountOf } from '../../names/principal';
import type { PolicyToPut, PutPolicy } from './aws-command';

/**
 * A policy has five versions at most; the oldest has to go first where it has all of them.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/create-policy-version.html
 */
export const putManagedPolicy: PutPolicy = ({ arn, document }) =>
  arn === undefined
    ? []
    : [
        {
          service: 'iam',
          operation: 'CreatePolicyVersion',
          parameters: { PolicyArn: arn, PolicyDocument: { json: document }, SetAsDefault: true },
          ...defined({ account: accountInArn(arn) }),
        },
      ];

/** https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html */
export const putInlinePolicy: PutPolicy = (policy, { principal }) => {
  const holder = holderOf(policy);
  return [
    {
      service: 'iam',
      operation: `Put${holder.kind}Policy`,
      parameters: {
        [`${holder.kind}Name`]: holder.name,
        PolicyName: policy.name,
        PolicyDocument: { json: policy.document },
      },
      ...defined({ account: accountOf(principal) }),
    },
  ];
};

const holders = { role: 'Role', user: 'User', group: 'Group' } as const;
type HolderKind = keyof typeof holders;

/** The reader says `group admins`; what is new goes to the role or user itself. */
export function holderOf({ attachedTo, target }: Pick<PolicyToPut, 'attachedTo' | 'target'>) {
  const { kind, name } = /^(?<kind>role|user|group) (?<name>.+)$/s.exec(attachedTo ?? '')?.groups ?? {};
  const own: HolderKind = target.includes(':user/') ? 'user' : 'role';
  return {
    kind: holders[(kind as HolderKind | undefined) ?? own],
    name: name ?? target.slice(target.lastIndexOf('/') + 1),
  };
}
