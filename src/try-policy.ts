/** One request decided twice over the same evidence: as it is, and with a policy that nobody has put yet. */
import type { ReadingSession } from './evidence/session/session';
import { gatherCase, reportOn } from './investigate';
import type { Places } from './policy-places';
import type { Report } from './report/contract';
import type { BoundRequest, DeniedRequest } from './request/types';
import type { Investigated } from './verdict/investigated';
import { placePolicy, type CandidatePolicy } from './with-policy';

export interface TriedRequest {
  readonly now: Report;
  readonly withPolicy: Report;
  /** Where the policy was put. */
  readonly places: Places;
}

/** `time`: ISO 8601, when the reads begin. */
export async function tryPolicy(
  request: DeniedRequest,
  session: ReadingSession,
  { candidate, time }: { readonly candidate: CandidatePolicy; readonly time: string },
): Promise<TriedRequest> {
  const gathered = asOfToday(await gatherCase(request, session, { now: time, observed: false }));
  const now = reportOn(gathered);
  const { evidence, places } = placePolicy(gathered.evidence, candidate);
  if (isDeniedElsewhere(now, candidate)) return { now, withPolicy: now, places };
  return { now, withPolicy: reportOn({ ...gathered, evidence }), places };
}

/** What AWS said and captured holds for the policies as they were when it denied. Nothing is mended here. */
const asOfToday = (gathered: Investigated): Investigated => ({
  ...gathered,
  request: unsaid(gathered.request),
  fixes: false,
});

const unsaid = ({ capturedPolicies: _captured, ...request }: BoundRequest): BoundRequest => ({
  ...request,
  said: { is: 'absent' },
  authorizations: request.authorizations.map(({ evaluation: _evaluation, ...authorization }) => authorization),
});

/** A Deny of another layer stays, whatever is put in this one. */
const isDeniedElsewhere = ({ verdict }: Report, { layer }: CandidatePolicy): boolean =>
  verdict.status === 'denied' &&
  verdict.rootCauses.some((cause) => cause.outcome === 'denies' && cause.layer !== layer);
