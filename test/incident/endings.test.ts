import { transitionOf } from '../../src/incident/life/transitions';
import { incidentItem, keys, symptomItem } from '../../src/incident/keys';
import { slotLength, slotOf } from '../../src/incident/counting/pages';
import { notYet } from '../../src/incident/flow/tally/tally-touched';
import { foldProbes } from '../../src/incident/probing/fold';
import { isRecheck } from '../../src/incident/closing/recheck';
import { fileRun } from '../../src/incident/flow/file-run';
import type { Ports } from '../../src/incident/flow/ports';
import { sweep } from '../../src/incident/flow/sweep';
import { lineUp } from '../../src/incident/flow/line-up';
import { change } from '../../src/incident/store';
import { denialsOf, type Incident, type Symptom } from '../../src/incident/types';
import { memoryStore, type MemoryStore } from './memory-store';
import { incidentsIn, openHarness, type Harness, type HarnessEvent, type HarnessOptions } from './harness';

const start = Date.parse('2026-11-20T08:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const arn = 'arn:aws:organizations::999988887777:policy/o-a/service_control_policy/p-1';
const causeOf: HarnessOptions['causeOf'] = ({ who, policyArn }) =>
  policyArn === undefined
    ? { cause: { layer: 'a', lacking: who }, cites: [] }
    : { cause: { layer: 'b', policy: policyArn }, cites: [policyArn] };
const event = (id: string, time = start, parts: Partial<HarnessEvent['parts']> = {}): HarnessEvent => ({
  id,
  time,
  service: 's3',
  parts: {
    who: 'role',
    action: 's3:GetObject',
    place: 'bucket',
    errorClass: 'authorization',
    reason: 'none',
    ...parts,
  },
});

let store: MemoryStore;
let harness: Harness;
beforeEach(() => {
  store = memoryStore();
  harness = openHarness({ store, start, causeOf });
});
const symptoms = () =>
  [...store.items.values()].flatMap(({ key, value }) =>
    key.partition.startsWith('symptom#') ? [value as Symptom] : [],
  );
const only = () => symptoms()[0]!;
const runOf = ({ state }: Symptom) => (state.is === 'investigating' ? state.run : '');
const minutes = async (count: number) => {
  for (let passed = 0; passed < count; passed += 1) {
    harness.now += minute;
    await harness.sweep();
  }
};

describe('an execution that failed', () => {
  const fail = (transient: boolean) => fileRun(runOf(only()), only().id, { is: 'failed', transient }, harness.ports);

  test('for a passing reason frees its symptom, and a sweep starts the next', async () => {
    await harness.deliver([event('a')]);
    expect(await fail(true)).toEqual({ notice: 'none' });
    expect(only().state).toMatchObject({ is: 'waiting', why: 'failed' });
    await minutes(1);
    expect([only().attempts, only().state.is, harness.started.size]).toEqual([2, 'investigating', 2]);
    await harness.investigate();
    expect(harness.notices.map(({ notice }) => notice)).toContain('opened');
  });

  test('three times is told, and tried again when it is denied hours later', async () => {
    await harness.deliver([event('a')]);
    const notices: string[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      notices.push((await fail(true)).notice);
      await minutes(1);
    }
    expect([notices, only().state.is]).toEqual([['none', 'none', 'failed'], 'given-up']);
    await harness.deliver([event('soon', harness.now)]);
    await minutes(2);
    expect(only().state.is).toBe('given-up');
    harness.now += 7 * hour;
    await harness.deliver([event('later', harness.now)]);
    await minutes(2);
    expect(only().state.is).toBe('investigating');
  });

  test('for another reason is told at once', async () => {
    await harness.deliver([event('a')]);
    expect([await fail(false), only().state.is]).toEqual([{ notice: 'failed' }, 'given-up']);
  });

  test('is told once, however often the step is repeated, and says so each time', async () => {
    await harness.deliver([event('a')]);
    const run = runOf(only());
    const again = () => fileRun(run, only().id, { is: 'failed', transient: false }, harness.ports);
    expect([await again(), await again()]).toEqual([{ notice: 'failed' }, { notice: 'failed' }]);
  });

  test('frees those that wait for its answer about a policy', async () => {
    const named = { policyArn: arn };
    await harness.deliver([event('a', start, named), event('b', start, { ...named, who: 'another' })]);
    const asking = symptoms().find(({ state }) => state.is === 'investigating')!;
    await fileRun(runOf(asking), asking.id, { is: 'failed', transient: false }, harness.ports);
    await minutes(2);
    expect(
      symptoms()
        .map(({ state }) => state.is)
        .toSorted(),
    ).toEqual(['given-up', 'investigating']);
  });
});

test('an execution of which nothing is heard is started again, and frees its symptom in the end', async () => {
  await harness.deliver([event('a')]);
  const first = runOf(only());
  harness.started.clear();
  await minutes(3);
  expect([...harness.started.keys()]).toEqual([first]);
  await minutes(30);
  expect(only().attempts).toBe(2);
});

test('an execution that can never start is given up, and who waits for its answer is investigated', async () => {
  await harness.deliver([event('a', start, { policyArn: arn })]);
  await harness.deliver([event('b', start, { policyArn: arn, who: 'another' })]);
  const { evidence, executions } = harness.ports;
  const lost: Ports = {
    ...harness.ports,
    evidence: { ...evidence, read: () => Promise.reject(new Error('NoSuchKey')) },
    executions: { ...executions, start: () => Promise.reject(new Error('it was lost')) },
  };
  for (let passed = 0; passed < 90; passed += 1) {
    harness.now += minute;
    await sweep(lost);
  }
  const [asking] = symptoms().filter(({ who }) => who === 'role');
  expect([asking?.attempts, asking?.state.is]).toEqual([3, 'given-up']);
  await minutes(1);
  expect(symptoms().find(({ who }) => who === 'another')?.state.is).toBe('investigating');
});

test('a symptom is kept no longer than its record, however often it is written', () => {
  const days = 86_400_000;
  const [early, late] = [start, start + 100 * days].map((since) =>
    symptomItem({ ...symptomOf, state: { is: 'waiting', why: 'failed', since } }),
  );
  expect([early?.expires, late?.expires]).toEqual([start + 110 * days, start + 110 * days]);
});
const symptomOf = { ...event('a').parts, id: 'v2-1', firstSeen: start, attempts: 0, records: [] };

describe('an incident', () => {
  const incident = async () => (await incidentsIn(store))[0]!;
  const close = async () => {
    const { id } = await incident();
    await change<Incident>(store, keys.incident(id), (was) =>
      incidentItem({ ...was!, state: { is: 'closed', since: harness.now } }, harness.now),
    );
  };

  test('without denials for an hour is quiet, and wakes without a message', async () => {
    await harness.deliver([event('a')]);
    await harness.settle();
    await minutes(70);
    expect((await incident()).state.is).toBe('quiet');
    await harness.deliver([event('b', harness.now)]);
    await minutes(1);
    expect([(await incident()).state.is, denialsOf((await incident()).tally)]).toEqual(['open', 2]);
    expect(harness.notices).toHaveLength(1);
  });

  test('that was closed is investigated when it is denied again, and reopened if it is the same cause', async () => {
    await harness.deliver([event('a')]);
    await harness.settle();
    harness.now += hour;
    await close();
    await harness.deliver([event('late', start + 1)]);
    await minutes(2);
    // That was before the closing.
    expect([harness.started.size, denialsOf((await incident()).tally)]).toEqual([1, 2]);
    await harness.deliver([event('again', harness.now)]);
    await harness.settle();
    expect(harness.notices.map(({ notice }) => notice)).toEqual(['opened', 'reopened']);
    expect([(await incident()).state.is, denialsOf((await incident()).tally)]).toEqual(['open', 3]);
  });

  test('that was closed takes no new symptom by the policy that AWS names', async () => {
    await harness.deliver([event('a', start, { policyArn: arn })]);
    await harness.settle();
    await close();
    harness.now += hour;
    await harness.deliver([event('b', harness.now, { policyArn: arn, who: 'another' })]);
    expect(harness.started.size).toBe(2);
  });

  test('that was closed is investigated for what AWS’s text alone had joined to it', async () => {
    const named = { policyArn: arn, who: 'another' };
    await harness.deliver([event('a', start, { policyArn: arn }), event('b', start, named)]);
    await harness.settle();
    expect([harness.started.size, denialsOf((await incident()).tally)]).toEqual([1, 2]);
    await close();
    harness.now += hour;
    await harness.deliver([event('again', harness.now, named)]);
    await minutes(2);
    expect([...harness.started.values()].map(({ who }) => who)).toEqual(['role', 'another']);
  });

  test('of a probe that is over is no answer to what one of its requests is denied by now', async () => {
    const tried = (place: string) => event(`${place} ${harness.now}`, harness.now, { place });
    const investigations = () => [...harness.started].flatMap(([run, { place }]) => (isRecheck(run) ? [] : [place]));
    const buckets = Array.from({ length: 20 }, (_, at) => `bucket ${at}`);
    const fold = () => foldProbes({ store, now: () => harness.now, silences: [], tell: async () => undefined });
    await harness.deliver(buckets.map(tried));
    await fold();
    await harness.settle();
    const [investigated, ...more] = investigations();
    expect(more).toEqual([]);
    const other = buckets.find((bucket) => bucket !== investigated)!;
    harness.now += 12 * hour;
    await harness.deliver([tried(other)]);
    await minutes(1);
    expect(investigations()).toHaveLength(1);
    // As a scanner does every night.
    harness.now += 13 * hour;
    await harness.deliver(buckets.map(tried));
    await minutes(2);
    expect(investigations()).toHaveLength(1);
    harness.now += hour;
    await harness.deliver([tried(other)]);
    await minutes(2);
    expect(investigations()).toEqual([investigated, other]);
  });

  test('has the transitions that the flows ask for', () => {
    expect(transitionOf('closed', 'denied')?.investigate).toBe(true);
  });
});

test('slots that wait for an answer keep no newer slot from being counted', async () => {
  const named = { policyArn: arn };
  const waits = Array.from({ length: 201 }, (_, at) =>
    event(`wait ${at}`, start + at * slotLength, { ...named, who: 'another' }),
  );
  await harness.deliver([event('asks', start, named)]);
  harness.started.clear();
  await harness.deliver(waits);
  const newest = start + 300 * slotLength;
  await harness.deliver([event('new', newest, { who: 'third' })]);
  await harness.sweep();
  const [tally] = await store.get([keys.tally(notYet, slotOf(newest))]);
  expect(tally?.value).toMatchObject({ s3: 1 });
});

test('of a process that writes and does not hear of it, nothing is counted twice', async () => {
  let deaf = true;
  const around: HarnessOptions['around'] = async (what, write) => {
    const answer = await write();
    if (deaf && what.startsWith('put denials')) {
      deaf = false;
      // The SDK tries again, and finds its own item there.
      return false as typeof answer;
    }
    return answer;
  };
  harness = openHarness({ store, start, causeOf, around });
  await harness.deliver([event('a'), event('b')]);
  await harness.settle();
  expect((await incidentsIn(store)).map(({ tally }) => denialsOf(tally))).toEqual([2]);
});

test('thirty investigations at once all search in turn: CloudTrail is asked twice a second at most', async () => {
  const turns = await Promise.all(
    Array.from({ length: 30 }, (_, at) => lineUp(`run ${at}`, { store, now: () => start })),
  );
  // An investigation asks 24 times, one after the other with 510 ms between.
  const lookups = turns
    .flatMap((turn) => Array.from({ length: 24 }, (_, at) => turn + at * 510))
    .toSorted((a, b) => a - b);
  const gaps = lookups.slice(1).map((time, at) => time - lookups[at]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...turns) - start).toBeLessThan(7 * minute);
});

test('thirty that only look up what came since the denial wait half a minute at most', async () => {
  const ports = { store, now: () => start };
  const turns = await Promise.all(Array.from({ length: 30 }, (_, at) => lineUp(`run ${at}`, ports, 'since-denial')));
  expect(turns.map((turn) => turn - start).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, at) => at * 1_000),
  );
});
