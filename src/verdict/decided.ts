/** The request and the evidence as of the denial, decided, and what blocks or may have blocked. */
import type { Decide } from '../decision/decide';
import type { Decision } from '../decision/types';
import type { AnyLayer } from '../layers/define';
import type { UngradedCause } from './causes/causes';
import { causesIn } from './causes/causes-of-blocks';
import { withPerhapsAsked } from './causes/perhaps-asked';
import { asOfDenial } from './changes/as-of-denial';
import type { Investigated } from './investigated';
import { isSameGate } from './same-gate';

export interface Decided {
  /** As of the denial. */
  readonly investigated: Investigated;
  /** Ids of the changes since the denial that are undone in it. */
  readonly undone: ReadonlySet<string>;
  /** By evaluation alone. */
  readonly now: Decision;
  /** With the knowledge that the request was denied. */
  readonly denied: Decision;
  /** What blocks whatever the unknowns are. */
  readonly certain: readonly UngradedCause[];
  /** What else may have blocked. */
  readonly possible: readonly UngradedCause[];
}

export function decidedAsOfDenial(given: Investigated, cards: readonly AnyLayer[], decide: Decide): Decided {
  const { undone, ...then } = asOfDenial(given, cards);
  const investigated = withPerhapsAsked({ ...given, ...then }, decide);
  const { request, evidence, observed = true } = investigated;
  const now = decide(request, evidence);
  // No layer can have denied what is certainly allowed: something changed since.
  const denied = observed && now.decision !== 'allowed' ? decide(request, evidence, { observed: 'denied' }) : now;
  const others = denied.suspects.filter((suspect) => !now.blockers.some((block) => isSameGate(block, suspect)));
  return {
    investigated,
    undone,
    now,
    denied,
    certain: causesIn(now.blockers, denied, investigated, cards),
    possible: causesIn(others, denied, investigated, cards),
  };
}
