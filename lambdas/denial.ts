import type { DeniedRequest } from '../src/request/types';

/** A denial as it came in. */
export interface Denial {
  readonly request: DeniedRequest;
  /** CloudTrail's record, redacted. */
  readonly record: unknown;
}
