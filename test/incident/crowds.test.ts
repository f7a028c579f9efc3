/** Storms of nothing but new symptoms: most of a batch have no items of their own. */
import * as fc from 'fast-check';
import { howMany } from '../../src/incident/counting/distinct';
import { decodeCrowd, encodeCrowd } from '../../src/incident/flow/batch/crowd';
import { tallyTouched } from '../../src/incident/flow/tally/tally-touched';
import { crowdedSymptoms } from '../../src/incident/flow/crowds';
import { incidentItem, keys } from '../../src/incident/keys';
import { change } from '../../src/incident/store';
import { denialsOf, type Incident, type Symptom } from '../../src/incident/types';
import { symptomId } from '../../src/request/denials/symptom';
import { memoryStore, type MemoryStore } from './memory-store';
import { expectedOf, incidentsIn, openHarness, type Harness, type HarnessEvent, type HarnessOptions } from './harness';

const start = Date.parse('2026-11-20T08:20:00Z');
const minute = 60_000;
const arn = 'arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1';
const causeOf: HarnessOptions['causeOf'] = ({ who, policyArn }) =>
  policyArn === undefined
    ? { cause: { layer: 'a', lacking: who }, cites: [] }
    : { cause: { layer: 'b', policy: policyArn }, cites: [policyArn] };
const event = (at: number, parts: Partial<HarnessEvent['parts']> = {}, time = start): HarnessEvent => ({
  id: [at, time, parts.action, parts.who].join(),
  time,
  service: 's3',
  parts: {
    who: `role ${at}`,
    action: 's3:GetObject',
    place: `bucket ${at % 7}`,
    errorClass: 'authorization',
    reason: 'none',
    ...parts,
  },
});
const many = (count: number, parts: Partial<HarnessEvent['parts']> = {}, time = start) =>
  Array.from({ length: count }, (_, at) => event(at, parts, time));
const open = (more: Partial<HarnessOptions> = {}): { store: MemoryStore; harness: Harness } => {
  const store = memoryStore();
  return { store, harness: openHarness({ store, start, burst: 300, causeOf, ...more }) };
};
const itemsIn = ({ items }: MemoryStore) => [...items.keys()].filter((name) => name.startsWith('symptom#')).length;
const seenIn = async (store: MemoryStore) =>
  Object.fromEntries(
    (await incidentsIn(store)).map(({ id, tally }) => [
      id,
      {
        denials: denialsOf(tally),
        principals: howMany(tally.principals).count,
        places: howMany(tally.places).count,
        first: tally.first,
        last: tally.last,
      },
    ]),
  );

test('a crowd is what was put into it', () => {
  const parts = fc.record({ who: fc.string(), action: fc.string(), place: fc.string(), reason: fc.string() });
  const record = fc.record({
    service: fc.constantFrom('s3', 'kms'),
    object: fc.string(),
    from: fc.nat(),
    to: fc.nat(),
  });
  const symptoms = fc.array(
    fc.record({ parts, own: fc.boolean(), policy: fc.boolean(), firstSeen: fc.nat(), records: fc.array(record) }),
  );
  fc.assert(
    fc.property(symptoms, fc.boolean(), (given, stranger) => {
      const crowd = given.map(({ parts, own, policy, firstSeen, records }): Symptom => {
        const all = { ...parts, errorClass: 'authorization', ...(policy ? { policyArn: arn } : {}) };
        return {
          ...all,
          id: own ? symptomId({ ...all, who: 'another name' }) : symptomId(all),
          ...(stranger ? { stranger } : {}),
          firstSeen,
          attempts: 0,
          state: { is: 'waiting', why: policy ? 'same-policy' : 'over-budget', since: firstSeen },
          records,
        };
      });
      expect(decodeCrowd(encodeCrowd(crowd), stranger)).toEqual(crowd);
    }),
  );
});

test('of a batch of new symptoms few have items, and all are investigated and counted in the end', async () => {
  const { store, harness } = open();
  const events = many(300);
  await harness.deliver(events);
  expect(itemsIn(store)).toBeLessThanOrEqual(25);
  expect((await crowdedSymptoms('ours', store)) + itemsIn(store)).toBe(300);
  await harness.settle();
  expect(await crowdedSymptoms('ours', store)).toBe(0);
  expect(await seenIn(store)).toEqual(expectedOf(events, causeOf));
});

test('what one policy denies is counted without an item for each', async () => {
  const { store, harness } = open();
  const events = [...many(300, { policyArn: arn }), ...many(300, { policyArn: arn }, start + 12 * minute)];
  await harness.deliver(events.slice(0, 300));
  await harness.deliver(events.slice(300));
  await harness.settle();
  expect(harness.started.size).toBe(1);
  expect(itemsIn(store)).toBeLessThan(220);
  expect(await seenIn(store)).toEqual(expectedOf(events, causeOf));
});

test('where the policy that AWS names is not the cause, each is investigated', async () => {
  const other: HarnessOptions['causeOf'] = ({ who }) => ({ cause: { layer: 'a', lacking: who }, cites: [] });
  const { store, harness } = open({ causeOf: other });
  const events = many(150, { policyArn: arn });
  await harness.deliver(events);
  await harness.settle();
  expect(await seenIn(store)).toEqual(expectedOf(events, other));
});

test('what a policy explains that is found later is counted to its incident', async () => {
  const { store, harness } = open({ burst: 2 });
  const policies = (who: string, time: number) =>
    Array.from({ length: 150 }, (_, at) => event(at, { who: `${who} ${at}`, policyArn: `${arn}-${at}` }, time));
  const storm = many(300);
  const [first, second] = [policies('one', start), policies('other', start + 25 * minute)];
  for (let at = 0; at < storm.length; at += 75) await harness.deliver(storm.slice(at, at + 75));
  await harness.deliver(first);
  // Tallied, while so many wait that no crowd is listed.
  await harness.sweep();
  harness.now = start + 26 * minute;
  await harness.deliver(second);
  await harness.settle();
  expect(await seenIn(store)).toEqual(expectedOf([...storm, ...first, ...second], causeOf));
});

test('… also where nobody had asked about it when the crowd was tallied', async () => {
  const { store, harness } = open({ burst: 2 });
  const rarer = Array.from({ length: 100 }, (_, at) =>
    event(at, { who: `rare ${at}`, place: `rare ${at}` }, start + 40 * minute),
  );
  const named = (who: string, time: number) =>
    Array.from({ length: 30 }, (_, at) => event(at, { who, place: 'one', policyArn: `${arn}-${at}` }, time));
  const [first, second] = [named('one', start + 20 * minute), named('other', start + 45 * minute)];
  harness.now = start + 46 * minute;
  await harness.deliver([...rarer, ...first]);
  const ids = first.map(({ parts }) => keys.symptom(symptomId(parts)));
  await expect(store.get(ids)).resolves.toEqual([]);
  await tallyTouched(harness.ports);
  await harness.deliver(second);
  await harness.settle();
  // All were explained: none has come to an item.
  await expect(store.get(ids)).resolves.toEqual([]);
  expect(await seenIn(store)).toEqual(expectedOf([...rarer, ...first, ...second], causeOf));
});

test('one of a crowd is investigated when it is denied after its incident was closed', async () => {
  const { store, harness } = open();
  await harness.deliver(many(300, { policyArn: arn }));
  await harness.settle();
  const [{ id }] = (await incidentsIn(store)) as [Incident];
  await change<Incident>(store, keys.incident(id), (was) =>
    incidentItem({ ...was!, state: { is: 'closed', since: harness.now } }, harness.now),
  );
  const [member] = [...harness.started.values()];
  const others = many(300, { policyArn: arn }, harness.now + minute).filter(({ parts }) => parts.who !== member?.who);
  harness.now += 2 * minute;
  await harness.deliver(others);
  await harness.settle();
  expect(harness.started.size).toBe(2);
  expect(harness.notices.map(({ notice }) => notice)).toContain('reopened');
});

test('a lone one among many is investigated at once', async () => {
  const { harness } = open({ burst: 3 });
  const lone = event(999, { who: 'lone', place: 'lone', reason: 'explicit permissions boundary' });
  await harness.deliver([...many(900), lone]);
  expect([...harness.started.values()].map(({ who }) => who)).toContain('lone');
});

test('strangers in crowds hold up nothing of ours', async () => {
  const { harness } = open();
  await harness.deliver([...many(500, { stranger: true }), event(1_000)]);
  expect([...harness.started.values()].map(({ who }) => who)).toContain('role 1000');
});

test.each([['first'], ['second']])('in any order, twice, in two processes (%s): the same', async (which) => {
  const { store, harness } = open();
  const events = [...many(260), ...many(260, {}, start + 15 * minute)];
  const mixed = which === 'first' ? events : events.toReversed();
  for (const batch of [mixed.slice(0, 300), mixed.slice(300), mixed.slice(100, 400)]) {
    await harness.deliver(batch);
    harness.restart();
  }
  await harness.settle();
  expect(await seenIn(store)).toEqual(expectedOf(events, causeOf));
});

describe('killed at any write, before it or after', () => {
  async function live(at: number, when: 'before' | 'after') {
    let [count, isKilling] = [0, true];
    const { store, harness } = open({
      around: async (_, write) => {
        if (!isKilling || (count += 1) !== at) return write();
        if (when === 'after') await write();
        throw new Error('killed');
      },
    });
    const survives = async (step: () => Promise<unknown>) =>
      step().then(
        () => true,
        () => false,
      );
    const events = [...many(30), ...many(60, { policyArn: arn, action: 's3:PutObject' })];
    // What fails comes again from the queue.
    for (let delivery = 0; delivery < 3; delivery += 1) {
      const failed = await harness.deliver(events).then(
        ({ failed }) => failed.size,
        () => 1,
      );
      if (failed === 0) break;
      harness.restart();
    }
    for (let passed = 0; passed < 3; passed += 1) {
      harness.now += minute;
      await survives(harness.sweep);
      await survives(harness.investigate);
    }
    isKilling = false;
    await harness.settle();
    return { writes: count, seen: await seenIn(store), expected: expectedOf(events, causeOf) };
  }

  test('nothing is lost or counted twice', async () => {
    const { writes } = await live(-1, 'before');
    for (let at = 1; at <= writes; at += 4) {
      for (const when of ['before', 'after'] as const) {
        const { seen, expected } = await live(at, when);
        expect({ at, when, seen }).toEqual({ at, when, seen: expected });
      }
    }
  });
});
