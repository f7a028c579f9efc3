/** How much work it may be to find and prove the fixes of a layer: counted, not timed, so that it ends alike on every machine. */
import type { EvidenceByLayer } from '../../decision/types';
import type { FixCase } from './fix-case';
import { documentOf } from './policies/drafts';
import { policiesIn } from './policies/policies-in-evidence';

/** Letters of policies that were gone over, and what was done because of unknowns. */
export class Effort {
  private taken = 0;

  constructor(private readonly most: number) {}

  get isSpent(): boolean {
    return this.taken > this.most;
  }

  get steps(): number {
    return this.taken;
  }

  add(steps: number): void {
    this.taken += steps;
  }
}

export interface BoundedCase extends FixCase {
  readonly effort: Effort;
}

/** The same case, in which every question is counted. Nothing stops by itself: whoever asks looks at `effort`. */
export function boundedCase(fixCase: FixCase, most: number): BoundedCase {
  const effort = new Effort(most);
  const size = sizes();
  return {
    ...fixCase,
    effort,
    decide: (request, evidence, options) => {
      const decision = fixCase.decide(request, evidence, options);
      const letters = Object.values(evidence).reduce((sum, own) => sum + size(own), 0);
      effort.add(letters * request.authorizations.length + decision.steps);
      return decision;
    },
    ask: (layer, subject, evidence) => {
      const own = evidence[layer.id];
      effort.add(own === undefined ? 0 : size(own));
      return fixCase.ask(layer, subject, evidence);
    },
  };
}

/** What one layer judges stays the same object while other layers are changed. */
function sizes(): (own: EvidenceByLayer[string]) => number {
  const known = new WeakMap<object, number>();
  return (own) => {
    const size = known.get(own) ?? lettersIn(own);
    known.set(own, size);
    return size;
  };
}

/** What holds no policy takes a moment as well. */
const least = 100;

const lettersIn = (own: EvidenceByLayer[string]): number =>
  policiesIn(own).reduce((sum, { policy }) => sum + JSON.stringify(documentOf(policy.document)).length, least);
