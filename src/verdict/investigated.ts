/** What a verdict is made from: what was read, and the decision over it. */
import type { Decision, EvidenceByLayer } from '../decision/types';
import type { ChangesReading } from '../evidence/values';
import type { AnyLayer } from '../layers/define';
import type { BoundRequest } from '../request/types';

export interface Investigated {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly changes: ChangesReading;
  /** ISO 8601: when the evidence was read. */
  readonly asOf: string;
  /** `false`: nothing was denied, somebody asks (`explain`). */
  readonly observed?: boolean;
}

/** The registry's cards and the one decision over them. */
export interface Court {
  readonly cards: readonly AnyLayer[];
  readonly decide: (
    request: BoundRequest,
    evidence: EvidenceByLayer,
    options?: { readonly observed?: 'denied' },
  ) => Decision;
}
