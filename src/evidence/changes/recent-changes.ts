/** Who changed the things of a case, and when: drift since the denial, and the story before it. */
import { defined } from '../../defined';
import { efforts, search, type Effort, type FoundChanges, type Window } from './search';
import { withBefore } from './record';
import type { WatchedCalls } from './watched-calls';
import { watchesOf, watchOfOrganization, type Watch } from './watches';
import type { Reader, Reading, Unreadable } from '../define';
import { onAnything } from '../permissions';
import type { Place } from '../place';
import { organization } from '../readers/organization';
import { organizationAsked } from '../readers/organization-asked';
import { organizationDelegates } from '../readers/organization-delegates';
import type { ReadingSession } from '../session/session';
import type { ChangesReading } from './types';
import { organizationRegion } from '../session/where';
import type { BoundRequest } from '../../request/types';

/** What the search needs, wherever it looks. */
export const recentChangesReads: readonly Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'>[] = [
  { permissions: onAnything('cloudtrail:LookupEvents') },
  organization,
  organizationAsked,
  organizationDelegates,
];

const day = 24 * 3_600_000;
/** CloudTrail keeps events so long: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const kept = 90 * day;

/** Changes from `days` before the denial until now. Never throws: the result says where it could not look. */
export async function recentChanges(
  request: BoundRequest,
  session: ReadingSession,
  calls: WatchedCalls,
  { days = 7 }: { readonly days?: number } = {},
): Promise<ChangesReading> {
  const until = session.now();
  const told = Date.parse(request.time);
  const denial = Number.isNaN(told) ? until : told;
  const window: Window = { since: Math.max(denial - days * day, until - kept), until, denial };
  const accounts = await organizationAccounts(request, session);
  const watches = [
    ...watchesOf(request, calls),
    ...accounts.known.map((account) => watchOfOrganization(account, request, calls)),
  ];
  const spend = budget();
  const ask = async (watch: Watch, effort: Effort): Promise<AskedWatch> => {
    const { where, eventSource, names } = watch;
    const about = `${eventSource} ${names.join()} ${watch.calls.join()}`;
    const what = `changes ${effort} ${about} ${window.since} ${window.until}`;
    const reading = await session.ask(where, what, (place) => search(place, watch, window, effort, spend));
    return { watch, account: watch.where.account ?? (await session.ownAccount()), reading };
  };
  /** What was read is not lost because more could not be: it is incomplete then. */
  const further = async (before: AskedWatch, effort: Effort): Promise<AskedWatch> => {
    const more = await ask(before.watch, effort);
    return more.reading.status === 'found' ? more : before;
  };
  const [first, ...rest] = efforts;
  let asked = await Promise.all(watches.map((watch) => ask(watch, first)));
  for (const effort of rest) {
    asked = await Promise.all(asked.map((one) => (isOpen(one, window) ? further(one, effort) : Promise.resolve(one))));
  }
  return summary(asked, accounts.unknown, window);
}

/** Was there more than was read? */
const isOpen = ({ reading }: AskedWatch, window: Window): boolean =>
  reading.status === 'found' && reading.value.since > window.since;

/**
 * Look-ups of one account and Region in one search. AWS answers two a second, so that these take 24 seconds of the 60 that
 * the step has: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const mostLookups = 48;

function budget(): (place: Place) => boolean {
  const spent = new Map<string, number>();
  return ({ account, region }) => {
    const name = `${account} ${region}`;
    const before = spent.get(name) ?? 0;
    if (before >= mostLookups) return false;
    spent.set(name, before + 1);
    return true;
  };
}

interface AskedWatch {
  readonly watch: Watch;
  readonly account: string | undefined;
  readonly reading: Reading<FoundChanges>;
}

type NotSearched = ChangesReading['notSearched'][number];

function summary(asked: readonly AskedWatch[], unknown: readonly NotSearched[], window: Window): ChangesReading {
  const found = asked.flatMap(({ reading }) => (reading.status === 'found' ? [reading.value] : []));
  const changes = new Map(found.flatMap((one) => one.changes.map((change) => [change.eventId, change] as const)));
  const newestFirst = [...changes.values()].sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
  const since = Math.max(window.since, ...found.map((one) => one.since));
  const notSearched = [...asked.flatMap(failure), ...unknown];
  const failed = new Set(notSearched.map(({ account, region }) => `${account} ${region}`));
  const searched = asked.flatMap(({ account, watch, reading }) =>
    reading.status === 'found' && account !== undefined ? [{ account, region: watch.where.region }] : [],
  );
  return {
    changes: withBefore(newestFirst),
    since: new Date(since).toISOString(),
    until: new Date(window.until).toISOString(),
    searched: unique(searched.filter(({ account, region }) => !failed.has(`${account} ${region}`))),
    notSearched: unique(notSearched),
    // What lies before the denial is story; drift needs all that came after.
    complete: since <= Math.max(window.denial, window.since),
  };
}

function failure({ watch, account, reading }: AskedWatch): readonly NotSearched[] {
  if (reading.status !== 'unreadable') return [];
  const { why, permission = 'cloudtrail:LookupEvents', error } = reading;
  const asked = reading.account ?? account;
  return [
    {
      ...defined({ account: asked }),
      region: watch.where.region,
      why,
      permission,
      ...defined({ error }),
    },
  ];
}

interface Managers {
  readonly known: readonly string[];
  readonly unknown: readonly NotSearched[];
}

/** Where the organization is managed: by its own word, wherever its policies are read, and by whom it delegates that to. */
async function organizationAccounts(request: BoundRequest, session: ReadingSession): Promise<Managers> {
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

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
