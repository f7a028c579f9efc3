/** The answer of one layer on one authorization, also of a layer that fails. */
import type { AnyLayer, Answer, Judgement, ReadingsOf, Reads, Subject } from '../layers/define';
import { possibleGrants } from '../layers/judgements';
import { cannotKnow, forbidsIt, letsPass, note, notApplicable } from '../layers/state-answers';

/** The readings of a layer for one authorization, by its place; `undefined`: the layer takes no part. */
export type ReadingsFor = (layer: AnyLayer, subject: Subject, place: number) => ReadingsOf<Reads> | undefined;

/** `undefined`: the layer takes no part. */
export function answerOf(
  layer: AnyLayer,
  subject: Subject,
  place: number,
  readingsFor: ReadingsFor,
): Answer | undefined {
  try {
    if (!layer.appliesTo(subject)) return outOfTheWay;
    const readings = readingsFor(layer, subject, place);
    return readings === undefined ? undefined : layer.check(subject, readings);
  } catch (error) {
    // One layer that fails must not hide what the others say.
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return cannotKnow([{ code: 'crashed', facts: { error: text.slice(0, 300) } }], anything(layer));
  }
}

const outOfTheWay = notApplicable(note('does-not-apply'));

function anything({ kind, side }: AnyLayer): readonly Judgement[] {
  if (kind === 'grant' && side !== 'principal') return possibleGrants(undefined, 0, 15);
  const lacking: Judgement = { applies: true, denies: false, allows: false };
  const taking: readonly Judgement[] =
    kind === 'modifier'
      ? (['policy', 'access-control-list'] as const).map((voids) => ({
          ...letsPass,
          effects: [{ voids, to: 'everyone' }],
        }))
      : [];
  return [letsPass, forbidsIt, ...(kind === 'grant' || kind === 'limit' ? [lacking] : []), ...taking];
}
