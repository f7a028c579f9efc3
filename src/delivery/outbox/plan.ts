/** Which of the messages that are due go out now, under the ceiling of the channel: pure. */
import type { NoticeKind } from '../../incident/notices/types';
import type { Time } from '../../incident/types';
import type { ChannelState, Outgoing } from './types';

const anHour = 3_600_000;
export const hourOf = (now: Time): number => Math.floor(now / anHour);

export interface Plan {
  readonly send: readonly Outgoing[];
  /** In one message, which says why. */
  readonly fold: readonly Outgoing[];
  /** Numbers that later ones replace. */
  readonly superseded: readonly { readonly item: Outgoing; readonly by: string }[];
}

/** News first, what only goes on last; among equals the oldest first. */
const ranks: Readonly<Record<NoticeKind, number>> = {
  'channel-broken': 0,
  ceiling: 0,
  opened: 1,
  reopened: 1,
  failed: 2,
  closed: 2,
  digest: 3,
  'goes-on': 4,
  numbers: 5,
};

/** What changes a message in place adds none. */
export const countsToCeiling = ({ notice }: Outgoing): boolean => notice.is !== 'numbers' && notice.is !== 'ceiling';

/**
 * All of it, where the hour has room. Else the last message of the hour stands for all that are over the ceiling; what
 * comes after it waits for the next hour.
 */
export function planOf(due: readonly Outgoing[], state: ChannelState | undefined, ceiling: number, now: Time): Plan {
  const sorted = due.toSorted(
    (one, other) => ranks[one.notice.is] - ranks[other.notice.is] || one.stored - other.stored || byId(one, other),
  );
  const { latest, superseded } = latestNumbers(sorted);
  const free = sorted.filter((item) => !countsToCeiling(item) && (item.notice.is !== 'numbers' || latest.has(item)));
  const counted = sorted.filter(countsToCeiling);
  const room = ceiling - (state?.hour === hourOf(now) ? state.sent : 0);
  if (counted.length <= room)
    return { send: sorted.filter((item) => free.includes(item) || counted.includes(item)), fold: [], superseded };
  // A room of one is the message that stands for the others.
  return room <= 0
    ? { send: free, fold: [], superseded }
    : { send: [...free, ...counted.slice(0, room - 1)], fold: counted.slice(room - 1), superseded };
}

const byId = (one: Outgoing, other: Outgoing): number => (one.notice.id < other.notice.id ? -1 : 1);

/** A channel that was away needs only the numbers of now. */
function latestNumbers(items: readonly Outgoing[]) {
  const latest = new Map<string, Outgoing>();
  const numbers = items.flatMap((item) => (item.notice.is === 'numbers' ? [{ item, of: item.notice.opening }] : []));
  for (const { item, of } of numbers) {
    const known = latest.get(of);
    if (known === undefined || known.notice.at < item.notice.at) latest.set(of, item);
  }
  const superseded = numbers.flatMap(({ item, of }) => {
    const by = latest.get(of);
    return by === undefined || by === item ? [] : [{ item, by: by.notice.id }];
  });
  return { latest: new Set(latest.values()), superseded };
}
