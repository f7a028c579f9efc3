/** Who changed the things of a case, and when: drift since the denial, and the story before it. */
import { defined } from '../../defined';
import type { Reader, Reading } from '../define';
import { onAnything, onGroups, onPolicies } from '../permissions';
import type { Place } from '../place';
import type { ReadingSession } from '../session/session';
import type { BoundRequest } from '../../request/types';
import { nothingHeard, settingsOf, type HeardChanges } from './heard/heard';
import { listen, type Listened } from './heard/listen';
import { missedBy } from './heard/missed';
import { withHistory } from './history/history';
import { noEarlierReads, type EarlierReads } from './history/past';
import { organizationAccounts, organizationAccountsReads } from './search/organization-accounts';
import { efforts, search, type Effort, type FoundChanges } from './search/search';
import { endOfMinute, kept, searchedDays, startOfMinute, windowOf, type Window } from './search/window';
import type { WatchedCalls } from './search/watched-calls';
import { watchesOf, watchOfOrganization } from './search/watches';
import { foundIn, summaryOf, type AskedWatch } from './summary';
import type { AllowedUse, ChangesReading, RecordedChange } from './types';

/** What the search needs, wherever it looks. */
export const recentChangesReads: readonly Pick<Reader<unknown>, 'permissions' | 'headObjectPermissions'>[] = [
  { permissions: onAnything('cloudtrail:LookupEvents') },
  // What was detached, or replaced by another version, no layer reads; nor the policies of a group that the user left.
  {
    permissions: [
      ...onGroups('iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies', 'iam:GetGroupPolicy'),
      ...onPolicies('iam:GetPolicy', 'iam:GetPolicyVersion'),
      ...onAnything('organizations:DescribePolicy'),
    ],
  },
  ...organizationAccountsReads,
];

export interface SearchOptions {
  /** @default 7 */
  readonly days?: number;
  /** What was read for the case, as JSON: what changes of its policies replaced is looked for. @default of the request's own things only */
  readonly evidence?: () => Promise<unknown>;
  /** What was heard until the denial is not looked up. @default nothing */
  readonly heard?: HeardChanges;
  /**
   * Where changes were heard, look up all that could be left out as well: what KMS allowed before, which is no change and
   * heard by nobody, and more than a page of what came since the denial? @default true
   */
  readonly mayLookUp?: boolean;
  /** What earlier investigations read, where nothing else shows what a change replaced. @default nothing */
  readonly earlierReads?: EarlierReads;
}

/** Changes from `days` before the denial until now. Never throws: the result says where it could not look. */
export async function recentChanges(
  request: BoundRequest,
  session: ReadingSession,
  calls: WatchedCalls,
  {
    days = searchedDays,
    evidence = () => Promise.resolve({}),
    heard = nothingHeard,
    mayLookUp = true,
    earlierReads = noEarlierReads,
  }: SearchOptions = {},
): Promise<ChangesReading> {
  const window = windowOf(request, session.now(), days);
  const { until } = window;
  const lookedUp: Window = { ...window, until: endOfMinute(until) };
  const accounts = await organizationAccounts(request, session);
  const watches = [
    ...watchesOf(request, calls),
    ...accounts.known.map((account) => watchOfOrganization(account, request, calls)),
  ];
  const spend = budget();
  const ask = async ({ watch, ears }: Listened, effort: Effort): Promise<Reading<FoundChanges>> => {
    // What was heard until the denial need not be asked for.
    const own = { ...lookedUp, until: Math.min(lookedUp.until, ears?.from ?? Number.POSITIVE_INFINITY) };
    if (own.until <= own.since)
      return { status: 'found', value: { changes: [], uses: [], settings: [], since: own.since } };
    const { where, eventSource, names } = watch;
    const about = `${eventSource} ${names.join()} ${watch.calls.join()}`;
    const what = `changes ${effort} ${about} ${own.since} ${own.until}`;
    return session.ask(where, what, (place) => search(place, request, watch, own, effort, spend));
  };
  /** What was read is not lost because more could not be: it is incomplete then. */
  const further = async (before: AskedWatch, effort: Effort): Promise<AskedWatch> => {
    const reading = await ask(before, effort);
    return reading.status === 'found' ? { ...before, reading } : before;
  };
  const [first, ...rest] = efforts;
  const listened = await Promise.all(watches.map((watch) => listen(watch, session, heard)));
  const sinceDenial: Window = { ...lookedUp, since: Math.max(lookedUp.since, startOfMinute(window.denial)) };
  const missing = { request, session, window: sinceDenial, spend, mayLookUp };
  let asked: readonly AskedWatch[] = await Promise.all(
    listened.map(async (one) => ({
      ...one,
      reading: await ask(one, first),
      ...(one.ears === undefined ? {} : { missed: await missedBy(one.watch, missing) }),
    })),
  );
  for (const effort of rest) {
    asked = await Promise.all(asked.map((one) => (isOpen(one, window) ? further(one, effort) : Promise.resolve(one))));
  }
  /** For all of the time: what was only looked up before the ledger began is not the last. */
  const usesOf = async ({ watch, ears, reading }: AskedWatch): Promise<readonly AllowedUse[]> => {
    if (ears === undefined) return reading.status === 'found' ? reading.value.uses : [];
    if (!mayLookUp || watch.thing !== 'key') return [];
    const named = { ...watch, names: watch.names.slice(0, 1) };
    const what = `uses ${named.names.join()} ${lookedUp.since} ${lookedUp.until}`;
    const more = await session.ask(watch.where, what, (place) => search(place, request, named, lookedUp, first, spend));
    return more.status === 'found' ? more.value.uses : [];
  };
  const used = (await Promise.all(asked.map(usesOf))).flat();
  const found = { ...summaryOf(asked, accounts.unknown, window), ...defined({ lastAllowed: newestOf(used) }) };
  const settings = asked.flatMap(({ ears, ...one }) => [
    ...foundIn(one).flatMap((found) => found.settings),
    ...(ears?.changes.flatMap(settingsOf) ?? []),
  ]);
  const past = {
    session,
    request,
    evidence,
    since: new Date(until - kept),
    until: untilOf(found.since, asked),
    // Nobody knows whether what was not searched was changed between.
    earlierReads: found.complete && found.notSearched.length === 0 ? earlierReads : noEarlierReads,
  };
  return { ...found, changes: await withHistory(found.changes, settings, past) };
}

/** Was there more than was read? */
const isOpen = ({ reading }: AskedWatch, window: Window): boolean =>
  reading.status === 'found' && reading.value.since > window.since;

/** What was heard of a place, also before the days that are searched, is not looked up for what a change replaced. */
const untilOf =
  (since: string, asked: readonly AskedWatch[]) =>
  ({ account, region, eventSource }: RecordedChange): Date => {
    const own = asked.filter(
      (one) => one.account === account && one.watch.where.region === region && one.watch.eventSource === eventSource,
    );
    return new Date(Math.min(Date.parse(since), ...own.flatMap(({ ears }) => ears?.since ?? [])));
  };

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

const newestOf = (uses: readonly AllowedUse[]): AllowedUse | undefined =>
  uses.toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time))[0];
