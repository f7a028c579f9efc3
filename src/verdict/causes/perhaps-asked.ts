/** What S3 asks besides for headers that no record is known to hold in full: tags, grants, locks. */
import type { Decide } from '../../decision/decide';
import { rowOf } from '../../request/authorizations/table';
import type { BoundAuthorization, BoundRequest } from '../../request/types';
import { companionOf } from '../fixes/request/implied-authorizations';
import type { Investigated } from '../investigated';

/**
 * With what may have been asked besides and is not allowed, where what is known to be asked does not explain the denial.
 * Nothing of it is asked for certain.
 */
export function withPerhapsAsked(investigated: Investigated, decide: Decide): Investigated {
  const { request, evidence, observed = true } = investigated;
  if (!observed || namesAction(request)) return investigated;
  const { blockers, decision } = decide(request, evidence);
  const possible = blockers.length > 0 ? [] : perhapsAsked(request);
  if (possible.length === 0) return investigated;
  const { byAuthorization } = decide({ ...request, authorizations: possible }, evidence);
  const lacking = possible.filter((_, place) => {
    const own = byAuthorization[place];
    // What cannot be judged of the call itself cannot be judged of these either, and says nothing new.
    return own === 'unknown' ? decision === 'allowed' : own !== 'allowed';
  });
  if (lacking.length === 0) return investigated;
  return { ...investigated, request: { ...request, authorizations: [...request.authorizations, ...lacking] } };
}

/** AWS says what it asked for and refused. */
const namesAction = ({ said, authorizations }: BoundRequest): boolean =>
  ((said.is === 'reason' || said.is === 'statement') && said.action !== undefined) ||
  authorizations.some(({ evaluation }) => evaluation !== undefined);

function perhapsAsked(request: BoundRequest): readonly BoundAuthorization[] {
  const { operation, parameters, authorizations, principal } = request;
  const main = authorizations.find(({ purpose }) => purpose === 'main');
  // Services of AWS write without these.
  if (main === undefined || principal.type === 'service' || request.errorCode !== 'AccessDenied') return [];
  const known = new Set(authorizations.map(({ action }) => action));
  const companions = (rowOf(operation).companions ?? []).filter(
    ({ headers }) => headers.length > 0 && headers.every((header) => parameters[header] === undefined),
  );
  const actions = new Set(companions.flatMap((companion) => companion.actions));
  return [...actions]
    .filter((action) => !known.has(action))
    .map((action) => ({ ...companionOf(main, action), needed: 'unknown', assumptions: [] }));
}
