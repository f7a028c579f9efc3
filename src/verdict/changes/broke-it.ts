/** Which changes broke it: those without which the request is decided to be allowed. */
import type { RecordedChange } from '../../evidence/changes/types';
import type { Decide } from '../../decision/decide';
import type { DecisionValue } from '../../decision/types';
import type { AnyLayer } from '../../layers/define';
import type { Situation } from '../fixes/fix-case';
import type { CannotUndo } from './undo/types';
import { doneAgain, isTakenBack, laterThan } from './later-changes';
import { undo } from './undo/undo';

/**
 * `the-cause`: undone alone it lets the request through. `a-cause`: undone together with `others` it does, and without any of
 * them it does not. `related`: neither, or it cannot be undone.
 */
export type ChangeRole =
  | { readonly is: 'the-cause'; readonly undone: DecisionValue }
  | { readonly is: 'a-cause'; readonly undone: DecisionValue; readonly others: readonly string[] }
  | { readonly is: 'related'; readonly undone: DecisionValue }
  | { readonly is: 'related'; readonly because?: CannotUndo };

/** Each costs a decision or two; those that touch what blocks come first. */
const mostTried = 24;

export interface BrokenCase extends Situation {
  readonly decide: Decide;
  readonly cards: readonly AnyLayer[];
}

/** By event id. `changes` are of before the denial, the likeliest first, and the request is not allowed. */
export function rolesOf(changes: readonly RecordedChange[], broken: BrokenCase): ReadonlyMap<string, ChangeRole> {
  const tried = changes.slice(0, mostTried).map((change) => tryWithout(change, laterThan(change, changes), broken));
  const undoable = tried.flatMap((one) => (one.is === 'undone' ? [one] : []));
  const alone = undoable.filter(({ decision }) => decision === 'allowed');
  const together =
    alone.length > 0
      ? []
      : needed(
          undoable.map(({ change }) => change),
          broken,
        );
  return new Map(
    changes.map((change, at): [string, ChangeRole] => {
      const one = tried[at];
      if (one === undefined) return [change.eventId, { is: 'related' }];
      if (one.is === 'not-undone') return [change.eventId, { is: 'related', because: one.because }];
      if (one.decision === 'allowed') return [change.eventId, { is: 'the-cause', undone: 'allowed' }];
      if (!together.includes(change)) return [change.eventId, { is: 'related', undone: one.decision }];
      const others = together.filter((other) => other !== change).map(({ eventId }) => eventId);
      return [change.eventId, { is: 'a-cause', undone: 'allowed', others }];
    }),
  );
}

type Tried =
  | { readonly is: 'undone'; readonly change: RecordedChange; readonly decision: DecisionValue }
  | { readonly is: 'not-undone'; readonly because: CannotUndo };

function tryWithout(
  change: RecordedChange,
  later: readonly RecordedChange[],
  { request, evidence, decide, cards }: BrokenCase,
): Tried {
  const undone = undo({ request, evidence }, change, cards);
  if (undone.is === 'not-undone') return undone;
  const situation = isTakenBack(change, later) ? { request, evidence } : doneAgain(undone.situation, later, cards);
  return { is: 'undone', change, decision: decide(situation.request, situation.evidence).decision };
}

/** The changes that have to be undone together; empty: not even all of them let the request through. */
function needed(changes: readonly RecordedChange[], broken: BrokenCase): readonly RecordedChange[] {
  if (changes.length < 2 || !passesWithout(changes, broken)) return [];
  return changes.reduce<readonly RecordedChange[]>((kept, change) => {
    const fewer = kept.filter((one) => one !== change);
    return passesWithout(fewer, broken) ? fewer : kept;
  }, changes);
}

function passesWithout(changes: readonly RecordedChange[], { decide, cards, ...situation }: BrokenCase): boolean {
  const newestFirst = changes.toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
  const { request, evidence } = newestFirst.reduce<Situation>((one, change) => {
    const undone = undo(one, change, cards);
    return undone.is === 'undone' ? undone.situation : one;
  }, situation);
  return decide(request, evidence).decision === 'allowed';
}
