/** Readers: one per thing that we ask AWS. A reader declares what it needs, beside the read that needs it. */
import type { BoundAuthorization, BoundRequest } from '../request/types';
import type { UnreadableReason } from '../request/unknowns';
import type { Place } from './place';

/** What AWS answered. `absent` is a fact ("there is no bucket policy"), not a failure. */
export type Evidence<T> = { readonly status: 'found'; readonly value: T } | { readonly status: 'absent' };

export interface Unreadable {
  readonly status: 'unreadable';
  readonly why: UnreadableReason;
  /** The permission that was missing, or the first that the read needs. */
  readonly permission?: string;
  readonly account?: string;
  /** The error's name and a bounded message. */
  readonly error?: string;
}

/** A reading: evidence, or the reason why there is none; with when it was read. */
export type Reading<T> = (Evidence<T> | Unreadable) & { readonly readAt?: string };

/** Whose account and credentials a read uses. */
export type At = 'caller' | 'bucket' | 'key' | 'endpoint' | 'access-point' | 'organization' | 'own';

/** An IAM action and the narrowest resource that it can be granted on, as `${Partition}`/`${Account}`/`${Region}` template. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** What a record of CloudTrail says was changed. */
export const changedThings = [
  'bucket',
  'account',
  'accessGrants',
  'accessPoint',
  'key',
  'role',
  'user',
  'group',
  'managedPolicy',
  'endpoint',
  'organization',
] as const;
export type ChangedThing = (typeof changedThings)[number];

/** CloudTrail's names of calls, by what they change. */
export type ChangingCalls = Readonly<Partial<Record<ChangedThing, readonly string[]>>>;

export interface Reader<T> {
  /** kebab-case; the name in recordings, run folders and docs. */
  readonly id: string;
  readonly at: At;
  /** The Region to ask: that of the thing, the request's, or one fixed Region for global services. */
  readonly region: 'bucket' | 'request' | 'global' | 'key' | 'endpoint' | 'access-point' | 'organization';
  readonly permissions: readonly Permission[];
  /** Needed, and asked, only where the user opted in to `HeadObject` (it is granted by `s3:GetObject`). */
  readonly headObjectPermissions?: readonly Permission[];
  /** The calls that change what this reader reads, all of which are looked for; without it, any write on the same thing may. */
  readonly changedBy?: ChangingCalls;
  /** It is of an object: its changes are data events, which nobody can look up. */
  readonly changesUnseen?: true;
  /** Ids of readers of AWS's own judgement of it. By name, so that none brings the client of another. */
  readonly judgedBy?: readonly string[];
  /** What is asked about: a bucket's name, a key's ARN, an account id …; `undefined`: unknown. Equal targets are read once. */
  readonly target: (authorization: BoundAuthorization, request: BoundRequest) => string | undefined;
  /** Throws what the SDK throws; the runner turns that into `unreadable`. */
  readonly read: (place: Place, target: string) => Promise<Evidence<T>>;
}

export function defineReader<T>(reader: Reader<T>): Reader<T> {
  return reader;
}
