/** A batch of denials: new symptoms get a place and, where there is room, an execution; then all are counted. */
import { inParallel, mostAtOnce } from './in-parallel';
import { rarestFirst } from '../budget/rank';
import type { Counted } from '../counting/pages';
import { keys, symptomItem } from '../keys';
import type { KeptRecord, Symptom, SymptomState } from '../types';
import type { SymptomParts } from '../../request/denials/symptom';
import { admit } from './admit';
import { countRecords, type Ledger } from './ledger';
import { pairOf } from './pair';
import type { Denial, Ports } from './ports';
import { changeSymptom, investigating, symptomsNamed, take } from './symptoms';

/** A denial of a batch, as far as it has to be looked at. */
export interface Arrived extends Counted {
  /** Of the queue: it comes again if what it brought could not be taken in. */
  readonly message: string;
  readonly parts: SymptomParts;
  /** Parsed and redacted: only asked of what will be investigated. */
  readonly denial: () => Denial;
}

/** What a process remembers between batches. */
export interface Remembered {
  readonly ledger: Ledger;
  /** Symptom → the services of which a record is kept. */
  readonly symptoms: Map<string, readonly string[]>;
}

export interface TakenIn {
  /** Messages of which something could not be written. */
  readonly failed: ReadonlySet<string>;
  readonly counted: number;
  readonly newSymptoms: number;
  readonly started: number;
}

/** None of its records can be parsed. */
class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

interface Group {
  readonly id: string;
  readonly parts: SymptomParts;
  readonly arrived: Arrived[];
  /** Of each service the first few. */
  readonly samples: Map<string, Arrived[]>;
}

const mostRemembered = 100_000;
/** S3's and KMS's record of one call are found among so many. */
const mostSamples = 3;

export async function takeIn(arrived: readonly Arrived[], ports: Ports, remembered: Remembered): Promise<TakenIn> {
  const groups = grouped(arrived);
  const failed = new Set<string>();
  const fail = (group: Group, error: unknown) => {
    ports.note({ event: 'not-taken-in', symptom: group.id, denials: group.arrived.length, error: nameOf(error) });
    for (const { message } of group.arrived) failed.add(message);
  };
  const lacking = await unkept(groups, ports, remembered);
  const denials = new Map(lacking.map(({ group }) => [group.id, denialsOf(group, ports)]));
  const readable = lacking.filter(({ group }) => {
    const isReadable = (denials.get(group.id) ?? []).length > 0;
    if (!isReadable) fail(group, new NotReadable());
    return isReadable;
  });
  const made = await keepNew(readable, denials, ports, remembered, fail);
  const countable = failed.size === 0 ? arrived : arrived.filter(({ message }) => !failed.has(message));
  // Last: whatever is killed before this comes again, and is counted then.
  const counted = await countRecords(ports, remembered.ledger, countable);
  return { failed, counted, ...made };
}

function grouped(arrived: readonly Arrived[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of arrived) {
    let group = groups.get(one.symptom);
    if (group === undefined) {
      groups.set(one.symptom, (group = { id: one.symptom, parts: one.parts, arrived: [], samples: new Map() }));
    }
    group.arrived.push(one);
    const samples = group.samples.get(one.service);
    if (samples === undefined) group.samples.set(one.service, [one]);
    else if (samples.length < mostSamples) samples.push(one);
  }
  return [...groups.values()];
}

interface Lacking {
  readonly group: Group;
  /** `undefined`: never seen before. */
  readonly known: Symptom | undefined;
}

/** The symptoms of which no record is kept, or none of a service that this batch has one of. */
async function unkept(
  groups: readonly Group[],
  { store }: Ports,
  { symptoms }: Remembered,
): Promise<readonly Lacking[]> {
  const unsure = groups.filter(({ id, samples }) => lacks(symptoms.get(id), samples));
  const known = await symptomsNamed(
    store,
    unsure.map(({ id }) => id),
  );
  for (const { id, records } of known.values()) remember(symptoms, id, records);
  return unsure
    .filter(({ id, samples }) => lacks(symptoms.get(id), samples))
    .map((group) => ({ group, known: known.get(group.id) }));
}

const lacks = (kept: readonly string[] | undefined, samples: ReadonlyMap<string, unknown>): boolean =>
  kept === undefined || [...samples.keys()].some((service) => !kept.includes(service));

function remember(symptoms: Remembered['symptoms'], id: string, records: readonly KeptRecord[]): void {
  if (symptoms.size >= mostRemembered) symptoms.clear();
  symptoms.set(
    id,
    records.map(({ service }) => service),
  );
}

interface Made {
  readonly newSymptoms: number;
  readonly started: number;
}

async function keepNew(
  lacking: readonly Lacking[],
  denials: ReadonlyMap<string, readonly Denial[]>,
  ports: Ports,
  { symptoms }: Remembered,
  fail: (group: Group, error: unknown) => void,
): Promise<Made> {
  if (lacking.length === 0) return { newSymptoms: 0, started: 0 };
  let kept: ReadonlyMap<string, readonly KeptRecord[]>;
  try {
    kept = await keep(denials, ports);
  } catch (error) {
    for (const { group } of lacking) fail(group, error);
    return { newSymptoms: 0, started: 0 };
  }
  const fresh = lacking.filter(({ known }) => known === undefined).map(({ group }) => symptomOf(group, kept));
  const placed = await place(fresh, ports);
  const groupOf = new Map(lacking.map(({ group }) => [group.id, group]));
  let started = 0;
  await inParallel(rarestFirst(placed), mostAtOnce, async (symptom) => {
    const group = groupOf.get(symptom.id);
    if (group === undefined) return;
    try {
      const isNew = await ports.store.put({
        key: keys.symptom(symptom.id),
        version: 1,
        ...symptomItem(symptom, ports.now()),
      });
      remember(symptoms, symptom.id, symptom.records);
      if (isNew && symptom.state.is === 'investigating') {
        await ports.executions.start(symptom.state.run, symptom, denials.get(symptom.id) ?? []);
        started += 1;
      }
    } catch (error) {
      fail(group, error);
    }
  });
  const further = lacking.filter(({ known }) => known !== undefined);
  await inParallel(further, mostAtOnce, async ({ group }) => {
    try {
      const changed = await addRecords(group, kept.get(group.id) ?? [], denials.get(group.id) ?? [], ports);
      remember(symptoms, group.id, changed?.records ?? []);
    } catch (error) {
      fail(group, error);
    }
  });
  return { newSymptoms: placed.length, started };
}

/** Which of them get an execution, and what the others wait for. */
async function place(fresh: readonly Symptom[], ports: Ports): Promise<readonly Symptom[]> {
  const ranked = rarestFirst(fresh);
  const admitted = await admit(ranked, ports);
  const wanted = ranked.filter(({ id }) => admitted.get(id) === undefined);
  const granted = await take(ports, wanted.length);
  const starting = new Set(wanted.slice(0, granted).map(({ id }) => id));
  return ranked.map((symptom) => {
    const now = ports.now();
    if (starting.has(symptom.id)) return investigating(symptom, now);
    const state: SymptomState = admitted.get(symptom.id) ?? { is: 'waiting', why: 'over-budget', since: now };
    return { ...symptom, state };
  });
}

function symptomOf({ id, parts, arrived }: Group, kept: ReadonlyMap<string, readonly KeptRecord[]>): Symptom {
  const firstSeen = arrived.reduce((first, { time }) => Math.min(first, time), Number.MAX_SAFE_INTEGER);
  const state: SymptomState = { is: 'waiting', why: 'over-budget', since: firstSeen };
  return { id, ...parts, firstSeen, attempts: 0, state, records: kept.get(id) ?? [] };
}

/** S3's and KMS's record of one call, if there is such a pair; else the first of each. */
function denialsOf({ id, samples }: Group, { note }: Ports): readonly Denial[] {
  const parsed: Denial[] = [];
  for (const { denial } of [...samples.values()].flat()) {
    try {
      parsed.push(denial());
    } catch (error) {
      note({ event: 'not-parsed', symptom: id, error: nameOf(error) });
    }
  }
  return pairOf(parsed);
}

/** KMS's record came apart from S3's: the run that is on its way uses both. */
async function addRecords(
  group: Group,
  kept: readonly KeptRecord[],
  denials: readonly Denial[],
  ports: Ports,
): Promise<Symptom | undefined> {
  const changed = await changeSymptom(ports, group.id, (was) => {
    const added = kept.filter(({ service }) => !was.records.some((record) => record.service === service));
    return added.length === 0 ? undefined : { ...was, records: [...was.records, ...added] };
  });
  if (changed?.state.is === 'investigating') await ports.executions.add(changed.state.run, denials);
  return changed;
}

/** All in one object, each with its place in it. */
async function keep(
  denials: ReadonlyMap<string, readonly Denial[]>,
  { evidence }: Ports,
): Promise<ReadonlyMap<string, readonly KeptRecord[]>> {
  const texts: string[] = [];
  const places = new Map<string, Omit<KeptRecord, 'object'>[]>();
  let at = 0;
  for (const [symptom, own] of denials) {
    for (const denial of own) {
      const text = JSON.stringify(denial);
      const to = at + Buffer.byteLength(text) - 1;
      places.set(symptom, [...(places.get(symptom) ?? []), { service: serviceOf(denial), from: at, to }]);
      texts.push(text);
      at = to + 2;
    }
  }
  const object = await evidence.keep(texts.join('\n'));
  return new Map([...places].map(([symptom, own]) => [symptom, own.map((one) => ({ ...one, object }))]));
}

const serviceOf = ({ request }: Denial): string => (request.eventSource.startsWith('kms.') ? 'kms' : 's3');
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
