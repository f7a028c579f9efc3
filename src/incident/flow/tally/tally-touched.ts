/** Tallies of the slots that have new pages, and the incidents that they are of. */
import { addTallies, nothing } from '../../counting/tally';
import { distinctOf } from '../../counting/distinct';
import { decodePage, entriesOf, slotLength, slotOf, type PageEntry } from '../../counting/pages';
import { incidentItem, keptPages, keys, pagesOfSlot, talliesOf } from '../../keys';
import { transitionOf } from '../../life/transitions';
import { change, type Item } from '../../store';
import type { Incident, Symptom, Tally, Time } from '../../types';
import { inParallel, mostAtOnce } from '../../in-parallel';
import type { Ports } from '../ports';
import { incidentOf, isWaitingForPolicy, toInvestigateAgain, waitAgain } from './again';
import { crowdIn } from '../crowds';
import { seenEarlier } from './recount';
import { answersAbout, symptomsNamed } from '../symptoms';

/** Denials of symptoms that are in no incident yet are tallied under this name. */
export const notYet = 'none';
/** In one sweep: the others are marked still. */
const mostSlots = 200;

export async function tallyTouched(
  ports: Ports,
): Promise<{ readonly slots: number; readonly changed: readonly string[] }> {
  // The newest, for people look at what is happening, and old ones may stay marked for long.
  const marks = await ports.store.list(keys.touched(0).partition, { most: mostSlots, newestFirst: true });
  const tallied = await inParallel(marks, 4, (mark) => tallySlot(Number(mark.key.sort), ports));
  const incidents = [...new Set(tallied.flatMap(({ owners }) => owners))].filter((owner) => owner !== notYet);
  const changed = await inParallel(incidents, mostAtOnce, (id) => recount(id, ports));
  // Only now: what was killed before this is done again.
  const unsettled = new Set(tallied.flatMap(({ slot, settled }) => (settled ? [] : [slot])));
  const done = marks.filter(({ key }) => !unsettled.has(Number(key.sort)));
  await inParallel(done, mostAtOnce, ({ key, version }) => ports.store.remove({ key, version }));
  return { slots: marks.length, changed: changed.flat() };
}

interface TalliedSlot {
  readonly slot: number;
  /** The incidents that it belongs to, or did. */
  readonly owners: readonly string[];
  /** `false`: some of its symptoms wait for what will be known in a moment. */
  readonly settled: boolean;
}

/** Replaces what is tallied of this slot. */
async function tallySlot(slot: number, ports: Ports): Promise<TalliedSlot> {
  const { store } = ports;
  const pages = await store.list(pagesOfSlot(slot));
  const entries = entriesOf(pages.map(({ bytes = new Uint8Array() }) => decodePage(bytes)));
  const listed = await symptomsNamed(store, [...entries.keys()]);
  const crowd = entries.size > listed.size ? await crowdIn(slot, store) : new Map<string, Symptom>();
  const symptoms = new Map([...[...crowd].filter(([id]) => entries.has(id)), ...listed]);
  const answers = await answersAbout(store, waitedFor(symptoms));
  const parts = new Map<string, { readonly entry: PageEntry; readonly symptom: Symptom | undefined }[]>();
  for (const [id, entry] of entries) {
    const symptom = symptoms.get(id);
    const owner = (symptom === undefined ? undefined : incidentOf(symptom, answers)) ?? notYet;
    const own = parts.get(owner) ?? [];
    if (own.length === 0) parts.set(owner, own);
    own.push({ entry, symptom });
  }
  const due = await toInvestigateAgain([...entries.values()], symptoms, answers, ports);
  // Room for a crowd is made by listCrowds.
  const again = due.filter((one) => listed.has(one.id) || incidentOf(one, answers) !== undefined);
  await inParallel(again, mostAtOnce, (symptom) => waitAgain(symptom, ports));
  await inParallel(earlierThanKnown([...entries.values()], listed), mostAtOnce, ({ symptom, first }) =>
    seenEarlier(symptom, first, ports),
  );
  const before = await ownersBefore(slot, [...parts.keys()], ports);
  await inParallel([...new Set([...before, ...parts.keys()])], mostAtOnce, (owner) =>
    change<Tally>(store, keys.tally(owner, slot), (was) => {
      const tally = tallyOf(parts.get(owner) ?? []);
      return JSON.stringify(was) === JSON.stringify(tally)
        ? undefined
        : { value: tally, expires: (slot + 1) * slotLength + 2 * keptPages };
    }),
  );
  const asked = waitedFor(symptoms).filter((arn) => answers.get(arn)?.is === 'asked');
  const settled =
    again.length === 0 && asked.length === 0 && waitedFor(listed).every((arn) => answers.get(arn)?.is === 'cited');
  return { slot, owners: [...new Set([...before, ...parts.keys()])], settled };
}

/** What joins later is tallied again from its first denial on. */
function earlierThanKnown(entries: readonly PageEntry[], symptoms: ReadonlyMap<string, Symptom>) {
  return entries.flatMap(({ symptom: id, first }) => {
    const symptom = symptoms.get(id);
    const isEarlier = symptom !== undefined && symptom.state.is !== 'joined' && first < symptom.firstSeen;
    return isEarlier ? [{ symptom, first }] : [];
  });
}

/** Written before the tallies: what moves to another incident is taken from the one that had it. */
async function ownersBefore(
  slot: number,
  owners: readonly string[],
  { store, now }: Ports,
): Promise<readonly string[]> {
  let before: readonly string[] = [];
  await change<readonly string[]>(store, keys.owners(slot), (was = []) => {
    before = was;
    const all = [...new Set([...was, ...owners])];
    return all.length === was.length ? undefined : { value: all, expires: now() + 2 * keptPages };
  });
  return before;
}

function tallyOf(parts: readonly { readonly entry: PageEntry; readonly symptom: Symptom | undefined }[]): Tally {
  const counts = addTallies(parts.map(({ entry: { s3, kms, first, last } }) => ({ ...nothing, s3, kms, first, last })));
  const symptoms = parts.flatMap(({ symptom }) => symptom ?? []);
  return {
    ...counts,
    principals: distinctOf(symptoms.map(({ who }) => who)),
    places: distinctOf(symptoms.map(({ place }) => place)),
  };
}

const waitedFor = (symptoms: ReadonlyMap<string, Symptom>): readonly string[] => [
  ...new Set(
    [...symptoms.values()].flatMap(({ state, policyArn }) => (isWaitingForPolicy(state) ? (policyArn ?? []) : [])),
  ),
];

/** Tallies older than this are folded into the incident: pages that could change them are gone. */
const foldedAfter = keptPages + 86_400_000;

async function recount(id: string, { store, now }: Ports): Promise<readonly string[]> {
  const tallies = await store.list(talliesOf(id));
  let isChanged = false;
  let folded: readonly Item[] = [];
  await change<Incident>(store, keys.incident(id), (was) => {
    if (was === undefined) return undefined;
    const until = was.before?.until ?? -1;
    const counted = tallies.filter(({ key }) => Number(key.sort) > until);
    const limit = slotOf(now() - foldedAfter);
    folded = tallies.filter(({ key }) => Number(key.sort) <= limit);
    const old = counted.filter(({ key }) => Number(key.sort) <= limit);
    const sum = (items: readonly Item[]) => addTallies(items.map(({ value }) => value as Tally));
    const before =
      old.length === 0 ? was.before : { tally: addTallies([was.before?.tally ?? nothing, sum(old)]), until: limit };
    const tally = addTallies([was.before?.tally ?? nothing, sum(counted)]);
    isChanged = JSON.stringify(tally) !== JSON.stringify(was.tally);
    if (!isChanged && old.length === 0) return undefined;
    return incidentItem({ ...denied(was, tally, now()), tally, ...(before === undefined ? {} : { before }) }, now());
  });
  await inParallel(folded, mostAtOnce, ({ key, version }) => store.remove({ key, version }));
  return isChanged ? [id] : [];
}

/** Later denials than were known wake a quiet incident. Late ones, of before, are only counted. */
function denied(was: Incident, { last }: Tally, now: Time): Incident {
  const to = last > was.tally.last ? transitionOf(was.state.is, 'denied')?.to : undefined;
  return to === 'open' && was.state.is === 'quiet' ? { ...was, state: { is: 'open', since: now } } : was;
}
