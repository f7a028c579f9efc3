/** What a policy would change about each group of requests. */
import { causeOf } from '../../src/report/batch/cause-groups';
import type { Report } from '../../src/report/contract';
import { takenAt } from '../../src/request/taken-at';
import type { Places } from '../../src/policy-places';
import type { DeniedRequest } from '../../src/request/types';
import { tryPolicy, type TriedRequest } from '../../src/try-policy';
import { unplaced, type CandidatePolicy } from '../../src/with-policy';
import { attempt } from '../batch/attempt';
import { progressOf } from '../batch/progress';
import { unplacedUsage } from '../question/candidate';
import { asOf, regionFor, type Sessions } from '../sessions';
import type { AskedGroup } from './requests';

/** `unchanged` includes what the policies of today already deny or allow, whatever came of it then. */
export type Change = 'newly-denied' | 'newly-allowed' | 'undecided' | 'unchanged';

export interface TriedGroup {
  readonly change: Change;
  readonly was: AskedGroup['was'];
  readonly count: number;
  readonly caller: string;
  readonly action: string;
  /** That of the newest of the group. */
  readonly resource: string;
  readonly firstTime: string;
  readonly lastTime: string;
  readonly now: Report['verdict']['status'];
  readonly withPolicy: Report['verdict']['status'];
  /** Layer, policy and statement that deny: with the policy, or, of what is newly allowed, without it. */
  readonly deniedBy?: string;
  /** Why it cannot be decided: with the policy or, of what is newly allowed, without it. */
  readonly why?: string;
}

export interface Answers {
  readonly tried: readonly TriedGroup[];
  /** Requests of groups whose investigation failed. */
  readonly failed: number;
}

export async function answersOf(
  groups: readonly AskedGroup[],
  candidate: CandidatePolicy,
  sessions: Sessions,
): Promise<Answers> {
  const progress = progressOf('groups of requests', groups.length);
  const on = new Set<string>();
  const unsaid = new Set<string>();
  const tried: TriedGroup[] = [];
  let failed = 0;
  for (const asked of groups) {
    const { newest, count } = asked.group;
    const answer = await attempt(newest, () => tryOne(newest, candidate, sessions));
    if (answer === undefined) failed += count;
    else {
      for (const target of answer.places.on) on.add(target);
      for (const target of answer.places.unsaid) unsaid.add(target);
      if (unsaid.size > 0) refuseUnplaced({ on: [...on], unsaid: [...unsaid] }, candidate);
      tried.push(answerOf(asked, answer));
    }
    progress.step();
  }
  progress.end();
  if (failed === 0) refuseUnplaced({ on: [...on], unsaid: [...unsaid] }, candidate);
  return { tried, failed };
}

async function tryOne(request: DeniedRequest, candidate: CandidatePolicy, sessions: Sessions): Promise<TriedRequest> {
  const placed = { ...request, region: await regionFor(sessions, request) };
  const session = sessions.sessionFor(placed.region);
  const time = asOf(session);
  return tryPolicy(takenAt(placed, time), session, { candidate, time });
}

function refuseUnplaced(places: Places, candidate: CandidatePolicy): void {
  const problem = unplaced(places, candidate);
  if (problem !== undefined) throw unplacedUsage(problem, candidate);
}

function answerOf({ was, group }: AskedGroup, tried: TriedRequest): TriedGroup {
  const { principal, operation, bucket, key } = tried.now.request;
  const { action = operation, resource } = tried.now.request.authorizations[0] ?? {};
  const change = changeOf(was, tried);
  return {
    change,
    was,
    count: group.count,
    caller: principal.arn ?? principal.type,
    action,
    resource: resource ?? [bucket, key].filter((part) => part !== undefined).join('/'),
    firstTime: group.firstTime,
    lastTime: group.lastTime,
    now: tried.now.verdict.status,
    withPolicy: tried.withPolicy.verdict.status,
    ...reasonOf(change, tried),
  };
}

/** A request that was allowed and cannot be decided without the policy is one that the policy denies. */
function changeOf(was: AskedGroup['was'], { now, withPolicy }: TriedRequest): Change {
  const before = now.verdict.status;
  const after = withPolicy.verdict.status;
  if (after === 'inconclusive') return 'undecided';
  if (before === 'inconclusive') return isSame(was, after) ? 'unchanged' : newly(after);
  return before === after ? 'unchanged' : newly(after);
}

const isSame = (was: AskedGroup['was'], status: Report['verdict']['status']): boolean =>
  (was === 'denied') === (status === 'denied');
const newly = (status: Report['verdict']['status']): Change => (status === 'denied' ? 'newly-denied' : 'newly-allowed');

function reasonOf(change: Change, { now, withPolicy }: TriedRequest): Pick<TriedGroup, 'deniedBy' | 'why'> {
  switch (change) {
    case 'newly-denied':
      return { deniedBy: causeOf(withPolicy) };
    case 'newly-allowed':
      return now.verdict.status === 'denied' ? { deniedBy: causeOf(now) } : whyOpen(now);
    case 'undecided':
      return whyOpen(withPolicy);
    case 'unchanged':
      return {};
  }
}

function whyOpen({ unknowns }: Report): Pick<TriedGroup, 'why'> {
  const [first, ...others] = unknowns;
  if (first === undefined) return {};
  return { why: `${first.what}: ${first.why}${others.length === 0 ? '' : ` (and ${others.length} more unknowns)`}` };
}
