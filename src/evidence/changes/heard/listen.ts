/** What the ledger has of the things that a search is about. */
import type { BoundRequest } from '../../../request/types';
import type { ReadingSession } from '../../session/session';
import { organizationAccounts, organizationAccountsReads } from '../search/organization-accounts';
import { watchedCallsOf } from '../search/watched-calls';
import { watchesOf, watchOfOrganization, type Watch } from '../search/watches';
import { kept, searchedDays, windowOf } from '../search/window';
import type { HeardChanges, HeardOf } from './heard';
import { subjectsOf } from './subject';

export interface Listened {
  readonly watch: Watch;
  readonly account: string | undefined;
  /** Absent: nothing is heard there. `from`: since when everything is, or since CloudTrail keeps it. */
  readonly ears?: HeardOf & { readonly from: number };
}

export async function listen(watch: Watch, session: ReadingSession, heard: HeardChanges): Promise<Listened> {
  const { region } = watch.where;
  const account = watch.where.account ?? (await session.ownAccount());
  const since = account === undefined ? undefined : await heard.since({ account, region });
  if (account === undefined || since === undefined) return { watch, account };
  const from = Math.max(since, session.now() - kept);
  return { watch, account, ears: { from, ...(await heard.of({ account, region }, subjectsOf(watch), from)) } };
}

export const isAllHeardReads = organizationAccountsReads;

/** Is everything heard that a search before the denial would look up? Then a short turn is enough. */
export async function isAllHeard(
  request: BoundRequest,
  session: ReadingSession,
  heard: HeardChanges,
  days = searchedDays,
): Promise<boolean> {
  const { since } = windowOf(request, session.now(), days);
  const accounts = await organizationAccounts(request, session);
  if (accounts.unknown.length > 0) return false;
  const calls = watchedCallsOf([]);
  const watches = [
    ...watchesOf(request, calls),
    ...accounts.known.map((account) => watchOfOrganization(account, request, calls)),
  ];
  const own = await session.ownAccount();
  const begun = await Promise.all(
    watches.map(async ({ where: { account = own, region } }) =>
      account === undefined ? undefined : heard.since({ account, region }),
    ),
  );
  return begun.every((from) => from !== undefined && from <= since);
}
