/** Which layers a request meets at all. */
import { deniedBy } from '../request/error-codes';
import type { AnyLayer, Subject } from './define';

/** Whoever does not authenticate is nobody yet: S3 refuses before any policy is asked about a caller. */
export function takesPart(layer: AnyLayer, subject: Subject): boolean {
  const { errorCode } = subject.request;
  if (deniedBy(errorCode)?.class === 'authentication' && !layer.saidAs.includes(errorCode)) return false;
  return layer.appliesTo(subject);
}
