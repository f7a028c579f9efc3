/** Crowds as they are read, and how their symptoms come to items of their own. */
import { inParallel, mostAtOnce } from '../in-parallel';
import { crowdedOf, crowdsOfSlot, keys, symptomItem } from '../keys';
import { change, type Item, type Store } from '../store';
import { waitingLists } from '../whose';
import type { Symptom } from '../types';
import { decodeCrowd } from './batch/crowd';
import { touch } from './ledger';
import type { Ports } from './ports';
import { answersAbout, symptomsNamed, type PolicyAnswer } from './symptoms';

type CrowdOf = keyof typeof waitingLists;
const everybody: readonly CrowdOf[] = ['ours', 'strangers'];

/** Of that slot, each once. */
export async function crowdIn(slot: number, store: Store): Promise<ReadonlyMap<string, Symptom>> {
  const found = await Promise.all(
    everybody.map(async (whose) =>
      (await store.list(crowdsOfSlot(whose, slot))).flatMap((item) => decoded(item, whose)),
    ),
  );
  return new Map(found.flat().map((symptom) => [symptom.id, symptom]));
}

const decoded = ({ bytes = new Uint8Array() }: Item, whose: CrowdOf): readonly Symptom[] =>
  decodeCrowd(bytes, whose === 'strangers');

/** How many have no item of their own yet, and none that explains them. */
export async function crowdedSymptoms(whose: CrowdOf, store: Store): Promise<number> {
  const marks = await store.list(crowdedOf(whose));
  return marks.reduce((sum, { value }) => sum + (value as { readonly symptoms: number }).symptoms, 0);
}

/** Where so many wait in the list, nobody else has to. */
const enough = 50;
/** In one sweep. */
const mostCrowds = 20;

/** The newest crowds, while there is room for more. */
export async function listCrowds(ports: Ports): Promise<void> {
  for (const whose of everybody) {
    const waiting = await ports.store.due(waitingLists[whose], { most: enough });
    let room = enough - waiting.length;
    if (room <= 0) continue;
    const marks = await ports.store.list(crowdedOf(whose), { most: mostCrowds, newestFirst: true });
    for (const mark of marks) {
      if (room <= 0) break;
      room -= await listCrowd(mark, whose, ports);
    }
  }
}

/** Gives how many it has listed. One that waits for an answer about a policy stays as it is. */
async function listCrowd(mark: Item, whose: CrowdOf, ports: Ports): Promise<number> {
  const { store } = ports;
  const [slot = '', name = ''] = mark.key.sort.split('#');
  const [item] = await store.get([keys.crowd(whose, Number(slot), name)]);
  const symptoms = item === undefined ? [] : decoded(item, whose);
  const answers = await answersAbout(store, [...new Set(symptoms.flatMap(({ policyArn }) => policyArn ?? []))]);
  if (await isAnswerComing([...answers.values()], whose, store)) return 0;
  const isExplained = ({ policyArn = '' }: Symptom) => answers.get(policyArn)?.is === 'cited';
  const others = symptoms.filter((symptom) => !isExplained(symptom));
  await inParallel(others, mostAtOnce, (symptom) => list(symptom, ports));
  // They belong to the incident that cites their policy by now.
  if (others.length < symptoms.length) await touch(store, Number(slot), ports.now());
  await store.remove({ key: mark.key, version: mark.version });
  return others.length;
}

/** Whoever asks may be in a crowd itself: then nobody investigates that. */
async function isAnswerComing(answers: readonly PolicyAnswer[], whose: CrowdOf, store: Store): Promise<boolean> {
  const askers = answers.flatMap((answer) =>
    answer.is === 'asked' && (answer.stranger !== true || whose === 'strangers') ? [answer.symptom] : [],
  );
  return (await symptomsNamed(store, [...new Set(askers)])).size > 0;
}

/** What is listed already learns what the crowd knows besides. */
const list = (symptom: Symptom, { store, now }: Ports): Promise<Symptom | undefined> =>
  change<Symptom>(store, keys.symptom(symptom.id), (was) => {
    if (was === undefined)
      return symptomItem({ ...symptom, state: { is: 'waiting', why: 'over-budget', since: now() } });
    const records = symptom.records.filter(({ service }) => !was.records.some((one) => one.service === service));
    const isEarlier = symptom.firstSeen < was.firstSeen;
    if (records.length === 0 && !isEarlier) return undefined;
    const state = isEarlier && was.state.is === 'joined' ? { ...was.state, recount: true as const } : was.state;
    const firstSeen = Math.min(was.firstSeen, symptom.firstSeen);
    return symptomItem({ ...was, firstSeen, state, records: [...was.records, ...records] });
  });
