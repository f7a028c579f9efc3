import { incidentId } from '../../src/incident/cause';
import { incidentItem, keys, symptomItem } from '../../src/incident/keys';
import { foldProbes } from '../../src/incident/probing/fold';
import { causeOfProbe } from '../../src/incident/probing/probing';
import { admit } from '../../src/incident/flow/admit';
import { change } from '../../src/incident/store';
import type { Incident, Symptom } from '../../src/incident/types';
import { knownNoise } from '../../src/incident/silences/defaults';
import type { Silence } from '../../src/incident/silences/schema';
import { memoryStore, type MemoryStore } from './memory-store';

const now = Date.parse('2030-01-01T12:00:00Z');
const who = 'role 111122223333 scanner';
const id = incidentId(causeOfProbe(who));

const day = 86_400_000;

let store: MemoryStore;
let told: string[];
let time: number;
let silences: Silence[];
beforeEach(() => {
  store = memoryStore();
  told = [];
  time = now;
  silences = [];
});

const symptom = (name: string, of = who): Symptom => ({
  id: name,
  who: of,
  place: `bucket ${name}`,
  action: 's3:GetObject',
  errorClass: 'authorization',
  reason: 'none',
  firstSeen: time,
  attempts: 0,
  records: [],
  state: { is: 'waiting', why: 'over-budget', since: time },
});
const wait = (symptoms: readonly Symptom[]) =>
  Promise.all(symptoms.map((one) => change<Symptom>(store, keys.symptom(one.id), () => symptomItem(one))));
const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => symptom(`b${from + at}`));
const fold = (tell = async ({ id, opened }: Incident) => void told.push(`${id} ${opened.notice}`)) =>
  foldProbes({ store, now: () => time, silences, tell });
const theIncident = async () => (await store.get([keys.incident(id)]))[0]?.value as Incident | undefined;
/** All but the one that is investigated for all of them. */
async function others(symptoms: readonly Symptom[]) {
  const look = (await theIncident())?.look;
  expect(symptoms.map((one) => one.id)).toContain(look);
  return states(symptoms.filter((one) => one.id !== look));
}
async function states(symptoms: readonly Symptom[]) {
  const found = await store.get(symptoms.map((one) => keys.symptom(one.id)));
  expect(found).toHaveLength(symptoms.length);
  return found.map(({ value }) => (value as Symptom).state);
}

test('what a probing caller tries joins one incident, and nobody else does', async () => {
  const other = symptom('elsewhere', 'role 111122223333 app');
  await wait([...many(20), other]);
  await fold();
  expect(told).toEqual([`${id} opened`]);
  for (const state of await others(many(20)))
    expect(state).toMatchObject({ is: 'joined', incident: id, recount: true });
  expect(await states([other])).toMatchObject([{ is: 'waiting' }]);
});

test('what it tries after that joins too, and is not told again', async () => {
  await wait(many(20));
  await fold();
  await wait(many(3, 20));
  await fold();
  expect(told).toEqual([`${id} opened`]);
  for (const state of await others(many(23))) expect(state).toMatchObject({ is: 'joined', incident: id });
});

test('killed while it is told, it is told again and lost nothing', async () => {
  await wait(many(20));
  await expect(fold(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
  for (const state of await states(many(20))) expect(state.is).toBe('waiting');
  await fold();
  expect(told).toEqual([`${id} opened`]);
  for (const state of await others(many(20))) expect(state.is).toBe('joined');
});

describe('is no probe', () => {
  test.each<[string, Partial<Symptom>]>([
    ['what something denies explicitly', { reason: 'explicit service control policy' }],
    ['where AWS names a policy', { policyArn: 'arn:aws:iam::111122223333:policy/p' }],
    ['what is no matter of rights', { errorClass: 'key-state' }],
    ['what an anonymous caller tries', { who: 'anonymous' }],
    ['what an account tries whose names nobody knows', { who: 'account 444455556666' }],
    ['what is to be investigated again', { state: { is: 'waiting', why: 'failed', since: now } }],
  ])('%s', async (_, parts) => {
    const symptoms = many(20).map((one) => ({ ...one, ...parts }));
    await wait(symptoms);
    await fold();
    expect(told).toEqual([]);
    for (const { is } of await states(symptoms)) expect(is).toBe('waiting');
  });

  test('nor joins it one of these later', async () => {
    await wait(many(20));
    await fold();
    const denied = { ...symptom('denied'), reason: 'explicit service control policy' };
    await wait([denied]);
    await fold();
    expect(await states([denied])).toMatchObject([{ is: 'waiting' }]);
  });
});

describe('a second probe', () => {
  const first = async () => {
    await wait(many(20));
    await fold();
    told = [];
  };
  const become = (state: Incident['state']) =>
    change<Incident>(store, keys.incident(id), (was) => incidentItem({ ...was!, state }, time));

  test('a day later is told as one that is back', async () => {
    await first();
    time += day;
    await wait(many(20, 20));
    await fold();
    expect(told).toEqual([`${id} reopened`]);
    for (const state of await others(many(20, 20))) expect(state).toMatchObject({ is: 'joined', incident: id });
  });

  test('after the first went quiet is told too', async () => {
    await first();
    await become({ is: 'quiet', since: time });
    time += 3 * 3_600_000;
    await wait(many(20, 20));
    await fold();
    expect(told).toEqual([`${id} reopened`]);
    expect((await theIncident())?.state.is).toBe('open');
  });

  test('takes nothing a day later that is no probe', async () => {
    await first();
    time += day;
    const lone = symptom('later');
    await wait([lone]);
    await fold();
    expect([told, await states([lone])]).toMatchObject([[], [{ is: 'waiting' }]]);
  });
});

describe('silences', () => {
  const silence = (bucket: string): Silence => ({
    id: 's',
    owner: 'team',
    reason: 'a test',
    until: '2030-02-01',
    match: { caller: who, bucket },
  });

  test.each(knownNoise.map((noise) => [noise.id]))('%s is not told', async (name) => {
    const callers: Readonly<Record<string, string>> = {
      'access-analyzer': 'role 111122223333 AWSServiceRoleForAccessAnalyzer',
      config: 'role 111122223333 AWSServiceRoleForConfig',
      macie: 'role 111122223333 AWSServiceRoleForAmazonMacie',
      'trusted-advisor': 'role 111122223333 AWSServiceRoleForTrustedAdvisor',
      'anonymous-listing': 'anonymous',
    };
    const caller = callers[name]!;
    await wait(many(20).map((one) => ({ ...one, who: caller, action: 's3:GetBucketPolicy' })));
    await fold();
    expect(told).toEqual([]);
    const joined = (await states(many(20))).filter(({ is }) => is === 'joined');
    expect(joined).toHaveLength(caller === 'anonymous' ? 0 : 20);
  });

  test('that cover all of it keep it silent, and say who wanted that', async () => {
    silences = [silence('b*')];
    await wait(many(20));
    await fold();
    expect(told).toEqual([]);
    expect((await theIncident())?.state).toMatchObject({ is: 'silenced', owner: 'team', reason: 'a test' });
  });

  test('that cover a part of it hide none of it', async () => {
    silences = [silence('b1*')];
    await wait(many(20));
    await fold();
    expect(told).toEqual([`${id} opened`]);
  });

  test('hide nothing that is tried later and that they do not cover', async () => {
    silences = [silence('b*')];
    await wait(many(20));
    await fold();
    const lone = symptom('other');
    await wait([lone]);
    await fold();
    expect(await states([lone])).toMatchObject([{ is: 'waiting' }]);
    await wait(many(20).map((one) => ({ ...one, id: `more ${one.id}`, place: `bucket more ${one.id}` })));
    await fold();
    expect(told).toEqual([`${id} reopened`]);
  });
});

describe('an execution', () => {
  const decided = async (symptoms: readonly Symptom[]) => {
    const admitted = await admit(symptoms, { store, now: () => time });
    return symptoms.map(({ id }) => admitted.get(id));
  };

  test('is started for one thing that a probing caller tries: perhaps it has lost a right', async () => {
    const [lone, first, ...tried] = await decided([symptom('elsewhere', 'role 111122223333 app'), ...many(20)]);
    expect([lone, first]).toEqual([undefined, undefined]);
    for (const state of tried) expect(state).toMatchObject({ is: 'waiting', why: 'probing' });
  });

  test('is started for no second thing while the first is looked at', async () => {
    const [first, ...rest] = many(20);
    await wait([{ ...first!, state: { is: 'investigating', run: 'r', since: now } }]);
    for (const state of await decided(rest)) expect(state).toMatchObject({ is: 'waiting', why: 'probing' });
  });

  test('is started for 19 places of one caller, two at a time', async () => {
    const states = await decided(many(19));
    expect(states.filter((state) => state === undefined)).toHaveLength(2);
  });

  test('is started where AWS names a policy: that is asked about', async () => {
    const named = many(20).map((one) => ({ ...one, policyArn: 'arn:aws:iam::111122223333:policy/p' }));
    const states = await decided(named);
    expect(states.filter((state) => state === undefined)).toHaveLength(1);
  });

  test('is not started for what comes while the incident is open', async () => {
    await wait(many(20));
    await fold();
    for (const state of await decided(many(20, 20))) expect(state).toMatchObject({ is: 'joined', incident: id });
  });

  test('nor for less than that, where a slow scanner goes on', async () => {
    await wait(many(20));
    await fold();
    for (const state of await decided(many(5, 20))) expect(state).toMatchObject({ is: 'joined', incident: id });
  });

  test('but for one of it, however long others hold that up', async () => {
    const elsewhere = ['a', 'b'].map((name) => symptom(name, `role 111122223333 ${name}`));
    await wait(elsewhere.map((one) => ({ ...one, state: { is: 'investigating', run: 'r', since: now } })));
    const tried = many(20);
    const states = await decided(tried);
    // Two with the same reason are under way.
    expect(states[0]).toMatchObject({ is: 'waiting', why: 'same-reason' });
    await wait(tried.map((one, at) => ({ ...one, state: states[at] ?? one.state })));
    await fold();
    const look = (await theIncident())?.look;
    expect(look).toBe('b0');
    await store.remove((await store.get([keys.symptom('a')]))[0]!);
    expect(await decided(tried)).toEqual([
      undefined,
      ...tried.slice(1).map(() => expect.objectContaining({ is: 'joined' })),
    ]);
  });
});
