import * as fc from 'fast-check';
import type { Attempt, Channel, Outcome } from '../../src/delivery/channels/channel';
import { deliver } from '../../src/delivery/outbox/deliver';
import type { DeliveryPorts } from '../../src/delivery/outbox/ports';
import { begin, dueAt, ended } from '../../src/delivery/outbox/life';
import { outgoingIn, outgoingKey, storeNotice } from '../../src/delivery/outbox/outbox';
import { planOf } from '../../src/delivery/outbox/plan';
import type { Outgoing, OutgoingState } from '../../src/delivery/outbox/types';
import type { Notice } from '../../src/incident/notices/types';
import type { Store } from '../../src/incident/store';
import { toMessage } from '../../src/report/notice/to-message';
import { memoryStore, type MemoryStore } from '../incident/memory-store';

const minute = 60_000;
const hour = 60 * minute;
/** The beginning of an hour. */
const start = 500_000 * hour;

const notice = (name: string, is: 'opened' | 'failed' = 'opened'): Notice => ({
  is,
  id: name,
  at: start,
  run: `run-${name}`,
  headline: `\`${name}\` cannot read \`bucket\``,
  lines: [],
});
const outgoing = (state: OutgoingState, more: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'c',
  notice: notice('n'),
  headline: 'h',
  stored: start,
  attempts: 1,
  doubts: 0,
  plain: false,
  state,
  ...more,
});
const waiting = (at = start, repeated = false): OutgoingState => ({ is: 'waiting', at, repeated });
const sending = (since = start): OutgoingState => ({ is: 'sending', since });

describe('a message', () => {
  test.each<readonly [string, OutgoingState, number, boolean | undefined]>([
    ['that waits is sent', waiting(), start, false],
    ['that may have arrived is sent as a repetition', waiting(start, true), start, true],
    ['is not sent before its time', waiting(start + 1), start, undefined],
    ['that somebody sends is left to them', sending(), start + minute, undefined],
    ['that somebody was killed over is a repetition', sending(), start + 4 * minute, true],
    ['that was sent is not sent again', { is: 'sent', at: start }, start + hour, undefined],
    ['that another message stands for is not sent', { is: 'folded', at: start, into: 'x' }, start + hour, undefined],
    ['that was given up stays so', { is: 'given-up', at: start, why: '' }, start + hour, undefined],
  ])('%s', (_, state, now, repeated) => expect(begin(outgoing(state), now)?.repeated).toBe(repeated));

  test.each<readonly [string, Outcome, Partial<Outgoing>, Partial<OutgoingState>]>([
    ['arrived', { is: 'sent', ref: '1.2' }, {}, { is: 'sent', ref: '1.2' }],
    ['was not taken: half a minute', { is: 'not-sent', why: '' }, {}, waiting(start + minute / 2)],
    ['was not taken again: longer', { is: 'not-sent', why: '' }, { attempts: 4 }, waiting(start + 4 * minute)],
    ['was never taken: an hour at most', { is: 'not-sent', why: '' }, { attempts: 40 }, waiting(start + hour)],
    ['is to wait: as long as it says', { is: 'not-sent', why: '', retryAfter: 7 }, {}, waiting(start + 7)],
    ['is in doubt: again, marked', { is: 'in-doubt', why: '' }, {}, waiting(start + 5 * minute, true)],
    ['is in doubt again: much later', { is: 'in-doubt', why: '' }, { doubts: 2 }, waiting(start + 80 * minute, true)],
    ['was in doubt too often', { is: 'in-doubt', why: 'w' }, { doubts: 4 }, { is: 'given-up', why: 'w' }],
    ['was refused: as plain text', { is: 'refused', why: '' }, {}, waiting(start)],
    ['was refused even so', { is: 'refused', why: 'w' }, { plain: true }, { is: 'given-up', why: 'w' }],
    ['found the channel broken: kept for it', { is: 'broken', why: '' }, {}, waiting(start)],
    ['is three days old', { is: 'not-sent', why: 'w' }, { stored: start - 73 * hour }, { is: 'given-up', why: 'w' }],
  ])('that %s', (_, outcome, more, state) => {
    expect(ended(outgoing(sending(), more), outcome, false, start).state).toMatchObject(state);
  });
});

describe('the plan of an hour', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, at) => outgoing(waiting(), { notice: notice(`n${at}`), stored: start + at }));
  test.each<readonly [string, number, number, number, number]>([
    ['sends all that fits', 20, 0, 20, 0],
    ['lets the last of the hour stand for the rest', 21, 0, 19, 2],
    ['counts what was sent in this hour', 5, 17, 2, 3],
    ['sends nothing over the ceiling', 5, 20, 0, 0],
    ['has one message for many', 500, 19, 0, 500],
  ])('%s', (_, due, sent, sends, folds) => {
    const state = { hour: start / hour, sent, failures: 0 };
    const plan = planOf(items(due), state, 20, start);
    expect([plan.send.length, plan.fold.length]).toEqual([sends, folds]);
  });
  test('begins anew with the next hour', () => {
    expect(planOf(items(5), { hour: start / hour - 1, sent: 20, failures: 0 }, 20, start).send).toHaveLength(5);
  });
  test('has what opened before what failed', () => {
    const mixed = [
      outgoing(waiting(), { notice: notice('b', 'failed') }),
      outgoing(waiting(), { notice: notice('a'), stored: start + 1 }),
    ];
    expect(planOf(mixed, undefined, 20, start).send.map((item) => item.notice.id)).toEqual(['a', 'b']);
  });
});

/** A channel as a test wants it, and what it was sent. */
interface Told extends Attempt {
  readonly id: string;
  readonly text: string;
}
function channelThat(
  answers: (told: Told, count: number) => Outcome,
  id = 'c',
): Channel & { readonly told: Told[]; address: string } {
  const told: Told[] = [];
  const channel = {
    id,
    told,
    address: 'one',
    identity: () => Promise.resolve(channel.address),
    updates: () => Promise.resolve(false),
    alive: () => Promise.resolve({ is: 'alive' } as const),
    send: (message: { readonly id: string; readonly text: string }, attempt: Attempt) => {
      const one = { id: message.id, text: message.text, ...attempt };
      told.push(one);
      return Promise.resolve(answers(one, told.length));
    },
  };
  return channel;
}
const takes = (): Outcome => ({ is: 'sent' });

let now = start;
let store: MemoryStore;
let notes: Readonly<Record<string, string | number>>[];
beforeEach(() => {
  now = start;
  store = memoryStore();
  notes = [];
});
const portsOf = (channels: readonly Channel[], more: Partial<DeliveryPorts> = {}): DeliveryPorts => ({
  store,
  now: () => now,
  ceiling: 20,
  channels,
  render: async (one) => toMessage(one),
  note: (entry) => void notes.push(entry),
  until: Number.POSITIVE_INFINITY,
  ...more,
});
const put = (ids: readonly string[], channels: readonly Channel[], into: Store = store) =>
  Promise.all(
    ids.map((id) =>
      storeNotice(
        into,
        channels.map((one) => one.id),
        { notice: notice(id), headline: id },
        now,
      ),
    ),
  );
/** Once a minute, as it is deployed. */
async function run(minutes: number, ports: DeliveryPorts): Promise<void> {
  for (let at = 0; at < minutes; at += 1) {
    await deliver(ports);
    now += minute;
  }
}
const stateOf = async (channel: Channel, id: string) =>
  outgoingIn((await store.get([outgoingKey(channel.id, id)]))[0]!).state;

describe('the outbox', () => {
  test('sends each message once to each channel, however often it is stored', async () => {
    const [one, other] = [channelThat(takes, 'one'), channelThat(takes, 'other')];
    await put(['a', 'b'], [one, other]);
    await put(['a', 'b'], [one, other]);
    await run(5, portsOf([one, other]));
    await put(['a'], [one, other]);
    await run(5, portsOf([one, other]));
    for (const { told } of [one, other]) expect(told.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('sends once where two send at the same time', async () => {
    const channel = channelThat(takes);
    await put(['a', 'b', 'c'], [channel]);
    await Promise.all([deliver(portsOf([channel])), deliver(portsOf([channel]))]);
    expect(channel.told.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('a channel that never answers stops no other', async () => {
    const never: Channel = { ...channelThat(takes, 'never'), send: () => new Promise(() => {}) };
    const other = channelThat(takes, 'other');
    await put(['a'], [never, other]);
    void deliver(portsOf([never, other]));
    await expect(until(() => other.told.length === 1)).resolves.toBe(true);
  });

  test('a channel that asks to wait is left alone for so long, with all that is meant for it', async () => {
    const channel = channelThat((_, count) =>
      count === 1 ? { is: 'not-sent', why: '', retryAfter: 10 * minute } : takes(),
    );
    await put(['a', 'b', 'c'], [channel]);
    await run(10, portsOf([channel]));
    expect(channel.told).toHaveLength(1);
    await run(2, portsOf([channel]));
    expect(channel.told.map(({ id }) => id).toSorted()).toEqual(['a', 'a', 'b', 'c']);
  });

  test('a broken channel is said once on the others, and tried again when it is another', async () => {
    let isMended = false;
    const broken = channelThat(() => (isMended ? takes() : { is: 'broken', why: 'answered 404' }), 'slack');
    const other = channelThat(takes, 'sns');
    await put(['a', 'b'], [broken, other]);
    await run(60, portsOf([broken, other]));
    await put(['c'], [broken, other]);
    await run(60, portsOf([broken, other]));
    expect(broken.told).toHaveLength(1);
    expect(other.told.filter(({ id }) => id.startsWith('broken#'))).toHaveLength(1);
    expect(other.told.at(-2)?.text ?? other.told.at(-1)?.text).toContain('slack');
    isMended = true;
    broken.address = 'two';
    await run(2, portsOf([broken, other]));
    expect(
      broken.told
        .slice(1)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });

  test('a message that is refused goes as plain text, and then no more', async () => {
    const channel = channelThat(() => ({ is: 'refused', why: 'invalid_blocks' }));
    await put(['a'], [channel]);
    await run(60, portsOf([channel]));
    expect(channel.told).toHaveLength(2);
    expect(await stateOf(channel, 'a')).toMatchObject({ is: 'given-up', why: 'invalid_blocks' });
  });

  test('begins nothing that it has no time for', async () => {
    const channel = channelThat(takes);
    await put(['a', 'b'], [channel]);
    expect(await deliver(portsOf([channel], { until: start }))).toEqual([
      { channel: 'c', sent: 0, left: 'out-of-time' },
    ]);
    expect(channel.told).toEqual([]);
  });

  test('100 messages are 20 in an hour, of which the last names the others', async () => {
    const channel = channelThat(takes);
    await put(
      Array.from({ length: 100 }, (_, at) => `n${at}`),
      [channel],
    );
    await run(180, portsOf([channel]));
    expect(channel.told).toHaveLength(20);
    expect(channel.told.at(-1)?.text).toContain('at most 20 messages an hour');
    expect(channel.told.at(-1)?.text).toContain('and 61 more');
  });
});

/** Throws before or after the call of this number, once: as a function that is killed there. */
class Killed extends Error {}
function killing(at: number, when: 'before' | 'after') {
  let count = 0;
  const wrap =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const isIt = (count += 1) === at;
      if (isIt && when === 'before') throw new Killed();
      const result = await call(...args);
      if (isIt && when === 'after') throw new Killed();
      return result;
    };
  return { wrap, reached: () => count >= at };
}

describe('killed before and after every write and send', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];

  async function killedAt(at: number, when: 'before' | 'after') {
    now = start;
    store = memoryStore();
    const channel = channelThat(takes);
    const { wrap, reached } = killing(at, when);
    const killable: Store = { ...store, put: wrap(store.put), get: wrap(store.get), due: wrap(store.due) };
    const ports = portsOf([channel], { ceiling: 4 });
    // Storing is done again by whoever was killed: a step of the state machine, or a message of the queue.
    await put(ids, [channel], killable).catch(() => put(ids, [channel]));
    await deliver({ ...ports, store: killable, channels: [{ ...channel, send: wrap(channel.send) }] });
    now += minute;
    await run(120, ports);
    return { told: channel.told, reached: reached() };
  }

  test.each(['before', 'after'] as const)(
    '%s: nothing is lost, and nothing is twice without saying so',
    async (when) => {
      let points = 0;
      for (let at = 1; ; at += 1) {
        const { told, reached } = await killedAt(at, when);
        if (!reached) break;
        points += 1;
        const names = told.map(({ id }) => id);
        const said = ids.filter(
          (id) => names.includes(id) || told.some(({ text }) => new RegExp(`^ *${id}\\b`, 'm').test(text)),
        );
        expect({ at, said }).toEqual({ at, said: ids });
        const again = told.filter(({ id }, place) => names.indexOf(id) !== place);
        expect({ at, again: again.every(({ repeated }) => repeated), count: again.length <= 1 }).toEqual({
          at,
          again: true,
          count: true,
        });
      }
      expect(points).toBeGreaterThan(20);
    },
  );
});

const outcomes = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Outcome>({ is: 'sent' }) },
  fc.constant<Outcome>({ is: 'not-sent', why: 'w' }),
  fc.constant<Outcome>({ is: 'not-sent', why: 'w', retryAfter: 7 * minute }),
  fc.constant<Outcome>({ is: 'in-doubt', why: 'w' }),
  fc.constant<Outcome>({ is: 'refused', why: 'w' }),
);

test('whatever a channel answers, every message ends, within the ceiling, and no other is sent twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcomes, { minLength: 1, maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 8 }),
      async (script, arrivals, ceiling) => {
        now = start;
        store = memoryStore();
        const times: number[] = [];
        const channel = channelThat(({ id }, count) => {
          if (!id.startsWith('ceiling')) times.push(now);
          return script[count - 1] ?? { is: 'sent' };
        });
        const ports = portsOf([channel], { ceiling });
        for (let at = 0; at < 6000; at += 1) {
          const arriving = arrivals.flatMap((when, place) => (when === at ? [`n${place}`] : []));
          if (arriving.length > 0) await put(arriving, [channel]);
          if (at <= 90 || [...store.items.values()].some(({ due }) => due !== undefined)) await run(1, ports);
          else break;
        }
        const items = [...store.items.values()].filter(({ key }) => key.partition === 'outbox#c').map(outgoingIn);
        expect(items.filter(({ state }) => dueAt(state) !== undefined)).toEqual([]);
        const perHour = new Map<number, number>();
        for (const time of times) perHour.set(Math.floor(time / hour), (perHour.get(Math.floor(time / hour)) ?? 0) + 1);
        expect(Math.max(0, ...perHour.values())).toBeLessThanOrEqual(ceiling);
        const arrived = channel.told
          .filter((_, place) => (script[place] ?? { is: 'sent' }).is === 'sent')
          .map(({ id }) => id);
        expect(new Set(arrived).size).toBe(arrived.length);
      },
    ),
    { numRuns: 60 },
  );
});

/** Lets what is under way go on. */
async function until(holds: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 1000 && !holds(); turn += 1) await new Promise((next) => setImmediate(next));
  return holds();
}
