/** Which layers a request meets at all. */
import { deniedBy } from '../request/error-codes';
import type { Subject } from './types';

/** What a layer's card says of whom it concerns. */
export interface Gate {
  /** AWS's wording of this layer in error texts. */
  readonly saidAs: readonly string[];
  readonly appliesTo: (subject: Subject) => boolean;
}

/** Whoever does not authenticate is nobody yet: S3 refuses before any policy is asked about a caller. */
export function takesPart(layer: Gate, subject: Subject): boolean {
  const { errorCode } = subject.request;
  if (deniedBy(errorCode)?.class === 'authentication' && !layer.saidAs.includes(errorCode)) return false;
  return layer.appliesTo(subject);
}
