import { incidentId } from '../../src/incident/cause';
import { keys, symptomItem } from '../../src/incident/keys';
import { foldProbes } from '../../src/incident/probing/fold';
import { causeOfProbe } from '../../src/incident/probing/probing';
import { admit } from '../../src/incident/flow/admit';
import { change } from '../../src/incident/store';
import type { Incident, Symptom } from '../../src/incident/types';
import { memoryStore, type MemoryStore } from './memory-store';

const now = Date.parse('2030-01-01T12:00:00Z');
const who = 'role 111122223333 scanner';
const id = incidentId(causeOfProbe(who));

let store: MemoryStore;
let told: string[];
beforeEach(() => {
  store = memoryStore();
  told = [];
});

const symptom = (name: string, of = who): Symptom => ({
  id: name,
  who: of,
  place: `bucket ${name}`,
  action: 's3:GetObject',
  errorClass: 'authorization',
  reason: 'none',
  firstSeen: now,
  attempts: 0,
  records: [],
  state: { is: 'waiting', why: 'over-budget', since: now },
});
const wait = (symptoms: readonly Symptom[]) =>
  Promise.all(symptoms.map((one) => change<Symptom>(store, keys.symptom(one.id), () => symptomItem(one, now))));
const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => symptom(`b${from + at}`));
const fold = (tell = async (incident: Incident) => void told.push(incident.id)) =>
  foldProbes({ store, now: () => now, tell });
async function states(symptoms: readonly Symptom[]) {
  const found = await store.get(symptoms.map((one) => keys.symptom(one.id)));
  expect(found).toHaveLength(symptoms.length);
  return found.map(({ value }) => (value as Symptom).state);
}

test('what a probing caller tries joins one incident, and nobody else does', async () => {
  const other = symptom('elsewhere', 'role 111122223333 app');
  await wait([...many(20), other]);
  await fold();
  expect(told).toEqual([id]);
  for (const state of await states(many(20)))
    expect(state).toMatchObject({ is: 'joined', incident: id, recount: true });
  expect(await states([other])).toMatchObject([{ is: 'waiting' }]);
});

test('what it tries after that joins too, and is not told again', async () => {
  await wait(many(20));
  await fold();
  await wait(many(3, 20));
  await fold();
  expect(told).toEqual([id]);
  for (const state of await states(many(23))) expect(state).toMatchObject({ is: 'joined', incident: id });
});

test('killed while it is told, it is told again and lost nothing', async () => {
  await wait(many(20));
  await expect(fold(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
  for (const state of await states(many(20))) expect(state.is).toBe('waiting');
  await fold();
  expect(told).toEqual([id]);
  for (const state of await states(many(20))) expect(state.is).toBe('joined');
});

describe('an execution', () => {
  const decided = async (symptoms: readonly Symptom[]) => {
    const admitted = await admit(symptoms, { store, now: () => now });
    return symptoms.map(({ id }) => admitted.get(id));
  };

  test('is started for nothing that a probing caller tries, and for others', async () => {
    const [lone, ...tried] = await decided([symptom('elsewhere', 'role 111122223333 app'), ...many(20)]);
    expect(lone).toBeUndefined();
    for (const state of tried) expect(state).toMatchObject({ is: 'waiting', why: 'probing' });
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
});
