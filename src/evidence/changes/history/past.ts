import type { BoundRequest } from '../../../request/types';
import type { Place } from '../../place';
import type { ReadingSession } from '../../session/session';
import type { RecordedChange } from '../types';

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
