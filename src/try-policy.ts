/** One request decided twice over the same evidence: as it is, and with a policy that nobody has put yet. */
import type { ReadingSession } from './evidence/session/session';
import { gatherCase } from './investigate';
import type { Report } from './report/contract';
import { toReport } from './report/to-report';
import type { DeniedRequest } from './request/types';
import { conclude } from './verdict/conclude';
import type { Investigated } from './verdict/investigated';
import { withPolicy, type CandidatePolicy } from './with-policy';

export interface TriedRequest {
  readonly now: Report;
  readonly withPolicy: Report;
}

/** `time`: ISO 8601, when the reads begin. */
export async function tryPolicy(
  request: DeniedRequest,
  session: ReadingSession,
  { candidate, time }: { readonly candidate: CandidatePolicy; readonly time: string },
): Promise<TriedRequest> {
  const gathered = await gatherCase(request, session, { now: time, observed: false });
  const now = toReport(conclude(gathered));
  if (isDeniedElsewhere(now, candidate)) return { now, withPolicy: now };
  return { now, withPolicy: toReport(conclude(tried(gathered, candidate))) };
}

/** What AWS said holds for the policies as they were, and not for these. */
function tried(gathered: Investigated, candidate: CandidatePolicy): Investigated {
  return {
    ...gathered,
    request: { ...gathered.request, said: { is: 'absent' } },
    evidence: withPolicy(gathered.evidence, candidate),
  };
}

/** A Deny of another layer stays, whatever is put in this one. */
const isDeniedElsewhere = ({ verdict }: Report, { layer }: CandidatePolicy): boolean =>
  verdict.status === 'denied' &&
  verdict.rootCauses.some((cause) => cause.outcome === 'denies' && cause.layer !== layer);
