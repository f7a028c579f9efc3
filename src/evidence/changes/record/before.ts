/** What a change replaced: whatever the call before it set on the same thing. */
import { defined } from '../../../defined';
import type { RecordedChange, SetThing } from '../types';
import { isAbout, type RecordedSetting } from './settings';

/** `settings` are those of the same records, and of earlier ones; in any order. */
export function withBefore(
  changes: readonly RecordedChange[],
  settings: readonly RecordedSetting[],
): readonly RecordedChange[] {
  return changes.map((change) =>
    withSets(
      change,
      change.sets.map((thing) =>
        isCreation(change) ? { ...thing, before: null } : replacing(thing, change, settings),
      ),
    ),
  );
}

/** The change with what is known of the things that it set. */
export function withSets(change: RecordedChange, sets: readonly SetThing[]): RecordedChange {
  const [only] = sets;
  if (only === undefined || sets.length > 1 || only.setting === 'tag') return { ...change, sets };
  return { ...change, sets, ...defined({ before: only.before, after: only.after }) };
}

const isCreation = ({ eventName }: RecordedChange): boolean => /^Create(?!PolicyVersion$)/.test(eventName);

function replacing(thing: SetThing, change: RecordedChange, settings: readonly RecordedSetting[]): SetThing {
  const earlier = lastBefore(thing, change, settings);
  return earlier === undefined ? thing : { ...thing, ...defined({ before: earlier.value }) };
}

/** Records show whole seconds: what another call set within the same one is not known to have come before. */
function lastBefore(
  thing: SetThing,
  { eventId, time }: RecordedChange,
  settings: readonly RecordedSetting[],
): RecordedSetting | undefined {
  const moment = Date.parse(time);
  const others = settings.filter((one) => one.eventId !== eventId && isAbout(one, thing));
  if (others.some((one) => Date.parse(one.time) === moment)) return undefined;
  return others
    .filter((one) => Date.parse(one.time) < moment)
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time))[0];
}
