/** What the search found, in one: where it looked, since when, and where it could not. */
import { defined } from '../../defined';
import type { Reading } from '../define';
import type { Listened } from './heard/listen';
import type { NotSearched } from './search/organization-accounts';
import type { FoundChanges } from './search/search';
import type { Window } from './search/window';
import type { ChangesReading } from './types';

export interface AskedWatch extends Listened {
  readonly reading: Reading<FoundChanges>;
  /** What was not heard since the denial. Absent: nothing is heard there, so that `reading` holds all. */
  readonly missed?: Reading<FoundChanges>;
}

export const foundIn = ({ reading, missed }: Pick<AskedWatch, 'reading' | 'missed'>): readonly FoundChanges[] =>
  [reading, missed].flatMap((one) => (one?.status === 'found' ? [one.value] : []));

export function summaryOf(
  asked: readonly AskedWatch[],
  unknown: readonly NotSearched[],
  window: Window,
): ChangesReading {
  const found = asked.flatMap(foundIn);
  const within = asked.flatMap(
    ({ ears }) => ears?.changes.filter(({ time }) => Date.parse(time) >= window.since) ?? [],
  );
  const changes = new Map(
    [...found.flatMap((one) => one.changes), ...within].map((change) => [change.eventId, change] as const),
  );
  const newestFirst = [...changes.values()].sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
  const heard = asked.flatMap(({ account, watch, ears }) =>
    ears === undefined || account === undefined
      ? []
      : [
          {
            account,
            region: watch.where.region,
            since: new Date(Math.max(ears.from, ears.since, window.since)).toISOString(),
          },
        ],
  );
  const since = Math.max(window.since, ...asked.map((one) => sinceOf(one, window)));
  const notSearched = [...asked.flatMap(failure), ...unknown];
  const failed = new Set(notSearched.map(({ account, region }) => `${account} ${region}`));
  const searched = asked.flatMap(({ account, watch, reading }) =>
    reading.status === 'found' && account !== undefined ? [{ account, region: watch.where.region }] : [],
  );
  return {
    changes: newestFirst,
    since: new Date(since).toISOString(),
    until: new Date(window.until).toISOString(),
    ...(heard.length === 0 ? {} : { heard: unique(heard) }),
    searched: unique(searched.filter(({ account, region }) => !failed.has(`${account} ${region}`))),
    notSearched: unique(notSearched),
    // What lies before the denial is story; drift needs all that came after.
    complete: since <= Math.max(window.denial, window.since),
  };
}

/** All since then is known, as far as this question goes. */
function sinceOf({ reading, missed, ears }: AskedWatch, { denial }: Window): number {
  const lookedUp = reading.status === 'found' ? reading.value.since : 0;
  // What was heard is so much that not all of it was read.
  const known = ears !== undefined && ears.since > ears.from ? ears.since : lookedUp;
  const unheard = missed?.status === 'found' && missed.value.since > denial ? missed.value.since : 0;
  return Math.max(known, unheard);
}

function failure({ watch, account, ...asked }: AskedWatch): readonly NotSearched[] {
  const reading = [asked.reading, asked.missed].find((one) => one?.status === 'unreadable');
  if (reading?.status !== 'unreadable') return [];
  const { why, permission = 'cloudtrail:LookupEvents', error } = reading;
  return [
    {
      ...defined({ account: reading.account ?? account }),
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
