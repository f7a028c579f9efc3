import type { DenyingLayer, EvidenceByLayer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { UngradedCause } from '../causes/causes';
import type { DriftCase } from './drift';

/** What the certainty of a cause is judged by. */
export interface GradingCase extends DriftCase {
  readonly evidence: EvidenceByLayer;
  /** AWS's text gives a reason that our evaluation does not find, and that no unknown leaves open. */
  readonly namesAnother: boolean;
  /** Its text does, or its own evaluation says something else than ours. */
  readonly contradicted: boolean;
  /** AWS's text or its own evaluation says exactly the same. */
  readonly agreed: (cause: UngradedCause) => boolean;
  /** By AWS's own evaluation this gate let the request pass. */
  readonly refuted: (cause: UngradedCause) => boolean;
  /** The layer that denied if only one can have; whatever the others' unknowns are. */
  readonly onlySuspect: string | undefined;
  /** What blocks whatever the unknowns are. */
  readonly blockers: readonly DenyingLayer[];
  /** AWS answers this cause with another error than it gave. */
  readonly answeredOtherwise: (cause: UngradedCause) => boolean;
  /** The layer is no gate on this request's way. */
  readonly standsAside: (card: AnyLayer) => boolean;
}
