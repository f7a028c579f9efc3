/** Which layers a request meets at all. */
import { deniedBy, type ErrorClass } from '../request/error-codes';
import type { Subject } from './types';

/** What a layer's card says of whom it concerns. */
export interface Gate {
  /** AWS's wording of this layer in error texts. */
  readonly saidAs: readonly string[];
  readonly appliesTo: (subject: Subject) => boolean;
}

/** Refused before any policy is asked about a caller: who does not authenticate is nobody yet, and a browser that asks first is nobody. */
const beforePolicies: readonly (ErrorClass | undefined)[] = ['authentication', 'preflight'];

export function takesPart(layer: Gate, subject: Subject): boolean {
  const { errorCode } = subject.request;
  if (beforePolicies.includes(deniedBy(errorCode)?.class) && !layer.saidAs.includes(errorCode)) return false;
  return layer.appliesTo(subject);
}
