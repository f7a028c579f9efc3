/** What a change replaced: whatever the call before it set on the same thing. */
import { defined } from '../../../defined';
import type { RecordedChange } from '../types';
import { isAbout, type RecordedSetting } from './settings';

/** `settings` are those of the same records, and of earlier ones; in any order. */
export function withBefore(
  changes: readonly RecordedChange[],
  settings: readonly RecordedSetting[],
): readonly RecordedChange[] {
  return changes.map((change) => {
    if (isCreation(change)) return { ...change, before: null };
    const earlier = lastBefore(change, settings);
    return earlier === undefined ? change : { ...change, ...defined({ before: earlier.value }) };
  });
}

const isCreation = ({ eventName, thing }: RecordedChange): boolean =>
  thing !== undefined && /^Create(?!PolicyVersion$)/.test(eventName);

/** Records show whole seconds: what another call set within the same one is not known to have come before. */
function lastBefore(change: RecordedChange, settings: readonly RecordedSetting[]): RecordedSetting | undefined {
  const { thing, eventId } = change;
  if (thing === undefined) return undefined;
  const moment = Date.parse(change.time);
  const others = settings.filter((one) => one.eventId !== eventId && isAbout(one, thing));
  if (others.some(({ time }) => Date.parse(time) === moment)) return undefined;
  return others
    .filter(({ time }) => Date.parse(time) < moment)
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time))[0];
}
