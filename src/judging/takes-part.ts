/** Which layers a request meets at all. */
import { precedesPolicies } from '../request/error-codes';
import type { Subject } from './types';

/** What a layer's card says of whom it concerns. */
export interface Gate {
  /** AWS's wording of this layer in error texts. */
  readonly saidAs: readonly string[];
  readonly appliesTo: (subject: Subject) => boolean;
}

export function takesPart(layer: Gate, subject: Subject): boolean {
  const { errorCode } = subject.request;
  if (precedesPolicies(errorCode) && !layer.saidAs.includes(errorCode)) return false;
  return layer.appliesTo(subject);
}
