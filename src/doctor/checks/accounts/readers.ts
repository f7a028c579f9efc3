/** The reader roles of other accounts, each read once for all checks that look at them. */
import { getRole } from '../../../evidence/aws/calls/iam';
import { listAccounts } from '../../../evidence/aws/calls/organizations';
import { Unread } from '../../../evidence/aws/failures';
import { allPages } from '../../../evidence/aws/pages';
import type { Permission, Reading, Unreadable } from '../../../evidence/define';
import { defined } from '../../../defined';
import { onAnything, onRoles } from '../../../evidence/permissions';
import type { ReadingSession } from '../../../evidence/session/session';
import { globalRegion, organizationRegion } from '../../../evidence/session/where';
import { inParallel } from '../../../incident/in-parallel';
import type { CheckedDeployment } from '../../check';
import type { Deployment } from '../../deployment';

/** In other accounts, by their own roles. */
export const readsElsewhere: readonly Permission[] = [
  ...onRoles('iam:GetRole'),
  ...onAnything('organizations:ListAccounts', 'organizations:ListPoliciesForTarget'),
];

/** The tag that says what a role was deployed with. */
export const rightsTag = 'culprit-rights';

export interface ReaderRole {
  readonly account: string;
  readonly arn: string;
  /** What its tag says; `''`: it has none. */
  readonly reading: Reading<string>;
}

export const readsOthers = ({ stack }: Deployment): boolean =>
  stack !== undefined &&
  (stack.readers.accountRoleName !== undefined || Object.keys(stack.readers.accountRoles ?? {}).length > 0);

export const readersOf = (asked: CheckedDeployment): Promise<readonly ReaderRole[]> =>
  asked.place.once('reader roles', async () => {
    const roles = await rolesOf(asked);
    return inParallel(Object.entries(roles), 10, async ([account, arn]) => ({
      account,
      arn,
      reading: await readRole(account, arn, asked),
    }));
  });

/** Account → ARN. */
async function rolesOf(asked: CheckedDeployment): Promise<Readonly<Record<string, string>>> {
  const { place, deployment } = asked;
  const { accountRoleName, accountRoles = {}, accounts } = deployment.stack?.readers ?? {};
  if (accountRoleName === undefined) return accountRoles;
  const named = (accounts ?? (await accountsOfOrganization(asked)))
    .filter((account) => account !== place.account)
    .map((account) => [account, `arn:${place.partition}:iam::${account}:role/${accountRoleName}`] as const);
  return { ...Object.fromEntries(named), ...accountRoles };
}

/** Throws where nobody may list them: no role of theirs was looked at then. */
async function accountsOfOrganization({
  session,
  place: { partition },
}: CheckedDeployment): Promise<readonly string[]> {
  const listed = await listedAccounts(session, partition);
  if (listed.status === 'unreadable') throw unread(listed, 'the accounts of the organization are not listed');
  return listed.status === 'absent' ? [] : listed.value;
}

export async function listedAccounts(session: ReadingSession, partition: string): Promise<Reading<readonly string[]>> {
  const where = { at: 'organization', account: undefined, region: organizationRegion(partition), partition } as const;
  return session.ask(where, 'accounts', async (place) => {
    const all = await allPages(async (NextToken) => {
      const answer = await listAccounts(place, { NextToken });
      return { items: answer.Accounts, next: answer.NextToken };
    });
    // One that is suspended assumes nothing, and is asked nothing.
    return all.flatMap(({ Id: id, Status: status }) => (id === undefined || status === 'SUSPENDED' ? [] : [id]));
  });
}

function readRole(
  account: string,
  arn: string,
  { session, place: { partition } }: CheckedDeployment,
): Promise<Reading<string>> {
  const where = { at: 'own', account, region: globalRegion(partition), partition } as const;
  return session.ask(where, 'reader role', async (place) => {
    const { Role: role } = await getRole(place, { RoleName: arn.slice(arn.lastIndexOf('/') + 1) });
    return role?.Tags?.find(({ Key }) => Key === rightsTag)?.Value ?? '';
  });
}

/** What a check throws that could not look. */
export const unread = ({ why, account, permission, error }: Unreadable, what: string): Unread =>
  new Unread(why, `${what}: ${error ?? why}`, defined({ account, permission }));
