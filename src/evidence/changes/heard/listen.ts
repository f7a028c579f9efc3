/** What the ledger has of the things that a search is about. */
import type { BoundRequest } from '../../../request/types';
import { organization } from '../../readers/organization';
import type { ReadingSession } from '../../session/session';
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

/** Is everything heard that a search would look up? Then it has no need to wait for its turn. */
export async function isAllHeard(
  request: BoundRequest,
  session: ReadingSession,
  heard: HeardChanges,
  days = searchedDays,
): Promise<boolean> {
  const { since } = windowOf(request, session.now(), days);
  const manager = await managerOf(request, session);
  if (manager.is === 'unknown') return false;
  const calls = watchedCallsOf([]);
  const watches = [
    ...watchesOf(request, calls),
    ...(manager.is !== 'account' ? [] : [watchOfOrganization(manager.account, request, calls)]),
  ];
  const own = await session.ownAccount();
  const begun = await Promise.all(
    watches.map(async ({ where: { account = own, region } }) =>
      account === undefined ? undefined : heard.since({ account, region }),
    ),
  );
  return begun.every((from) => from !== undefined && from <= since);
}

type Manager = { readonly is: 'none' | 'unknown' } | { readonly is: 'account'; readonly account: string };

/** The account that manages the caller's organization. */
async function managerOf(request: BoundRequest, session: ReadingSession): Promise<Manager> {
  const [authorization] = request.authorizations;
  if (authorization === undefined) return { is: 'none' };
  const target = organization.target(authorization, request);
  if (target === undefined) return { is: 'none' };
  const reading = await session.read(organization, target, { authorization, request });
  if (reading.status === 'absent') return { is: 'none' };
  return reading.status === 'found' ? { is: 'account', account: reading.value.managementAccountId } : { is: 'unknown' };
}
