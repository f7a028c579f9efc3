/** Sends what is due: stored, sent, marked, each channel for itself. Doing it again, after any part of it, is safe. */
import { change, type Store } from '../../incident/store';
import type { Notice } from '../../incident/notices/types';
import type { Message } from '../../report/notice/message';
import type { Channel, Outcome } from '../channels/channel';
import { fold, markFolded, markSaid } from './fold';
import { count, mended, noteHealth } from './health';
import { begin, ended } from './life';
import { outboxOf, outgoingIn, outgoingItem, outgoingKey } from './outbox';
import { countsToCeiling, planOf } from './plan';
import type { DeliveryPorts } from './ports';
import type { Outgoing } from './types';
import { errorName } from '../../error-name';

export interface Delivered {
  readonly channel: string;
  readonly sent: number;
  /** Why the channel was left before it had everything. */
  readonly left?: 'paused' | 'broken' | 'out-of-time' | 'failed';
}

/** Every channel for itself, at the same time: one that is silent stops no other. */
export function deliver(ports: DeliveryPorts): Promise<readonly Delivered[]> {
  return Promise.all(
    ports.channels.map(async (channel): Promise<Delivered> => {
      try {
        return await deliverTo(channel, ports);
      } catch (error) {
        ports.note({ event: 'not-delivered', channel: channel.id, error: errorName(error) });
        return { channel: channel.id, sent: 0, left: 'failed' };
      }
    }),
  );
}

const mostAtOnce = 200;

async function deliverTo(channel: Channel, ports: DeliveryPorts): Promise<Delivered> {
  const { id } = channel;
  const { store, now } = ports;
  const due = (await store.due(outboxOf(id), { until: now(), most: mostAtOnce })).map(outgoingIn);
  if (due.length === 0) return { channel: id, sent: 0 };
  const state = await mended(channel, ports);
  if (state?.broken !== undefined) return { channel: id, sent: 0, left: 'broken' };
  if ((state?.pausedUntil ?? 0) > now()) return { channel: id, sent: 0, left: 'paused' };
  const folded = await markFolded(id, due, ports);
  const plan = planOf(
    due.filter(({ notice }) => !folded.has(notice.id)),
    state,
    ports.ceiling,
    now(),
  );
  await Promise.all(plan.superseded.map(({ item, by }) => markSaid(id, item.notice.id, by, ports)));
  const summary = await fold(id, plan.fold, ports);
  return sendAll(channel, [...plan.send, ...summary], ports);
}

/** One after the other, as channels want it. */
async function sendAll(channel: Channel, items: readonly Outgoing[], ports: DeliveryPorts): Promise<Delivered> {
  let sent = 0;
  for (const item of items) {
    if (ports.now() >= ports.until) return { channel: channel.id, sent, left: 'out-of-time' };
    const outcome = await sendOne(channel, item, ports);
    if (outcome?.is === 'sent') sent += 1;
    if (outcome?.is === 'broken') return { channel: channel.id, sent, left: 'broken' };
    if (outcome?.is === 'not-sent' || outcome?.is === 'in-doubt') return { channel: channel.id, sent, left: 'paused' };
  }
  return { channel: channel.id, sent };
}

/** `undefined`: somebody else has it. */
async function sendOne(channel: Channel, item: Outgoing, ports: DeliveryPorts): Promise<Outcome | undefined> {
  const { store, now } = ports;
  const key = outgoingKey(channel.id, item.notice.id);
  // Rendering comes first: what fails in it leaves the message as it was.
  const message = await ports.render(item.notice);
  let begun: ReturnType<typeof begin>;
  await change<Outgoing>(store, key, (was) => {
    begun = was === undefined ? undefined : begin(was, now());
    return begun === undefined ? undefined : outgoingItem(begun.item, now());
  });
  if (begun === undefined) return undefined;
  const { repeated, item: sending } = begun;
  if (countsToCeiling(item)) await count(channel.id, ports);
  const first = await firstOf(channel.id, item.notice, store);
  const outcome = await channel.send(sending.plain ? plainly(message) : message, {
    repeated,
    ...(first === undefined ? {} : { first }),
  });
  await noteHealth(channel, outcome, ports);
  await change<Outgoing>(store, key, (was) =>
    was?.state.is === 'sending' && was.attempts === sending.attempts
      ? outgoingItem(ended(was, outcome, repeated, now()), now())
      : undefined,
  );
  if (outcome.is !== 'sent')
    ports.note({ event: outcome.is, channel: channel.id, notice: item.notice.id, why: outcome.why });
  return outcome;
}

/** Only the card: what a channel refuses is mostly its form or its length. */
function plainly(message: Message): Message {
  const { report, ...data } = message.data;
  const text = [message.data.title, message.data.description].join('\n');
  return {
    ...message,
    text,
    slack: { text, blocks: [] },
    data: report === undefined ? data : { ...data, isShortened: true },
  };
}

/** What names the message that opened the incident, for what is said below it or instead of it. */
async function firstOf(channel: string, notice: Notice, store: Store): Promise<string | undefined> {
  if (!('opening' in notice)) return undefined;
  const [item] = await store.get([outgoingKey(channel, notice.opening)]);
  const state = item === undefined ? undefined : outgoingIn(item).state;
  return state?.is === 'sent' ? state.ref : undefined;
}
