/** Which change let the request through: the newest without which, and without all that came after it, it is denied. */
import type { Decide } from '../../decision/decide';
import type { RecordedChange } from '../../evidence/changes/types';
import type { AnyLayer } from '../../layers/define';
import { rankChanges } from '../changes/rank';
import { undo } from '../changes/undo/undo';
import type { Situation } from '../fixes/fix-case';
import type { Investigated } from '../investigated';

/** `undefined`: no record shows it. */
export function mendedBy(
  { request, evidence, changes: reading }: Investigated,
  cards: readonly AnyLayer[],
  decide: Decide,
): RecordedChange | undefined {
  const denial = Date.parse(request.time);
  const later = rankChanges({ reading, request, evidence, causes: [], cards })
    .map(({ recorded }) => recorded)
    // Records show whole seconds: within that of the denial nobody knows which came first.
    .filter(({ time }) => Date.parse(time) > denial)
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
  let now: Situation = { request, evidence };
  let untried = 0;
  for (const change of later) {
    const before = undo(now, change, cards, 'rewind');
    if (before.is !== 'undone') {
      untried += 1;
      continue;
    }
    now = before.situation;
    const { decision } = decide(now.request, now.evidence);
    if (decision !== 'allowed' && decision !== 'unknown') return change;
  }
  // Nobody else touched the case since, and nothing shows that this made no difference.
  const [only, ...others] = later;
  const isAlone = others.length === 0 && untried === 1 && reading.complete && reading.notSearched.length === 0;
  return isAlone ? only : undefined;
}
