/** Crowds as they are read, and how their symptoms come to items of their own. */
import { inParallel, mostAtOnce } from '../in-parallel';
import { crowdedOf, crowdsOfSlot, keys, symptomItem } from '../keys';
import { change, type Item, type Store } from '../store';
import { waitingLists } from '../whose';
import type { Symptom } from '../types';
import type { Crowded } from './batch/keep-crowd';
import { decodeCrowd } from './batch/crowd';
import { touch } from './ledger';
import type { Ports } from './ports';
import { answersAbout, symptomsNamed, type PolicyAnswer } from './symptoms';

type CrowdOf = keyof typeof waitingLists;
const everybody: readonly CrowdOf[] = ['ours', 'strangers'];

/** Those of that slot, each once. */
export async function crowdIn(slot: number, store: Store): Promise<ReadonlyMap<string, Symptom>> {
  const found = await Promise.all(
    everybody.map(async (whose) =>
      (await store.list(crowdsOfSlot(whose, slot))).flatMap((item) => decoded(item, whose)),
    ),
  );
  // Whose copy is ours is ours.
  const all = found.flat().toSorted((one, other) => Number(other.stranger ?? false) - Number(one.stranger ?? false));
  return new Map(all.map((symptom) => [symptom.id, symptom]));
}

const decoded = ({ bytes = new Uint8Array() }: Item, whose: CrowdOf): readonly Symptom[] =>
  decodeCrowd(bytes, whose === 'strangers');

/** How many have no item of their own yet, at most: one that came in two slots stands in two crowds. */
export async function crowdedSymptoms(whose: CrowdOf, store: Store): Promise<number> {
  const marks = await store.list(crowdedOf(whose));
  return marks.reduce((sum, { value }) => sum + (value as Crowded).symptoms, 0);
}

/** Where so many wait in the list, nobody else has to. */
const enough = 50;
/** In one sweep. */
const mostCrowds = 100;

/** The newest crowds: those that a policy explains are done, and others are listed while there is room. */
export async function listCrowds(ports: Ports): Promise<void> {
  for (const whose of everybody) await listCrowdsOf(whose, ports);
}

async function listCrowdsOf(whose: CrowdOf, ports: Ports): Promise<void> {
  const { store, now } = ports;
  const marks = await store.list(crowdedOf(whose), { most: mostCrowds, newestFirst: true });
  if (marks.length === 0) return;
  const policyOf = ({ value }: Item): readonly string[] => [(value as Crowded).policyArn ?? []].flat();
  const answers = await answersAbout(store, [...new Set(marks.flatMap(policyOf))]);
  const waiting = await store.due(waitingLists[whose], { most: enough });
  let room = enough - waiting.length;
  for (const mark of marks) {
    const [answer] = policyOf(mark).flatMap((arn) => answers.get(arn) ?? []);
    // They belong to the incident that cites it by now.
    if (answer?.is === 'cited') await touch(store, Number(mark.key.sort.split('#')[0]), now());
    else if (room <= 0 || (await isAnswerComing(answer, whose, store))) continue;
    else room -= await listCrowd(mark, whose, ports);
    await store.remove({ key: mark.key, version: mark.version });
  }
}

/** Gives how many wait now that had no item. */
async function listCrowd({ key }: Item, whose: CrowdOf, ports: Ports): Promise<number> {
  const [slot = '', name = ''] = key.sort.split('#');
  const [item] = await ports.store.get([keys.crowd(whose, Number(slot), name)]);
  const symptoms = item === undefined ? [] : decoded(item, whose);
  const isListed = await inParallel(symptoms, mostAtOnce, (symptom) => list(symptom, ports));
  return isListed.filter(Boolean).length;
}

/** Whoever asks may be in a crowd itself: then nobody investigates that. */
async function isAnswerComing(answer: PolicyAnswer | undefined, whose: CrowdOf, store: Store): Promise<boolean> {
  if (answer?.is !== 'asked' || (answer.stranger === true && whose === 'ours')) return false;
  return (await symptomsNamed(store, [answer.symptom])).size > 0;
}

/** Did it have no item? What is listed already learns what the crowd knows besides. */
async function list(symptom: Symptom, { store, now }: Ports): Promise<boolean> {
  let isNew = false;
  await change<Symptom>(store, keys.symptom(symptom.id), (was) => {
    isNew = was === undefined;
    if (was === undefined)
      return symptomItem({ ...symptom, state: { is: 'waiting', why: 'over-budget', since: now() } });
    const records = symptom.records.filter(({ service }) => !was.records.some((one) => one.service === service));
    const isEarlier = symptom.firstSeen < was.firstSeen;
    const isOurs = was.stranger === true && symptom.stranger !== true;
    if (records.length === 0 && !isEarlier && !isOurs) return undefined;
    const state = isEarlier && was.state.is === 'joined' ? { ...was.state, recount: true as const } : was.state;
    const firstSeen = Math.min(was.firstSeen, symptom.firstSeen);
    const { stranger: _stranger, ...ours } = was;
    return symptomItem({ ...(isOurs ? ours : was), firstSeen, state, records: [...was.records, ...records] });
  });
  return isNew;
}
