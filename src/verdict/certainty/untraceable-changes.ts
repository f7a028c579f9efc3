/** What may have been otherwise when the request was denied, and leaves no trace that anybody can look up: objects. */
import type { Reading } from '../../evidence/define';
import type { AnyLayer } from '../../layers/define';
import type { UngradedCause } from '../causes/causes';
import type { GradingCase } from './grading-case';

/** May the object that this layer looked at have been another one, or in another state? */
export function mayHaveChangedUnseen(
  { observed, request, evidence, standsAside }: GradingCase,
  card: AnyLayer,
): boolean {
  if (!observed || standsAside(card)) return false;
  const read = evidence[card.id] ?? {};
  return (
    asksForObjectTags(read) ||
    Object.entries(card.reads).some(
      ([name, { changesUnseen }]) =>
        changesUnseen === true && Object.values(read[name] ?? {}).some((reading) => !isOlder(reading, request.time)),
    )
  );
}

/** Does this cause rest on what nobody can look up? */
export function restsOnUnseen(grading: GradingCase, card: AnyLayer, cause: UngradedCause): boolean {
  const readsObjects = Object.values(card.reads).some(({ changesUnseen }) => changesUnseen === true);
  if (readsObjects) return mayHaveChangedUnseen(grading, card);
  return grading.observed && asksForObjectTags([cause.conditions, cause.nearMisses]);
}

const asksForObjectTags = (value: unknown): boolean => /s3:ExistingObjectTag\//i.test(JSON.stringify(value ?? null));

/** What could not be read is unknown, and said to be. An object that was written before the denial is still that object. */
function isOlder(reading: Reading<unknown>, denial: string): boolean {
  if (reading.status === 'unreadable') return true;
  const value: unknown = reading.status === 'found' ? reading.value : undefined;
  if (typeof value !== 'object' || value === null || !('lastModified' in value)) return false;
  return typeof value.lastModified === 'string' && Date.parse(value.lastModified) < Date.parse(denial);
}
