import * as fc from 'fast-check';
import { howMany } from '../../src/incident/counting/distinct';
import { keys } from '../../src/incident/keys';
import { symptomId } from '../../src/request/denials/symptom';
import { take } from '../../src/incident/flow/symptoms';
import { denialsOf } from '../../src/incident/types';
import { sweep } from '../../src/incident/flow/sweep';
import type { Store } from '../../src/incident/store';
import { memoryStore } from './memory-store';
import { expectedOf, incidentsIn, openHarness, type HarnessEvent, type HarnessOptions } from './harness';

const start = Date.parse('2026-11-20T08:00:00Z');
/** The last denial was half an hour ago. */
const arrival = start + 3_240_000;
const week = 7 * 86_400_000;
const scp = (id: number) => `arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-${id}`;

/** Where AWS names a policy, it is the cause but for one, which AWS names wrongly; else the reason's layer is. */
const causeOf: HarnessOptions['causeOf'] = ({ policyArn, reason, who }) => {
  if (policyArn === scp(2)) return { cause: { layer: 'another', lacking: who }, cites: [] };
  if (policyArn !== undefined)
    return { cause: { layer: 'organization', policy: policyArn, statement: 'Deny' }, cites: [policyArn] };
  return { cause: { layer: reason, lacking: who }, cites: [] };
};

const event = (at: number, spread: number): HarnessEvent => ({
  id: `event ${at}`,
  time: start + (at % 7) * 240_000,
  service: at % 11 === 0 ? 'kms' : 's3',
  parts: {
    who: `role ${at % spread}`,
    action: 's3:GetObject',
    place: `bucket ${at % 3}`,
    errorClass: 'authorization',
    reason: at % 4 === 0 ? 'implicit identity-based policy' : 'explicit service control policy',
    ...(at % 4 === 0 ? {} : { policyArn: scp(at % 3) }),
  },
});
const events = (count: number, spread = 4) => Array.from({ length: count }, (_, at) => event(at, spread));

async function seenIn(store: Store) {
  const incidents = await incidentsIn(store);
  return Object.fromEntries(
    incidents.map(({ id, tally }) => {
      const { first, last, principals, places } = tally;
      return [
        id,
        {
          denials: denialsOf(tally),
          principals: howMany(principals).count,
          places: howMany(places).count,
          first,
          last,
        },
      ];
    }),
  );
}

const chunks = (all: readonly HarnessEvent[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

test('denials with one cause are one incident with all its numbers', async () => {
  const store = memoryStore();
  const harness = openHarness({ store, start: arrival, causeOf });
  const all = events(300, 20);
  for (const batch of chunks(all, 50)) expect((await harness.deliver(batch)).failed.size).toBe(0);
  await harness.settle();
  expect(await seenIn(store)).toEqual(expectedOf(all, causeOf));
  const opened = harness.notices.filter(({ notice }) => notice !== 'none');
  expect(new Set(opened.map(({ incident }) => incident)).size).toBe(opened.length);
  expect(opened.map(({ notice }) => notice)).toEqual(opened.map(() => 'opened'));
});

test('of hundreds that one policy denies, one is investigated', async () => {
  const harness = openHarness({ store: memoryStore(), start: arrival, causeOf });
  const all = Array.from({ length: 400 }, (_, at) => ({
    ...event(1, 4),
    id: `event ${at}`,
    parts: { ...event(1, 4).parts, who: `role ${at}`, policyArn: scp(1) },
  }));
  for (const batch of chunks(all, 100)) await harness.deliver(batch);
  await harness.settle();
  await harness.deliver([{ ...all[0]!, id: 'later', parts: { ...all[0]!.parts, who: 'another role' } }]);
  await harness.settle();
  expect(harness.started.size).toBe(1);
  const [incident] = await incidentsIn(harness.ports.store);
  expect([denialsOf(incident!.tally), howMany(incident!.tally.principals)]).toEqual([401, { count: 401, exact: true }]);
});

test('the same events in any order, twice and late, in any batches, are the same incidents', async () => {
  const all = events(60);
  const order = fc.shuffledSubarray([...all, ...all.slice(0, 25)], { minLength: 85, maxLength: 85 });
  await fc.assert(
    fc.asyncProperty(
      order,
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(3), { maxLength: 12 }),
      async (shuffled, size, pauses) => {
        const store = memoryStore();
        const harness = openHarness({ store, start: arrival, causeOf });
        for (const [at, batch] of chunks(shuffled, size).entries()) {
          await harness.deliver(batch);
          const pause = pauses[at] ?? 0;
          if (pause === 1) await harness.sweep();
          if (pause === 2) await harness.settle();
          if (pause === 3) {
            harness.restart();
            harness.now = Math.min(harness.now + week, arrival + 3 * week);
          }
        }
        await harness.settle();
        expect(await seenIn(store)).toEqual(expectedOf(all, causeOf));
      },
    ),
    { numRuns: 40 },
  );
});

test('two intakes at once count each record once', async () => {
  const store = memoryStore();
  const [one, other] = [
    openHarness({ store, start: arrival, causeOf }),
    openHarness({ store, start: arrival, causeOf }),
  ];
  const all = events(200);
  await Promise.all([
    ...chunks(all, 30).map((batch) => one.deliver(batch)),
    ...chunks(all.toReversed(), 25).map((batch) => other.deliver(batch)),
  ]);
  await one.investigate();
  await other.investigate();
  await one.settle();
  expect(await seenIn(store)).toEqual(expectedOf(all, causeOf));
});

describe('killed at any write, before it or after', () => {
  /** Counts writes; at one of them the process dies. */
  function killer(at: number, when: 'before' | 'after') {
    let count = 0;
    let killed = '';
    const around: HarnessOptions['around'] = async (what, write) => {
      count += 1;
      if (count !== at) return write();
      killed = what;
      if (when === 'after') await write();
      throw new Error(`killed ${when} ${what}`);
    };
    return { around, writes: () => count, what: () => killed };
  }

  async function live(around: HarnessOptions['around']) {
    const store = memoryStore();
    const harness = openHarness({ store, start: arrival, causeOf, ...(around === undefined ? {} : { around }) });
    const all = events(24);
    const survives = async (step: () => Promise<unknown>) => {
      try {
        await step();
        return true;
      } catch {
        harness.restart();
        return false;
      }
    };
    for (const batch of chunks(all, 8)) {
      let again = batch as readonly HarnessEvent[];
      for (let delivery = 0; delivery < 4 && again.length > 0; delivery += 1) {
        let failed: ReadonlySet<string> | undefined;
        const done = await survives(async () => (failed = (await harness.deliver(again)).failed));
        again = done ? again.filter(({ id }) => failed?.has(id) === true) : again;
      }
      expect(again).toEqual([]);
      await survives(harness.sweep);
    }
    // A step that died is retried by the state machine.
    for (let attempt = 0; attempt < 3; attempt += 1) await survives(harness.settle);
    await harness.settle();
    return { seen: await seenIn(store), notices: harness.notices };
  }

  test('nothing is lost and nothing is counted or told twice', async () => {
    const counting = killer(-1, 'before');
    const whole = await live(counting.around);
    expect(whole.seen).toEqual(expectedOf(events(24), causeOf));
    expect(counting.writes()).toBeGreaterThan(60);
    const told = (notices: typeof whole.notices) =>
      notices.flatMap(({ notice, incident }) => (notice === 'none' ? [] : [`${notice} ${incident}`])).toSorted();
    for (let at = 1; at <= counting.writes(); at += 1) {
      for (const when of ['before', 'after'] as const) {
        const killing = killer(at, when);
        const lived = await live(killing.around);
        expect({ at, when, what: killing.what(), seen: lived.seen, told: told(lived.notices) }).toMatchObject({
          seen: whole.seen,
          told: told(whole.notices),
        });
      }
    }
  });
});

describe('strangers', () => {
  /** Each is a symptom of its own, as one account with many roles and calls can make them. */
  const flood = (count: number, from: number): readonly HarnessEvent[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `stranger ${from + at}`,
      time: start + ((from + at) % 7) * 240_000,
      service: 's3',
      parts: {
        who: `role 666666666666 r${from + at}`,
        action: 's3:GetObject',
        place: `bucket ${at % 3}`,
        errorClass: 'authorization',
        reason: 'none',
        stranger: true,
      },
    }));
  const lone: HarnessEvent = {
    id: 'ours',
    time: start,
    service: 's3',
    parts: { who: 'role app', action: 's3:GetObject', place: 'bucket 1', errorClass: 'authorization', reason: 'none' },
  };
  const startedOf = (harness: ReturnType<typeof openHarness>) => [...harness.started.values()].map(({ who }) => who);

  test('who flood us start little, and hold up nothing of ours', async () => {
    const harness = openHarness({ store: memoryStore(), start: arrival, causeOf });
    for (const batch of chunks(flood(2_000, 0), 500)) await harness.deliver(batch);
    expect(harness.started.size).toBe(1);
    // While theirs wait, and with the same reason as ours.
    await harness.deliver([lone]);
    expect(startedOf(harness)).toContain('role app');
    for (let minute = 0; minute < 10; minute += 1) {
      harness.now += 60_000;
      await harness.investigate();
      await harness.sweep();
    }
    expect(harness.started.size).toBeLessThanOrEqual(1 + 1 + 10);
  });

  test('what waits of ours is found behind thousands of theirs', async () => {
    const harness = openHarness({ store: memoryStore(), start: arrival, burst: 0, causeOf });
    await harness.deliver([lone]);
    expect(harness.started.size).toBe(0);
    for (const batch of chunks(flood(2_000, 0), 500)) await harness.deliver(batch);
    harness.now += 60_000;
    await sweep({ ...harness.ports, limits: { ...harness.ports.limits, burst: 5 } });
    expect(startedOf(harness)).toContain('role app');
  });

  test('nothing of ours waits for what a stranger asks of a policy', async () => {
    const harness = openHarness({ store: memoryStore(), start: arrival, causeOf });
    const [theirs] = flood(1, 0);
    await harness.deliver([{ ...theirs!, parts: { ...theirs!.parts, policyArn: scp(1) } }]);
    await harness.deliver([{ ...lone, parts: { ...lone.parts, policyArn: scp(1) } }]);
    expect(startedOf(harness)).toEqual(['role 666666666666 r0', 'role app']);
  });

  test('spend a quarter of the month’s money at most, and together with us no more than all of it', async () => {
    const store = memoryStore();
    // So much for 40 investigations.
    const limits = { burst: 1_000, perMinute: 1_000, monthlyDollars: 0.052, price: 1_300 };
    let now = arrival;
    const ports = { store, limits, now: () => now, note: () => undefined };
    let theirs = 0;
    for (let minute = 0; minute < 60; minute += 1, now += 60_000) theirs += await take(ports, 100, 'strangers');
    expect(theirs).toBe(10);
    expect(await take(ports, 100)).toBe(30);
    expect(await take(ports, 100, 'strangers')).toBe(0);
  });

  test.each([
    ['in one batch, and comes second', [0, 2]],
    ['in a later batch', [0, 1]],
  ])('are none where a copy knows the caller as ours, %s', async (_, [first, size]) => {
    const [theirs] = flood(1, 0);
    const { stranger: _stranger, ...parts } = theirs!.parts;
    const copies = [theirs!, { ...theirs!, id: 'copy', parts }];
    const store = memoryStore();
    const harness = openHarness({ store, start: arrival, causeOf });
    // The strangers' only one.
    await harness.deliver(flood(1, 1));
    for (const batch of chunks(copies.slice(first), size!)) await harness.deliver(batch);
    harness.now += 60_000;
    await harness.sweep();
    expect(await store.due('waiting-strangers', { most: 9 })).toEqual([]);
    const [kept] = await store.get([keys.symptom(symptomId(parts))]);
    expect(kept?.value).not.toHaveProperty('stranger');
  });
});
