/** Which of all that blocks, or could, is the root cause, and what would still deny once it is fixed. */
import type { UngradedCause } from './causes';
import { othersUnchanged } from '../certainty/certainty';
import type { GradingCase } from '../certainty/grading-case';
import type { Weighing } from '../certainty/weighing';
import { driftOf } from '../certainty/drift';

export interface Split {
  readonly root: readonly UngradedCause[];
  readonly next: readonly UngradedCause[];
}

/** The root cause is what AWS named, else the first that certainly blocks, else the only one left. */
export function splitCauses(
  certain: readonly UngradedCause[],
  possible: readonly UngradedCause[],
  { named, grading }: Weighing,
): Split {
  const first = certain.find(grading.agreed) ?? certain.find(named);
  if (first !== undefined) return { root: [first], next: without(first, certain) };
  const pointedAt = possible.filter(named);
  if (pointedAt.length > 0) return { root: pointedAt, next: certain };
  const inOrder =
    certain.find((cause) => !grading.answeredOtherwise(cause) && !grading.refuted(cause)) ??
    certain.find((cause) => !grading.answeredOtherwise(cause));
  if (inOrder !== undefined) return { root: [inOrder], next: without(inOrder, certain) };
  const [other] = certain;
  if (other !== undefined) {
    const left = candidates(possible, grading);
    return left.length > 0 ? { root: left, next: certain } : { root: [other], next: without(other, certain) };
  }
  return { root: grading.observed ? candidates(possible, grading) : [], next: [] };
}

/** More candidates than a person would check by hand say nothing. */
const mostCandidates = 4;

/**
 * Nothing certainly blocks and AWS names nothing. The only layer left did it, if nothing changed since; of a few layers each
 * is possible. But where a change may explain the denial as well, a single layer would read as the culprit: none is named.
 */
function candidates(possible: readonly UngradedCause[], grading: GradingCase): readonly UngradedCause[] {
  const left = grading.cards.filter(({ id }) => possible.some(({ layer }) => layer === id));
  const only = left.find(({ id }) => id === grading.onlySuspect);
  if (only !== undefined) return othersUnchanged(grading, only) ? possible : [];
  if (driftOf(grading).is === 'found') return [];
  // A statement that denies, if only what is assumed is so, outranks what merely could not be judged.
  const judged = possible.filter(
    (cause) => cause.outcome !== 'unknown' && !grading.answeredOtherwise(cause) && isAskedOfSomething(cause, grading),
  );
  if (judged.length > 0) return judged;
  return left.length <= mostCandidates ? possible : [];
}

/** That S3 may ask for some key, of which nothing is known, points at nobody. */
const isAskedOfSomething = ({ resource, block }: UngradedCause, { request }: GradingCase): boolean =>
  resource !== null || request.authorizations[block.authorization]?.needed === 'yes';

/** The rest, without the same statement under another action: fixing it once fixes both. */
function without(first: UngradedCause, all: readonly UngradedCause[]): readonly UngradedCause[] {
  const seen = new Set([identity(first)]);
  return all.filter((cause) => cause !== first && !seen.has(identity(cause)) && seen.add(identity(cause)));
}

function identity({ layer, action, policy, statement }: UngradedCause): string {
  const one =
    statement === undefined
      ? [layer, action]
      : [layer, policy?.arn ?? policy?.name, policy?.attachedTo, statement.index];
  return JSON.stringify(one);
}
