/** What fixes are sought for: a request, what is known about it, and how that is decided. */
import type { Decide } from '../../decision/decide';
import type { EvidenceByLayer } from '../../decision/types';
import type { Answer, Subject } from '../../judging/types';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';

/** What is decided over. */
export interface Situation {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
}

/** One layer's answer from the evidence; `undefined`: it takes no part. */
export type Ask = (layer: AnyLayer, subject: Subject, evidence: EvidenceByLayer) => Answer | undefined;

export interface FixCase extends Situation {
  readonly cards: readonly AnyLayer[];
  /** Decides by `ask` over these very cards. */
  readonly decide: Decide;
  readonly ask: Ask;
  /** What a read of a layer was read of, for this authorization. */
  readonly targetOf: (layer: AnyLayer, read: string, subject: Subject) => string | undefined;
}
