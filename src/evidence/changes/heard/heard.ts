/** Changes that were heard as they were made, so that CloudTrail need not be asked for them. */
import type { ChangedThing } from '../../define';
import type { RecordedSetting } from '../record/settings';
import type { RecordedChange } from '../types';

/** Where changes are heard: EventBridge hears those of one account and Region. */
export interface HeardPlace {
  readonly account: string;
  readonly region: string;
}

/** What a change is of, by one name: a record and whoever looks for it come to the same. */
export interface Subject {
  readonly thing: ChangedThing;
  /** Absent: the record names none, or several. */
  readonly name?: string;
}

export interface HeardChanges {
  /** Milliseconds since 1970, since when all changes there were heard. `undefined`: they are not, or not any more. */
  readonly since: (place: HeardPlace) => Promise<number | undefined>;
  /** Newest first. */
  readonly of: (place: HeardPlace, subjects: readonly Subject[], from: number) => Promise<HeardOf>;
}

export interface HeardOf {
  readonly changes: readonly RecordedChange[];
  /** All since then were read. */
  readonly since: number;
}

/** Where there is no ledger: the command line. */
export const nothingHeard: HeardChanges = {
  since: () => Promise.resolve(undefined),
  of: (_, __, from) => Promise.resolve({ changes: [], since: from }),
};

/** What it set, as its record shows it. */
export const settingsOf = ({ eventId, time, version, sets }: RecordedChange): readonly RecordedSetting[] =>
  sets.map(({ setting, of, after }) => ({
    setting,
    of,
    ...(after === undefined ? {} : { value: after }),
    ...(version === undefined ? {} : { version }),
    eventId,
    time,
  }));
