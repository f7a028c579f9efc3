/** Stores messages, each once for each channel. Nothing is sent here. */
import { defined } from '../../defined';
import type { Changed, Item, Key, Store } from '../../incident/store';
import type { Notice } from '../../incident/notices/types';
import type { Time } from '../../incident/types';
import { dueAt } from './life';
import type { Outgoing } from './types';

export const outgoingKey = (channel: string, id: string): Key => ({ partition: `outbox#${channel}`, sort: id });
export const channelKey = (channel: string): Key => ({ partition: `channel#${channel}`, sort: '-' });
/** What lists the messages of a channel that are not sent yet. */
export const outboxOf = (channel: string): string => `outbox#${channel}`;

/** What lists the messages that no channel took. */
export const givenUp = 'given-up';

/** As long as an incident is kept: what names its message in the channel is needed for what follows. */
const kept = 400 * 86_400_000;

export interface ToStore {
  readonly notice: Notice;
  readonly headline: string;
  readonly folds?: readonly string[];
}

/** Storing it again changes nothing, however far it has come meanwhile. */
export async function storeNotice(
  store: Store,
  channels: readonly string[],
  { notice, headline, folds }: ToStore,
  now: Time,
): Promise<void> {
  await Promise.all(
    channels.map((channel) => {
      const state = { is: 'waiting', at: now, repeated: false } as const;
      const counts = { stored: now, attempts: 0, doubts: 0, plain: false };
      const item: Outgoing = { channel, notice, headline, ...counts, state, ...(folds === undefined ? {} : { folds }) };
      return store.put({ key: outgoingKey(channel, notice.id), version: 1, ...outgoingItem(item, now) });
    }),
  );
}

export function outgoingItem(item: Outgoing, now: Time): Changed<Outgoing> {
  const at = dueAt(item.state);
  const due = item.state.is === 'given-up' ? { list: givenUp, at: item.state.at } : undefined;
  return {
    value: item,
    expires: now + kept,
    ...defined({ due: at === undefined ? due : { list: outboxOf(item.channel), at } }),
  };
}

export const outgoingIn = ({ value }: Item): Outgoing => value as Outgoing;
