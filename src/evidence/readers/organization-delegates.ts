import { absentOn, required } from '../answers';
import { describeResourcePolicy } from '../aws/calls/organizations';
import { defineReader } from '../define';
import { Unread } from '../aws/failures';
import { onAnything } from '../permissions';
import type { OrganizationDelegates } from '../values';

/**
 * Who may change the organization's policies beside the account that manages it, by its delegation policy. Absent: nobody.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 */
export const organizationDelegates = defineReader<OrganizationDelegates>({
  id: 'organization-delegates',
  at: 'organization',
  region: 'organization',
  permissions: onAnything('organizations:DescribeResourcePolicy'),
  changedBy: {},
  // There is one only.
  target: () => 'organization',
  read: (place) =>
    absentOn(['ResourcePolicyNotFoundException'], async () => {
      const { ResourcePolicy } = await describeResourcePolicy(place, {});
      return delegatesIn(required(ResourcePolicy?.Content, 'ResourcePolicy.Content'));
    }),
});

function delegatesIn(document: string): OrganizationDelegates {
  const named = statementsIn(document).filter(mayChange).flatMap(principalsIn);
  const accounts = named.flatMap((name) => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::|$)/.exec(name)?.[1] ?? []);
  return { accounts: [...new Set(accounts)].sort(), others: accounts.length < named.length };
}

type Statement = Readonly<Record<string, unknown>>;

function statementsIn(document: string): readonly Statement[] {
  try {
    const { Statement } = JSON.parse(document) as { readonly Statement?: Statement | readonly Statement[] };
    return [Statement ?? []].flat();
  } catch {
    throw new Unread('malformed-answer', 'the delegation policy of the organization is not JSON');
  }
}

/** More than reading. */
function mayChange({ Effect, Action, NotAction }: Statement): boolean {
  const actions = [Action ?? []].flat().map(String);
  const reads = (action: string) => /^organizations:(Describe|List)/i.test(action);
  return Effect === 'Allow' && (NotAction !== undefined || !actions.every(reads));
}

/** A statement that names whom it does not mean names anybody. */
function principalsIn({ Principal }: Statement): readonly string[] {
  if (typeof Principal !== 'object' || Principal === null) return ['*'];
  return Object.values(Principal).flat().map(String);
}
