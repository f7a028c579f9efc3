import type { Block, EvidenceByLayer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { UngradedCause } from '../causes/causes';
import type { DriftCase } from './drift';

/** What the certainty of a cause is judged by. */
export interface GradingCase extends DriftCase {
  readonly evidence: EvidenceByLayer;
  /** AWS gives a reason that our evaluation does not find, and that no unknown leaves open. */
  readonly contradicted: boolean;
  /** The layer that denied if only one can have; whatever the others' unknowns are. */
  readonly onlySuspect: string | undefined;
  /** What blocks whatever the unknowns are. */
  readonly blockers: readonly Block[];
  /** AWS answers this cause with another error than it gave. */
  readonly answeredOtherwise: (cause: UngradedCause) => boolean;
  /** The layer is no gate on this request's way. */
  readonly standsAside: (card: AnyLayer) => boolean;
}
