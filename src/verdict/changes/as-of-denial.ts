/** What was read, as it was when the request was denied: changes since are undone, the newest first. */
import type { AnyLayer } from '../../layers/define';
import type { Investigated } from '../investigated';
import type { Situation } from '../fixes/fix-case';
import { rankChanges } from './rank';
import { undo } from './undo/undo';

export interface AsOfDenial extends Situation {
  /** Ids of the changes that are undone; what is left of those since the denial is drift. */
  readonly undone: ReadonlySet<string>;
}

export function asOfDenial(investigated: Investigated, cards: readonly AnyLayer[]): AsOfDenial {
  const { request, evidence, changes: reading, observed = true } = investigated;
  if (!observed) return { request, evidence, undone: new Set() };
  const denial = Date.parse(request.time);
  const touching = rankChanges({ reading, request, evidence, causes: [], cards })
    .map(({ recorded }) => recorded)
    // Records show whole seconds: within that of the denial nobody knows which came first.
    .filter(({ time }) => Date.parse(time) > denial)
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
  return touching.reduce<AsOfDenial>(
    (now, change) => {
      const before = undo(now, change, cards, 'rewind');
      return before.is === 'undone' ? { ...before.situation, undone: new Set([...now.undone, change.eventId]) } : now;
    },
    { request, evidence, undone: new Set() },
  );
}
