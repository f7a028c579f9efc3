/** The calls that are looked for: those that change what some reader reads. */
import { changedThings, type ChangedThing, type Reader } from '../../define';

/** CloudTrail's names of calls, by what they change. */
export type WatchedCalls = Readonly<Record<ChangedThing, readonly string[]>>;

export function watchedCallsOf(readers: readonly Pick<Reader<unknown>, 'changedBy'>[]): WatchedCalls {
  const calls = (thing: ChangedThing) => readers.flatMap(({ changedBy = {} }) => changedBy[thing] ?? []);
  const named = changedThings.map((thing) => [thing, [...new Set(calls(thing))]] as const);
  return Object.fromEntries(named) as unknown as WatchedCalls;
}
