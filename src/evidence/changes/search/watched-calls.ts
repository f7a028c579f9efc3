/** The calls that are looked for: those that change what some reader reads. */
import { changedThings, type ChangedThing, type Reader } from '../../define';

/** CloudTrail's names of calls, by what they change. */
export type WatchedCalls = Readonly<Record<ChangedThing, readonly string[]>>;

export function watchedCallsOf(readers: readonly Pick<Reader<unknown>, 'changedBy'>[]): WatchedCalls {
  const calls = (thing: ChangedThing) => readers.flatMap(({ changedBy = {} }) => changedBy[thing] ?? []);
  const named = changedThings.map((thing) => [thing, [...new Set(calls(thing))]] as const);
  return Object.fromEntries(named) as unknown as WatchedCalls;
}

/** Whose calls change it, as CloudTrail names the service. */
export const sourceOf: Readonly<Record<ChangedThing, string>> = {
  bucket: 's3.amazonaws.com',
  account: 's3.amazonaws.com',
  accessGrants: 's3.amazonaws.com',
  accessPoint: 's3.amazonaws.com',
  key: 'kms.amazonaws.com',
  role: 'iam.amazonaws.com',
  user: 'iam.amazonaws.com',
  group: 'iam.amazonaws.com',
  managedPolicy: 'iam.amazonaws.com',
  endpoint: 'ec2.amazonaws.com',
  organization: 'organizations.amazonaws.com',
};

/** What a call changes; `undefined`: nothing that is looked for. */
export const changedBy = (calls: WatchedCalls, eventSource: string, eventName: string): ChangedThing | undefined =>
  changedThings.find((thing) => sourceOf[thing] === eventSource && calls[thing].includes(eventName));

/** The same calls by the service that they are of. */
export function callsBySource(calls: WatchedCalls): Readonly<Record<string, readonly string[]>> {
  const of = (source: string) => changedThings.flatMap((thing) => (sourceOf[thing] === source ? calls[thing] : []));
  return Object.fromEntries([...new Set(Object.values(sourceOf))].map((source) => [source, [...new Set(of(source))]]));
}
