/** What a verdict is made from. */
import type { EvidenceByLayer } from '../decision/types';
import type { ChangesReading } from '../evidence/changes/types';
import type { BoundRequest, DeniedRequest } from '../request/types';

export interface Investigated {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly changes: ChangesReading;
  /** ISO 8601: when the evidence was read. */
  readonly asOf: string;
  /** Layers whose policies are known to be those of the denial. */
  readonly settled?: readonly string[];
  /** `false`: nothing was denied, somebody asks (`explain`). */
  readonly observed?: boolean;
  /** `false`: nobody asks what would mend it. */
  readonly fixes?: false;
  /** Calls of the same caller, operation and bucket that succeeded, as if they had been denied. */
  readonly successes?: readonly DeniedRequest[];
}
