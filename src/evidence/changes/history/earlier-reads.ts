/** What an earlier investigation read of a thing before it was changed, where no record and no stored version shows it. */
import { spreading } from '../spreading';
import { isAbout } from '../record/settings';
import { withSets } from '../record/before';
import type { RecordedChange, SetThing } from '../types';
import type { EarlierRead, Past } from './past';
import { readAs } from './read-as';

/** `known`: all changes that were searched. */
export async function withEarlierRead(
  change: RecordedChange,
  known: readonly RecordedChange[],
  past: Past,
): Promise<RecordedChange> {
  const [thing, ...others] = change.sets;
  if (thing === undefined || others.length > 0 || isKnown(thing)) return change;
  const as = readAs(thing);
  const [name = ''] = thing.of;
  if (as === undefined) return change;
  const made = Date.parse(change.time);
  const from = Math.max(
    past.until(change).getTime(),
    ...known.filter((one) => mayHaveSet(one, thing, change)).map(settledAfter),
  );
  const between = ({ readAt }: EarlierRead) => Date.parse(readAt) > from && Date.parse(readAt) < made;
  const reads = (await past.earlierReads(name.split('/').at(-1) ?? name, thing.setting)).filter(between);
  const newestFirst = reads.toSorted((one, other) => Date.parse(other.readAt) - Date.parse(one.readAt));
  const [before] = newestFirst.flatMap((one) => {
    const value = as(one, thing, change);
    return value === undefined ? [] : [value];
  });
  return before === undefined ? change : withSets(change, [{ ...thing, before }]);
}

/** A boundary that a record names is known when its policy is. */
const isKnown = ({ setting, before }: SetThing): boolean =>
  before !== undefined && !(setting.endsWith('-boundary') && typeof before === 'string');

/** What was read so soon after a change may still have been what it replaced. */
const settledAfter = ({ time }: RecordedChange): number => Date.parse(time) + spreading;

/** Another change until then of the same thing, or of what is read as a part of it. */
function mayHaveSet(other: RecordedChange, thing: SetThing, { eventId, time }: RecordedChange): boolean {
  if (other.eventId === eventId || Date.parse(other.time) > Date.parse(time)) return false;
  return other.sets.some(
    (set) =>
      isAbout(set, thing) ||
      isAbout(thing, set) ||
      (set.setting === 'managed-policy' && (holdsAnyPolicy(thing) || thing.of.includes(set.of[0] ?? ''))) ||
      (set.setting.startsWith('group-') && thing.of[1] === set.of[0] && thing.setting === 'user-group-attachment') ||
      (thing.setting === 'bucket-acl' && decidesWhatCounts.has(set.setting)),
  );
}

/** Which managed policies are in it, the change does not name. */
const holdsAnyPolicy = ({ setting }: SetThing): boolean =>
  setting.endsWith('-boundary') || setting === 'user-group-attachment';

/** An ACL is shown as it takes effect. */
const decidesWhatCounts = new Set(['bucket-public-access-block', 'account-public-access-block', 'bucket-ownership']);
