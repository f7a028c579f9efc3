/** What is known of a channel: how much it was sent, whether it is to be left alone, whether it is broken. */
import { change } from '../../incident/store';
import type { Notice } from '../../incident/notices/types';
import { headlineOf } from '../../report/notice/words';
import type { Channel, Outcome } from '../channels/channel';
import { backoff } from './life';
import { channelKey, storeNotice } from './outbox';
import { hourOf } from './plan';
import type { DeliveryPorts } from './ports';
import type { ChannelState } from './types';

const nothingSent: ChannelState = { hour: 0, sent: 0, failures: 0 };

const changeChannel = (
  channel: string,
  { store }: DeliveryPorts,
  next: (was: ChannelState) => ChannelState | undefined,
): Promise<ChannelState | undefined> =>
  change<ChannelState>(store, channelKey(channel), (was = nothingSent) => {
    const value = next(was);
    return value === undefined ? undefined : { value };
  });

/** Before it is sent: who is killed in between has sent one less than counted, never one more. */
export const count = (channel: string, ports: DeliveryPorts) =>
  changeChannel(channel, ports, (was) => {
    const hour = hourOf(ports.now());
    return { ...was, hour, sent: was.hour === hour ? was.sent + 1 : 1 };
  });

/** A channel that fails is left alone for a while, with all that waits for it. */
export async function noteHealth(channel: Channel, outcome: Outcome, ports: DeliveryPorts): Promise<void> {
  switch (outcome.is) {
    case 'broken':
      return breakDown(channel, outcome.why, ports);
    case 'not-sent':
    case 'in-doubt': {
      const wait = outcome.is === 'not-sent' ? outcome.retryAfter : undefined;
      await changeChannel(channel.id, ports, (was) => {
        const failures = was.failures + 1;
        return { ...was, failures, pausedUntil: ports.now() + (wait ?? backoff(failures)) };
      });
      return;
    }
    case 'sent':
    case 'refused':
      await changeChannel(channel.id, ports, (was) => (was.failures === 0 ? undefined : { ...was, failures: 0 }));
  }
}

/** The channel's state; what is broken and has another address or key by now is tried again. */
export async function mended(channel: Channel, ports: DeliveryPorts): Promise<ChannelState | undefined> {
  const [item] = await ports.store.get([channelKey(channel.id)]);
  const state = item?.value as ChannelState | undefined;
  if (state?.broken === undefined || state.broken.identity === (await channel.identity())) return state;
  return changeChannel(channel.id, ports, ({ hour, sent }) => ({ hour, sent, failures: 0 }));
}

/** The other channels say it, once: the message is stored before the channel is marked. */
async function breakDown(channel: Channel, why: string, ports: DeliveryPorts): Promise<void> {
  const now = ports.now();
  const identity = await channel.identity();
  const notice: Notice = {
    is: 'channel-broken',
    id: `broken#${channel.id}#${identity}`,
    at: now,
    channel: channel.id,
    why,
  };
  const others = ports.channels.map(({ id }) => id).filter((id) => id !== channel.id);
  await storeNotice(ports.store, others, { notice, headline: headlineOf(notice) }, now);
  await changeChannel(channel.id, ports, (was) => ({ ...was, broken: { since: now, why, identity } }));
  ports.note({ event: 'channel-broken', channel: channel.id, why });
}
