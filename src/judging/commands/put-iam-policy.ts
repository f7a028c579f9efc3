/** How policies of IAM are put. */
import { defined } from '../../defined';
import { accountInArn } from '../../names/arn';
import { accountOf } from '../../names/principal';
import type { AwsCommand, PolicyToPut, PutPolicy } from './aws-command';

/**
 * A policy has five versions at most, and how many it has was not read.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/create-policy-version.html
 */
export const putManagedPolicy: PutPolicy = ({ arn, document }) =>
  arn === undefined || isOfAws(arn)
    ? []
    : [
        {
          service: 'iam',
          operation: 'CreatePolicyVersion',
          parameters: { PolicyArn: arn, PolicyDocument: { json: document }, SetAsDefault: true },
          ...defined({ account: accountInArn(arn) }),
          caller: `in account ${accountInArn(arn) ?? 'of the policy'}; where it has five versions, delete one first`,
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

/** Bytes of all inline policies of one holder. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const largestInline = { role: 10_240, user: 2048, group: 5120 } as const;

/** A new one that is more than the holder's inline policies may be together. */
export function isTooMuchInline(policy: PolicyToPut): boolean {
  const { kind, name } = holderOf(policy);
  const own = policy.besides.filter((one) => {
    const holder = holderOf({ target: policy.target, ...one });
    return one.arn === undefined && holder.kind === kind && holder.name === name;
  });
  const size = [policy, ...own].reduce((sum, { document }) => sum + bytesOf(document), 0);
  return policy.edit === 'create' && policy.arn === undefined && size > largestInline[lowerKind[kind]];
}

const bytesOf = (document: unknown): number => new TextEncoder().encode(JSON.stringify(document)).length;
const lowerKind = { Role: 'role', User: 'user', Group: 'group' } as const;

/** https://docs.aws.amazon.com/cli/latest/reference/iam/create-policy.html */
export const attachNewPolicy: PutPolicy = (policy, { principal, partition }) => {
  const account = accountOf(principal);
  const { kind, name: holder } = holderOf(policy);
  if (account === undefined) return [];
  const PolicyName = attachedNameOf(policy);
  const PolicyArn = `arn:${partition}:iam::${account}:policy/${PolicyName}`;
  const { document: json } = policy;
  return [
    { service: 'iam', operation: 'CreatePolicy', parameters: { PolicyName, PolicyDocument: { json } }, account },
    { service: 'iam', operation: `Attach${kind}Policy`, parameters: { [`${kind}Name`]: holder, PolicyArn }, account },
  ];
};

/** Names of managed policies are an account's own, at most 128 letters. */
export const attachedNameOf = (policy: Pick<PolicyToPut, 'name' | 'attachedTo' | 'target'>): string =>
  `${policy.name}-${holderOf(policy).name}`.slice(0, 128);

/** An own policy with the whole document, in the place of one of AWS's, which nobody else can change. */
export const replaceManagedPolicy: PutPolicy = (policy, { principal, partition }) => {
  const account = accountOf(principal);
  const { kind, name: holder } = holderOf(policy);
  const PolicyName = ownNameOf(policy);
  if (account === undefined || policy.arn === undefined) return [];
  const call = (operation: string, parameters: AwsCommand['parameters']): AwsCommand => ({
    service: 'iam',
    operation,
    parameters,
    account,
  });
  const of = { [`${kind}Name`]: holder };
  return [
    call('CreatePolicy', { PolicyName, PolicyDocument: { json: policy.document } }),
    call(`Attach${kind}Policy`, { ...of, PolicyArn: `arn:${partition}:iam::${account}:policy/${PolicyName}` }),
    call(`Detach${kind}Policy`, { ...of, PolicyArn: policy.arn }),
  ];
};

export const ownNameOf = ({ name }: Pick<PolicyToPut, 'name'>): string => `${name}-own`;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies */
export const isOfAws = (arn: string | undefined): boolean =>
  /^arn:[^:]+:(?:iam|organizations)::aws:policy\//.test(arn ?? '');

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
