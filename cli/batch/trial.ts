/** `investigate --with`: which denials of an input would be allowed, or not, with a policy that is not yet put. */
import { defined } from '../../src/defined';
import { investigate } from '../../src/investigate';
import { takenAt } from '../../src/request/taken-at';
import type { Report } from '../../src/report/contract';
import type { CandidatePolicy } from '../../src/with-policy';
import { asOf, regionFor, type Sessions } from '../sessions';
import type { Planned } from './planned';

export interface Tried {
  readonly count: number;
  readonly request: Report['request'];
  readonly now: Report['verdict']['status'];
  readonly withPolicy: Report['verdict']['status'];
}

/** Each symptom is decided twice over the same evidence: as it is, and with the candidate. */
export async function tryPolicy(
  denied: readonly Planned[],
  candidate: CandidatePolicy,
  sessions: Sessions,
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const { request, group } of denied) {
    const placed = { ...request, region: await regionFor(sessions, request) };
    const session = sessions.sessionFor(placed.region);
    const now = asOf(session);
    const decided = (more: { readonly candidate?: CandidatePolicy }) =>
      investigate(takenAt(placed, now), session, {
        now,
        observed: false,
        ...more,
      });
    const before = await decided({});
    const after = await decided(defined({ candidate }));
    tried.push({
      count: group.count,
      request: before.request,
      now: before.verdict.status,
      withPolicy: after.verdict.status,
    });
  }
  return tried;
}

const isChanged = ({ now, withPolicy }: Tried): boolean => now !== withPolicy;

export function triedText(tried: readonly Tried[]): string {
  const changed = tried.filter(isChanged);
  const sum = (all: readonly Tried[]) => all.reduce((total, { count }) => total + count, 0);
  const rows = changed.map(
    ({ count, request: { principal, operation, bucket, key }, now, withPolicy }) =>
      `  ${now} → ${withPolicy}   ${count} × ${principal.arn ?? principal.type} ${operation} ${bucket ?? ''}${key === undefined ? '' : `/${key}`}`,
  );
  return [`${sum(changed)} of ${sum(tried)} denied requests would change their answer`, ...rows, ''].join('\n');
}
