import { storeNotice } from '../../../src/delivery/outbox/outbox';
import { changesOf } from '../../../src/incident/keys';
import { takeInChange, type HeardEvent } from '../../../src/incident/closing/take-in-changes';
import type { Rechecked } from '../../../src/incident/life/after-recheck';
import { incidentsNamed } from '../../../src/incident/flow/symptoms';
import { tellClosing } from '../../../src/incident/notices/tell-closing';
import { tellOpening, type TellPorts } from '../../../src/incident/notices/tell';
import type { Notice } from '../../../src/incident/notices/types';
import { headlineOf } from '../../../src/report/notice/words';
import { memoryStore, type MemoryStore } from '../memory-store';
import { incidentsIn, openHarness, type Harness, type HarnessEvent, type HarnessOptions } from '../harness';

const start = Date.parse('2026-11-20T08:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const arn = 'arn:aws:s3:::bucket';
const cause = { layer: 'bucket-policy', policy: arn, statement: 'Deny' };
const causeOf: HarnessOptions['causeOf'] = () => ({ cause, cites: [arn] });
const denied = (id: string, time: number): HarnessEvent => ({
  id,
  time,
  service: 's3',
  parts: { who: 'role', action: 's3:GetObject', place: 'bucket b', errorClass: 'authorization', reason: 'none' },
});
const heard = (id: string, time: number, resources: readonly string[] = ['bucket']): HeardEvent => ({
  place: { account: '1', region: 'r' },
  time,
  made: {
    subject: { thing: 'bucket', name: 'bucket' },
    change: {
      eventId: id,
      time: new Date(time).toISOString(),
      actor: 'arn:aws:iam::1:user/sam',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      account: '1',
      region: 'r',
      resources,
      sets: [],
    },
  },
});
const by = {
  eventId: 'fix',
  eventName: 'PutBucketPolicy',
  time: '2026-11-20T10:00:00Z',
  actor: 'arn:aws:iam::1:user/sam',
};
const allowed: Rechecked = { is: 'allowed', by };
const otherwise: Rechecked = {
  is: 'denied',
  causes: [
    { layer: 'service-control-policies', outcome: 'denies', action: 's3:GetObject', policy: { type: 'SCP', arn: 'p' } },
  ],
  title: { is: 'denied-by', text: 'SCP `P` › `No`' },
  unknown: [],
};
const still: Rechecked = {
  is: 'denied',
  causes: [
    {
      layer: 'bucket-policy',
      outcome: 'denies',
      action: 's3:GetObject',
      policy: { type: 'b', arn },
      statement: { sid: 'Deny', index: 0 },
    },
  ],
  title: { is: 'denied-by', text: 'it' },
  unknown: [],
};

/** As the step `report` does. */
const report: NonNullable<HarnessOptions['report']> = async ({ notice, incident: id = '' }, run, { store, now }) => {
  const ports: TellPorts = {
    store,
    now,
    storeNotice: (one, channels) => storeNotice(store, channels, { notice: one, headline: headlineOf(one) }, now()),
  };
  const incident = (await incidentsNamed(store, [id])).get(id)!;
  const title = { is: 'denied-by', text: 'it' } as const;
  if (notice === 'closed') return tellClosing(incident, ports);
  if (notice !== 'opened' && notice !== 'reopened') return;
  await tellOpening({ run, notice, headline: 'h', lines: [], title, channels: ['sns'], incident }, ports);
};

function open(rechecked: () => Rechecked, around?: HarnessOptions['around']): { store: MemoryStore; harness: Harness } {
  const store = memoryStore();
  const more = around === undefined ? {} : { around };
  return { store, harness: openHarness({ store, start, causeOf, cited: [arn], rechecked, report, ...more }) };
}
const noticesIn = (store: MemoryStore): readonly Notice[] =>
  [...store.items.values()].flatMap(({ key, value }) =>
    key.partition === 'outbox#sns' ? [(value as { readonly notice: Notice }).notice] : [],
  );
const kinds = (store: MemoryStore) => noticesIn(store).map(({ is }) => is);
const rechecksIn = ({ started }: Harness) => [...started.keys()].filter((run) => run.includes('-again-'));
const minutes = async (harness: Harness, count: number) => {
  for (let passed = 0; passed < count; passed += 1) {
    harness.now += minute;
    await harness.sweep();
    await harness.investigate();
  }
};
const incident = async (store: MemoryStore) => (await incidentsIn(store))[0]!;

/** Denied, told, and changed a while later. */
async function changed(rechecked: () => Rechecked) {
  const opened = open(rechecked);
  const { harness } = opened;
  await harness.deliver([denied('a', start)]);
  await harness.settle();
  await minutes(harness, 20);
  await takeInChange(heard('fix', harness.now), harness.ports);
  await minutes(harness, 5);
  return opened;
}

describe('a change of what an open incident cites', () => {
  test('closes it where the request is allowed now, and says by whom, once', async () => {
    const { store, harness } = await changed(() => allowed);
    expect((await incident(store)).state).toMatchObject({ is: 'closed', after: { by, notice: 'closed' } });
    expect(kinds(store)).toEqual(['opened', 'closed']);
    const [, closed] = noticesIn(store);
    // It goes where the opening one went, and into its thread.
    expect(closed).toMatchObject({ by, opening: noticesIn(store)[0]!.id, incident: { denials: 1 } });
    await minutes(harness, 60);
    expect([kinds(store), rechecksIn(harness).length]).toEqual([['opened', 'closed'], 1]);
  });

  test('says what denies by now where the cause alone is gone, and investigates the next denial', async () => {
    const { store, harness } = await changed(() => otherwise);
    expect(noticesIn(store)[1]).toMatchObject({ is: 'closed', instead: { text: 'SCP `P` › `No`' } });
    await harness.deliver([denied('b', harness.now)]);
    await minutes(harness, 3);
    expect(harness.notices.at(-1)?.notice).toBe('reopened');
  });

  test.each<[string, Rechecked]>([
    ['it still denies', still],
    ['nobody knows', { is: 'unknown' }],
    ['nothing shows what denies', { ...still, causes: [] }],
    ['something else does, and its layer could not be read', { ...otherwise, unknown: ['bucket-policy'] }],
  ])('leaves it open where %s', async (_, rechecked) => {
    const { store } = await changed(() => rechecked);
    expect([(await incident(store)).state.is, kinds(store)]).toEqual(['open', ['opened']]);
  });

  test('is one recheck, whether it comes once, in a burst, twice or late', async () => {
    const { store, harness } = open(() => still);
    await harness.deliver([denied('a', start)]);
    await harness.settle();
    await minutes(harness, 20);
    const at = harness.now;
    for (const id of ['a', 'b', 'c', 'a']) await takeInChange(heard(id, at), harness.ports);
    await minutes(harness, 6);
    await takeInChange(heard('b', at), harness.ports);
    await minutes(harness, 6);
    expect(rechecksIn(harness)).toHaveLength(1);
    expect(
      await store.list(changesOf({ account: '1', region: 'r' }, { thing: 'bucket', name: 'bucket' })),
    ).toHaveLength(3);
  });

  test('of something else starts nothing', async () => {
    const { harness } = open(() => allowed);
    await harness.deliver([denied('a', start)]);
    await harness.settle();
    await takeInChange(heard('other', harness.now, ['another-bucket']), harness.ports);
    await minutes(harness, 6);
    expect(rechecksIn(harness)).toEqual([]);
  });

  test('leaves one alone whose cause was not found', async () => {
    const store = memoryStore();
    const undetermined = { cause: { lacking: 'undetermined: x' }, cites: [] };
    const none = openHarness({
      store,
      start,
      causeOf: () => undetermined,
      cited: [arn],
      rechecked: () => allowed,
      report,
    });
    await none.deliver([denied('a', start)]);
    await none.settle();
    await takeInChange(heard('fix', none.now), none.ports);
    await minutes(none, 6);
    expect((await incident(store)).state.is).toBe('open');
    expect(rechecksIn(none)).toEqual([]);
  });
});

test('the same cause after it was fixed is reopened, and said so', async () => {
  const { store, harness } = await changed(() => allowed);
  await harness.deliver([denied('late', start + minute)]);
  await minutes(harness, 5);
  expect((await incident(store)).state.is).toBe('closed');
  await harness.deliver([denied('again', harness.now)]);
  await minutes(harness, 3);
  expect([(await incident(store)).state.is, kinds(store)]).toEqual(['open', ['opened', 'closed', 'reopened']]);
  await takeInChange(heard('second fix', harness.now), harness.ports);
  await minutes(harness, 5);
  expect(kinds(store)).toEqual(['opened', 'closed', 'reopened', 'closed']);
});

test('a fix that nobody heard is found when the incident becomes quiet', async () => {
  const { store, harness } = open(() => allowed);
  await harness.deliver([denied('a', start)]);
  await harness.settle();
  await minutes(harness, 70);
  expect([(await incident(store)).state.is, kinds(store)]).toEqual(['closed', ['opened', 'closed']]);
});

test('its request is decided again even if a sweep is killed when it becomes quiet', async () => {
  let isKilling = false;
  const { store, harness } = open(
    () => allowed,
    async (what, write) => {
      const written = await write();
      if (isKilling && what.startsWith('put incident#')) throw new Error('killed');
      return written;
    },
  );
  await harness.deliver([denied('a', start)]);
  await harness.settle();
  await minutes(harness, 50);
  isKilling = true;
  harness.now += 20 * minute;
  await expect(harness.sweep()).rejects.toThrow('killed');
  isKilling = false;
  expect((await incident(store)).state.is).toBe('quiet');
  await minutes(harness, 10);
  expect((await incident(store)).state.is).toBe('closed');
});

test('what was reopened by denials of long ago is not closed before thirty days are over', async () => {
  const { store, harness } = open(() => ({ is: 'unknown' }));
  await harness.deliver([denied('a', start - 29 * 24 * hour)]);
  await harness.settle();
  await minutes(harness, 70);
  harness.now += 2 * 24 * hour;
  await minutes(harness, 1);
  expect((await incident(store)).state.is).toBe('quiet');
});

test('what is quiet for thirty days is closed by that, without a message', async () => {
  const { store, harness } = open(() => ({ is: 'unknown' }));
  await harness.deliver([denied('a', start)]);
  await harness.settle();
  await minutes(harness, 70);
  expect((await incident(store)).state.is).toBe('quiet');
  harness.now += 30 * 24 * hour;
  await minutes(harness, 1);
  expect([(await incident(store)).state, kinds(store)]).toEqual([{ is: 'closed', since: harness.now }, ['opened']]);
});

test('a run that is lost is followed by another, and ends without effect', async () => {
  const { store, harness } = open(() => allowed);
  await harness.deliver([denied('a', start)]);
  await harness.settle();
  await takeInChange(heard('fix', harness.now), harness.ports);
  for (let passed = 0; passed < 30; passed += 1) {
    harness.now += minute;
    await harness.sweep();
  }
  expect(rechecksIn(harness)).toHaveLength(2);
  await minutes(harness, 10);
  expect(rechecksIn(harness)).toHaveLength(2);
  expect(kinds(store)).toEqual(['opened', 'closed']);
});

describe('killed at any write of the closing, before it or after', () => {
  async function live(at: number, when: 'before' | 'after') {
    let [count, isClosing] = [0, false];
    const { store, harness } = open(
      () => allowed,
      async (_, write) => {
        if (!isClosing || (count += 1) !== at) return write();
        if (when === 'after') await write();
        throw new Error('killed');
      },
    );
    const survives = async (step: () => Promise<unknown>) => {
      try {
        await step();
        return true;
      } catch {
        return false;
      }
    };
    await harness.deliver([denied('a', start), denied('b', start + 1)]);
    await harness.settle();
    await minutes(harness, 20);
    isClosing = true;
    const fix = heard('fix', harness.now);
    // What fails comes again from the queue.
    while (!(await survives(() => takeInChange(fix, harness.ports)))) harness.now += minute;
    for (let passed = 0; passed < 12; passed += 1) {
      harness.now += minute;
      await survives(harness.sweep);
      await survives(harness.investigate);
    }
    isClosing = false;
    await minutes(harness, 40);
    const { state, tally } = await incident(store);
    return { writes: count, told: kinds(store), state: state.is, denials: tally.s3 };
  }

  test('it is closed once, told once, and nothing is lost', async () => {
    const whole = await live(-1, 'before');
    expect(whole).toMatchObject({ told: ['opened', 'closed'], state: 'closed', denials: 2 });
    expect(whole.writes).toBeGreaterThan(8);
    for (let at = 1; at <= whole.writes; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const { told, state, denials } = await live(at, when);
        expect({ at, when, told, state, denials }).toEqual({ at, when, told: whole.told, state: 'closed', denials: 2 });
      }
    }
  });
});
