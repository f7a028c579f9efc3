/** A batch of denials: new symptoms get a place and, where there is room, an execution; then all are counted. */
import { inParallel, mostAtOnce } from '../../in-parallel';
import { rarestFirst } from '../../budget/rank';
import { keys, symptomItem } from '../../keys';
import type { KeptRecord, Symptom, SymptomState } from '../../types';
import { denialsOf, bySymptom, type Arrived, type Group } from './arrived';
import { keepDenials } from './keep-denials';
import { countRecords, type Ledger } from '../ledger';
import { errorName } from '../../../error-name';
import { place } from './place';
import type { Denial, Ports } from '../ports';
import { changeSymptom, symptomsNamed } from '../symptoms';

/** What a process remembers between batches. */
export interface Remembered {
  readonly ledger: Ledger;
  readonly symptoms: Map<string, KnownSymptom>;
}

export interface KnownSymptom {
  /** Of which a record is kept. */
  readonly services: readonly string[];
  readonly stranger: boolean;
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

const mostRemembered = 100_000;

export async function takeIn(arrived: readonly Arrived[], ports: Ports, remembered: Remembered): Promise<TakenIn> {
  const groups = bySymptom(arrived);
  const failed = new Set<string>();
  const fail = (group: Group, error: unknown) => {
    ports.note({ event: 'not-taken-in', symptom: group.id, denials: group.arrived.length, error: errorName(error) });
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

interface Lacking {
  readonly group: Group;
  /** `undefined`: never seen before. */
  readonly known: Symptom | undefined;
}

/** The symptoms of which no record is kept, or none of a service that this batch has one of, and strangers' that are ours. */
async function unkept(
  groups: readonly Group[],
  { store }: Ports,
  { symptoms }: Remembered,
): Promise<readonly Lacking[]> {
  const unsure = groups.filter((group) => lacks(symptoms.get(group.id), group));
  const known = await symptomsNamed(
    store,
    unsure.map(({ id }) => id),
  );
  for (const one of known.values()) remember(symptoms, one);
  return unsure
    .filter((group) => lacks(symptoms.get(group.id), group))
    .map((group) => ({ group, known: known.get(group.id) }));
}

const lacks = (known: KnownSymptom | undefined, { parts, samples }: Group): boolean =>
  known === undefined ||
  (known.stranger && parts.stranger !== true) ||
  [...samples.keys()].some((service) => !known.services.includes(service));

function remember(symptoms: Remembered['symptoms'], { id, records, stranger }: Symptom): void {
  if (symptoms.size >= mostRemembered) symptoms.clear();
  symptoms.set(id, { services: records.map(({ service }) => service), stranger: stranger === true });
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
    kept = await keepDenials(denials, ports);
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
        ...symptomItem(symptom),
      });
      // What somebody else has written may be otherwise: the next batch looks.
      if (isNew) remember(symptoms, symptom);
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
      if (changed !== undefined) remember(symptoms, changed);
    } catch (error) {
      fail(group, error);
    }
  });
  return { newSymptoms: placed.length, started };
}

function symptomOf({ id, parts, arrived }: Group, kept: ReadonlyMap<string, readonly KeptRecord[]>): Symptom {
  const firstSeen = arrived.reduce((first, { time }) => Math.min(first, time), Number.MAX_SAFE_INTEGER);
  const state: SymptomState = { is: 'waiting', why: 'over-budget', since: firstSeen };
  return { id, ...parts, firstSeen, attempts: 0, state, records: kept.get(id) ?? [] };
}

/** KMS's record came apart from S3's: the run that is on its way uses both. Or a copy came that knows the caller as ours. */
async function addRecords(
  group: Group,
  kept: readonly KeptRecord[],
  denials: readonly Denial[],
  ports: Ports,
): Promise<Symptom | undefined> {
  let isMore = false;
  const changed = await changeSymptom(ports, group.id, ({ stranger, ...was }) => {
    const added = kept.filter(({ service }) => !was.records.some((record) => record.service === service));
    isMore = added.length > 0;
    const isStill = stranger === true && group.parts.stranger === true;
    if (!isMore && isStill === (stranger === true)) return undefined;
    return { ...was, records: [...was.records, ...added], ...(isStill ? { stranger: true } : {}) };
  });
  if (isMore && changed?.state.is === 'investigating') await ports.executions.add(changed.state.run, denials);
  return changed;
}
