/** Was what is read now of a policy or a group already so when a change was made? */
import type { RecordedChange } from '../types';

/** Records show whole seconds: what came within the same one may have come after. */
const since = ({ eventId, time }: RecordedChange, known: readonly RecordedChange[]): readonly RecordedChange[] =>
  known.filter((one) => one.eventId !== eventId && Date.parse(one.time) >= Date.parse(time));

/** A managed policy by its ARN, an organization's by its id. */
export const isPolicyChangedSince = (
  policy: string,
  change: RecordedChange,
  known: readonly RecordedChange[],
): boolean =>
  since(change, known).some(({ sets }) =>
    sets.some(({ setting, of }) => setting.endsWith('-policy') && of[0] === policy),
  );

/** What hangs on the group, not who is in it. */
export const isGroupChangedSince = (group: string, change: RecordedChange, known: readonly RecordedChange[]): boolean =>
  since(change, known).some(({ sets }) =>
    sets.some(({ setting, of }) => setting.startsWith('group-') && of[0] === group),
  );
