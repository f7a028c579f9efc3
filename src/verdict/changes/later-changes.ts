/** What came after a change on the same thing: whoever leaves the change out leaves that in. */
import type { RecordedChange, Thing } from '../../evidence/changes/types';
import type { AnyLayer } from '../../layers/define';
import type { Situation } from '../fixes/fix-case';
import { undo } from './undo/undo';

/** The oldest first. */
export const laterThan = (change: RecordedChange, changes: readonly RecordedChange[]): readonly RecordedChange[] =>
  changes
    .filter((other) => Date.parse(other.time) > Date.parse(change.time) && isOfSameThing(change, other))
    .toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));

function isOfSameThing(one: RecordedChange, other: RecordedChange): boolean {
  if (one.eventSource !== other.eventSource) return false;
  if (one.sets.length === 0)
    return other.sets.length === 0 && one.resources.some((name) => other.resources.includes(name));
  return one.sets.some((thing) => other.sets.some((same) => nameOf(thing) === nameOf(same)));
}

const nameOf = ({ setting, of }: Thing): string => JSON.stringify([setting, of]);

/** A later call made the opposite of it so: what is at hand is due to calls after that. */
export function isTakenBack(change: RecordedChange, later: readonly RecordedChange[]): boolean {
  const [thing] = change.sets;
  // Calls without a value, as DisableKey and EnableKey.
  if (thing === undefined) return later.some(({ eventName }) => eventName !== change.eventName);
  if (!thing.setting.endsWith('-attachment')) return false;
  return later.some(({ sets: [other] }) => (other?.after === null) !== (thing.after === null));
}

/** What later calls set is set again, statement by statement, as they set it. */
export const doneAgain = (
  situation: Situation,
  later: readonly RecordedChange[],
  cards: readonly AnyLayer[],
): Situation =>
  later.reduce((now, change) => {
    const isWhole = change.sets.every(
      ({ setting, before, after }) => !setting.endsWith('-attachment') && before !== undefined && after !== undefined,
    );
    if (change.sets.length === 0 || !isWhole) return now;
    const sets = change.sets.map((thing) => ({ ...thing, before: thing.after, after: thing.before }));
    const again = undo(now, { ...change, sets }, cards);
    return again.is === 'undone' ? again.situation : now;
  }, situation);
