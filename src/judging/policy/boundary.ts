/** Has the caller a permissions boundary? A Deny with NotPrincipal hits whoever has one. */
import { lookUp, type IndexedContext } from '../../engine/context';
import type { OpenQuestions } from '../../engine/open-questions';
import type { Truth } from '../../engine/truth';
import type { Reading } from '../../evidence/define';
import type { ReadPolicy } from '../../evidence/values';
import { preparedRequest } from '../engine-request';
import type { Subject } from '../types';

/** What AWS's documentation leaves open of it: docs/open-questions.md. */
export const boundaryQuestions = {
  /** Does a wildcard principal without `aws:PrincipalArn` pass the boundary and session policies? */
  'wildcard-principal-and-boundary': true,
} as const satisfies OpenQuestions;

/** Where a world that `decide` tries says so; no key of AWS. */
export const BOUNDARY_KEY = ' permissions-boundary';
/** The id of the reader, which would itself bring its client into every bundle. */
export const BOUNDARY_READ = BOUNDARY_KEY.trim();

export function boundaryOf(subject: Subject, reading: Reading<ReadPolicy>): Truth {
  if (!mayHaveBoundary(subject)) return false;
  if (reading.status !== 'unreadable') return reading.status === 'found';
  return boundaryIn(preparedRequest(subject).context);
}

/** What a world says of it; `undefined`: it stays unknown. */
export function boundaryIn(context: IndexedContext): Truth {
  const supposed = lookUp(context, BOUNDARY_KEY);
  return typeof supposed === 'string' ? supposed === 'true' : undefined;
}

/** Only users and roles have one. */
function mayHaveBoundary({ request: { principal } }: Subject): boolean {
  return principal.type !== 'anonymous' && principal.type !== 'service' && principal.type !== 'root';
}
