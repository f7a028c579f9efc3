/** Who changed the things of a case, and when: drift since the denial, and the story before it. */
import { defined } from '../../defined';
import type { Reader, Reading } from '../define';
import { onAnything, onPolicies } from '../permissions';
import type { Place } from '../place';
import { organization } from '../readers/organization';
import { organizationAsked } from '../readers/organization-asked';
import { organizationDelegates } from '../readers/organization-delegates';
import type { ReadingSession } from '../session/session';
import type { BoundRequest } from '../../request/types';
import { withHistory } from './history/history';
import { organizationAccounts, type NotSearched } from './search/organization-accounts';
import { efforts, search, type Effort, type FoundChanges, type Window } from './search/search';
import type { WatchedCalls } from './search/watched-calls';
import { watchesOf, watchOfOrganization, type Watch } from './search/watches';
import type { AllowedUse, ChangesReading } from './types';

/** What the search needs, wherever it looks. */
export const recentChangesReads: readonly Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'>[] = [
  { permissions: onAnything('cloudtrail:LookupEvents') },
  // What was detached, or replaced by another version, no layer reads.
  {
    permissions: [
      ...onPolicies('iam:GetPolicy', 'iam:GetPolicyVersion'),
      ...onAnything('organizations:DescribePolicy'),
    ],
  },
  organization,
  organizationAsked,
  organizationDelegates,
];

const minute = 60_000;
const day = 24 * 60 * minute;
const startOf = (time: number, length: number): number => Math.floor(time / length) * length;
/** CloudTrail keeps events so long: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const kept = 90 * day;

export interface SearchOptions {
  /** @default 7 */
  readonly days?: number;
  /** What was read for the case, as JSON: what changes of its policies replaced is looked for. @default of the request's own things only */
  readonly evidence?: () => Promise<unknown>;
}

/** Changes from `days` before the denial until now. Never throws: the result says where it could not look. */
export async function recentChanges(
  request: BoundRequest,
  session: ReadingSession,
  calls: WatchedCalls,
  { days = 7, evidence = () => Promise.resolve({}) }: SearchOptions = {},
): Promise<ChangesReading> {
  const until = session.now();
  const told = Date.parse(request.time);
  const denial = Number.isNaN(told) ? until : told;
  // Whole days and minutes: denials of one batch share their look-ups by them.
  const since = startOf(denial - days * day, day);
  const window: Window = { since: Math.max(since, startOf(until - kept, minute) + minute), until, denial };
  const lookedUp: Window = { ...window, until: startOf(until, minute) + minute };
  const accounts = await organizationAccounts(request, session);
  const watches = [
    ...watchesOf(request, calls),
    ...accounts.known.map((account) => watchOfOrganization(account, request, calls)),
  ];
  const spend = budget();
  const ask = async (watch: Watch, effort: Effort): Promise<AskedWatch> => {
    const { where, eventSource, names } = watch;
    const about = `${eventSource} ${names.join()} ${watch.calls.join()}`;
    const what = `changes ${effort} ${about} ${lookedUp.since} ${lookedUp.until}`;
    const reading = await session.ask(where, what, (place) => search(place, request, watch, lookedUp, effort, spend));
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
  const found = summary(asked, accounts.unknown, window);
  const settings = asked.flatMap(({ reading }) => (reading.status === 'found' ? reading.value.settings : []));
  const past = { session, request, evidence, since: new Date(until - kept), until: new Date(found.since) };
  return { ...found, changes: await withHistory(found.changes, settings, past) };
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
    changes: newestFirst,
    since: new Date(since).toISOString(),
    until: new Date(window.until).toISOString(),
    ...defined({ lastAllowed: newestOf(found.flatMap(({ uses }) => uses)) }),
    searched: unique(searched.filter(({ account, region }) => !failed.has(`${account} ${region}`))),
    notSearched: unique(notSearched),
    // What lies before the denial is story; drift needs all that came after.
    complete: since <= Math.max(window.denial, window.since),
  };
}

const newestOf = (uses: readonly AllowedUse[]): AllowedUse | undefined =>
  uses.toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time))[0];

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

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
