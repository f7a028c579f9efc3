import { change } from '../../incident/store';
import type { Notice } from '../../incident/notices/types';
import { headlineOf } from '../../report/notice/words';
import { count } from './health';
import { dueAt } from './life';
import { outgoingIn, outgoingItem, outgoingKey, storeNotice } from './outbox';
import { hourOf } from './plan';
import type { DeliveryPorts } from './ports';
import type { Outgoing } from './types';

const mostHeadlines = 20;

/** One message for many. It is stored with their ids before they are marked: nobody says them twice. */
export async function fold(
  channel: string,
  items: readonly Outgoing[],
  ports: DeliveryPorts,
): Promise<readonly Outgoing[]> {
  if (items.length === 0) return [];
  const now = ports.now();
  const headlines = items.map(({ headline }) => headline);
  const notice: Notice = {
    is: 'ceiling',
    id: `ceiling#${hourOf(now)}`,
    at: now,
    ceiling: ports.ceiling,
    headlines: headlines.slice(0, mostHeadlines),
    more: Math.max(0, headlines.length - mostHeadlines),
  };
  const folds = items.map((item) => item.notice.id);
  await storeNotice(ports.store, [channel], { notice, headline: headlineOf(notice), folds }, now);
  await count(channel, ports);
  const stored = await ports.store.get([outgoingKey(channel, notice.id)]);
  await markFolded(channel, stored.map(outgoingIn), ports);
  return stored.map(outgoingIn);
}

/** Marks what the messages that stand for others say. Gives the ids. */
export async function markFolded(
  channel: string,
  items: readonly Outgoing[],
  ports: DeliveryPorts,
): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  for (const { folds = [], notice } of items) {
    await Promise.all(folds.map((id) => markSaid(channel, id, notice.id, ports)));
    for (const id of folds) marked.add(id);
  }
  return marked;
}

/** Another message says it. */
export const markSaid = (channel: string, id: string, into: string, { store, now }: DeliveryPorts) =>
  change<Outgoing>(store, outgoingKey(channel, id), (was) =>
    was !== undefined && (dueAt(was.state) ?? Number.POSITIVE_INFINITY) <= now()
      ? outgoingItem({ ...was, state: { is: 'folded', at: now(), into } }, now())
      : undefined,
  );
