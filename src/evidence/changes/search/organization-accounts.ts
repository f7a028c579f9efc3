/** The accounts in which policies of an organization are changed. */
import { defined } from '../../../defined';
import type { BoundRequest } from '../../../request/types';
import type { Unreadable } from '../../define';
import { organization } from '../../readers/organization';
import { organizationAsked } from '../../readers/organization-asked';
import { organizationDelegates } from '../../readers/organization-delegates';
import type { ReadingSession } from '../../session/session';
import { organizationRegion } from '../../session/where';
import type { ChangesReading } from '../types';

export type NotSearched = ChangesReading['notSearched'][number];

export const organizationAccountsReads = [organization, organizationAsked, organizationDelegates] as const;

export interface Managers {
  readonly known: readonly string[];
  readonly unknown: readonly NotSearched[];
}

/** Where the organization is managed: by its own word, wherever its policies are read, and by whom it delegates that to. */
export async function organizationAccounts(request: BoundRequest, session: ReadingSession): Promise<Managers> {
  const [authorization] = request.authorizations;
  if (authorization === undefined || organization.target(authorization, request) === undefined) {
    return { known: [], unknown: [] };
  }
  const subject = { authorization, request };
  const [own, asked, configured] = await Promise.all([
    session.read(organization, organization.target(authorization, request), subject),
    session.read(organizationAsked, organizationAsked.target(authorization, request), subject),
    session.organizationAccount(),
  ]);
  if (own.status === 'absent') return { known: [], unknown: [] };
  const tellers = [own, ...(configured === undefined ? [] : [asked])];
  const managers = tellers.flatMap((one) => (one.status === 'found' ? [one.value.managementAccountId] : []));
  const known = [...new Set([...managers, ...(configured === undefined ? [] : [configured])])];
  if (managers.length === 0 && own.status === 'unreadable') return { known, unknown: [notTold(own, request)] };
  // Members may not ask; that the organization's own account is not searched is said already.
  const mayAsk = configured !== undefined || managers.includes((await session.ownAccount()) ?? '');
  if (!mayAsk) return { known, unknown: [] };
  const delegates = await session.read(
    organizationDelegates,
    organizationDelegates.target(authorization, request),
    subject,
  );
  if (delegates.status === 'absent') return { known, unknown: [] };
  if (delegates.status === 'unreadable') return { known, unknown: [notTold(delegates, request)] };
  const { accounts, others } = delegates.value;
  return {
    known: [...new Set([...known, ...accounts])],
    unknown: others ? [{ region: organizationRegion(request.partition), why: 'target-unknown' }] : [],
  };
}

/** Some account was not searched, and nothing shows which. */
function notTold({ why, permission, error }: Unreadable, { partition }: BoundRequest): NotSearched {
  return {
    region: organizationRegion(partition),
    why,
    ...defined({ permission, error }),
  };
}
