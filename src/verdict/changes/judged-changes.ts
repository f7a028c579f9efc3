/** Ranked changes with what undoing each of them decides. */
import type { Decide } from '../../decision/decide';
import type { Decision, EvidenceByLayer } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { BoundRequest } from '../../request/types';
import type { Change } from '../types';
import { rolesOf, type ChangeRole } from './broke-it';
import { inOrder, type RankedChange } from './rank';

export interface JudgedCase {
  readonly request: BoundRequest;
  readonly evidence: EvidenceByLayer;
  readonly cards: readonly AnyLayer[];
  readonly decide: Decide;
  /** By evaluation alone. */
  readonly now: Decision;
  /** Ids of the changes since the denial that are undone. */
  readonly undone: ReadonlySet<string>;
}

/** Those before the denial; what the policies as they are allow, no change before them broke. */
export function judgedChanges(
  ranked: readonly RankedChange[],
  { now, undone, ...judged }: JudgedCase,
): readonly RankedChange[] {
  const marked = ranked.map((one) =>
    undone.has(one.recorded.eventId) ? { ...one, change: { ...one.change, rewound: true as const } } : one,
  );
  if (now.decision === 'allowed') return marked;
  const denial = Date.parse(judged.request.time);
  const earlier = marked.filter(({ change }) => Date.parse(change.time) < denial);
  const roles = rolesOf(
    earlier.map(({ recorded }) => recorded),
    judged,
  );
  const isExplained = [...roles.values()].some(({ is }) => is !== 'related');
  return inOrder(
    marked.map((one) => {
      const role = roles.get(one.recorded.eventId);
      if (role === undefined) return one;
      const likelihood = likelihoodOf(one.change.likelihood, role, isExplained);
      return { ...one, change: { ...one.change, role, likelihood } };
    }),
  );
}

/** What is decided goes before what names that match make likely. */
function likelihoodOf(ranked: Change['likelihood'], role: ChangeRole, isExplained: boolean): Change['likelihood'] {
  if (role.is !== 'related') return 'likely';
  const stillDenied = 'undone' in role && role.undone !== 'unknown';
  if (!stillDenied) return ranked;
  if (isExplained) return 'unlikely';
  return ranked === 'likely' ? 'possible' : ranked;
}
