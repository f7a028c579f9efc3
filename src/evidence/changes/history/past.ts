import type { BoundRequest } from '../../../request/types';
import type { Evidence } from '../../define';
import type { Place } from '../../place';
import type { ReadingSession } from '../../session/session';
import type { RecordedChange } from '../types';

/** A reading of an earlier investigation. */
export interface EarlierRead {
  readonly target: string;
  readonly evidence: Evidence<unknown>;
  /** ISO 8601 */
  readonly readAt: string;
}

/** What the reader of such a setting found in earlier investigations that something of this name was part of. */
export type EarlierReads = (name: string, setting: string) => Promise<readonly EarlierRead[]>;

export const noEarlierReads: EarlierReads = () => Promise.resolve([]);

/** Where and how far back it is looked for what a change replaced. */
export interface Past {
  readonly session: ReadingSession;
  readonly request: BoundRequest;
  /** What was read for the case, as JSON. */
  readonly evidence: () => Promise<unknown>;
  /** What CloudTrail keeps and the search has not read. */
  readonly since: Date;
  /** By where the change was made. */
  readonly until: (change: RecordedChange) => Date;
  readonly earlierReads: EarlierReads;
}

/** Asks where the change was recorded. `undefined`: nobody there knows, or says. */
export async function askWhere<T>(
  { account, region }: RecordedChange,
  what: string,
  { session, request: { partition } }: Past,
  ask: (place: Place) => Promise<T>,
): Promise<T | undefined> {
  const reading = await session.ask({ at: 'own', account, region, partition }, what, ask);
  return reading.status === 'found' ? reading.value : undefined;
}
