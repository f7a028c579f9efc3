/** What the changes since the denial make of it. */
import type { Decide } from '../../decision/decide';
import type { Decision } from '../../decision/types';
import type { Investigated } from '../investigated';
import type { Status } from '../types';
import type { Drift } from '../verdict';
import type { RankedChange } from './rank';

/** By the policies as they are now. `undefined`: they are those of the denial. */
export function sinceDenial(
  then: Decision,
  undone: ReadonlySet<string>,
  { request, evidence }: Investigated,
  decide: Decide,
): Decision | undefined {
  if (undone.size === 0) return undefined;
  const now = decide(request, evidence);
  const same = JSON.stringify([now.decision, now.blockers]) === JSON.stringify([then.decision, then.blockers]);
  return same ? undefined : now;
}

/** What was denied may be allowed by now; what was allowed by the policies of then, and is not now, explains nothing. */
export function statusSince(status: Status, since: Decision | undefined): Status {
  if (since === undefined) return status;
  if (status === 'denied' && since.decision === 'allowed') return 'would-be-allowed-now';
  return status === 'would-be-allowed-now' && since.decision !== 'allowed' ? 'inconclusive' : status;
}

/** Every change since is undone, and there were no others. */
export function driftLeft(drift: Drift, ranked: readonly RankedChange[], undone: ReadonlySet<string>): Drift {
  if (drift.is !== 'excluded' || undone.size === 0) return drift;
  return {
    is: 'settled',
    changes: ranked.filter(({ recorded }) => undone.has(recorded.eventId)).map(({ change }) => change),
  };
}
