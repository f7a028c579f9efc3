/** What a process remembers of symptoms, and which of a batch it has to look at. */
import { rarestFirst } from '../../budget/rank';
import { slotOf } from '../../counting/pages';
import type { Ledger } from '../ledger';
import type { Ports } from '../ports';
import { symptomsNamed } from '../symptoms';
import { whoseIs } from '../../whose';
import type { Symptom } from '../../types';
import { symptomOf, type Group } from './arrived';

/** What a process remembers between batches. */
export interface Remembered {
  readonly ledger: Ledger;
  readonly symptoms: Map<string, KnownSymptom>;
}

export interface KnownSymptom {
  /** Those of which a record is kept. */
  readonly services: readonly string[];
  readonly stranger: boolean;
  /** It has no item of its own: the slots whose crowds it is in. */
  readonly crowdIn?: readonly number[];
}

export interface Lacking {
  readonly group: Group;
  /** `undefined`: never seen before. */
  readonly known: Symptom | undefined;
}

export interface LookedUp {
  readonly lacking: readonly Lacking[];
  /** Nobody has looked whether they are new: there are too many. */
  readonly crowd: readonly Group[];
}

/** Ours and strangers', each. */
const mostLookedAt = 100;
const mostRemembered = 100_000;

/** The symptoms of which no record is kept, or none of a service that this batch has one of, and strangers' that are ours. */
export async function lookUp(
  groups: readonly Group[],
  { store }: Pick<Ports, 'store'>,
  { symptoms }: Remembered,
): Promise<LookedUp> {
  const unsure = groups.filter((group) => lacks(symptoms.get(group.id), group));
  const isNew = ({ id }: Group) => !hasItem(symptoms.get(id));
  const looked = new Set([...unsure.filter((group) => !isNew(group)), ...rarest(unsure.filter(isNew))]);
  const known = await symptomsNamed(
    store,
    [...looked].map(({ id }) => id),
  );
  for (const one of known.values()) remember(symptoms, one);
  const lacking = [...looked].filter((group) => lacks(symptoms.get(group.id), group));
  return {
    lacking: lacking.map((group) => ({ group, known: known.get(group.id) })),
    crowd: unsure.filter((group) => !looked.has(group)),
  };
}

/** A caller, bucket or reason of its own before the hundredth of one storm. */
function rarest(groups: readonly Group[]): readonly Group[] {
  if (groups.length <= mostLookedAt) return groups;
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const ranked = rarestFirst(groups.map((group) => symptomOf(group, [])));
  return (['ours', 'strangers'] as const)
    .flatMap((whose) => ranked.filter((one) => whoseIs(one) === whose).slice(0, mostLookedAt))
    .flatMap(({ id }) => groupOf.get(id) ?? []);
}

const hasItem = (known: KnownSymptom | undefined): boolean => known !== undefined && known.crowdIn === undefined;

const lacks = (known: KnownSymptom | undefined, { parts, samples, arrived }: Group): boolean =>
  known === undefined ||
  (known.stranger && parts.stranger !== true) ||
  [...samples.keys()].some((service) => !known.services.includes(service)) ||
  (known.crowdIn !== undefined && arrived.some(({ time }) => known.crowdIn?.includes(slotOf(time)) === false));

/** `crowdIn`: it has no item of its own. */
export function remember(
  symptoms: Remembered['symptoms'],
  { id, records, stranger }: Symptom,
  crowdIn?: readonly number[],
): void {
  if (symptoms.size >= mostRemembered) symptoms.clear();
  const known = { services: records.map(({ service }) => service), stranger: stranger === true };
  symptoms.set(id, crowdIn === undefined ? known : { ...known, crowdIn });
}
