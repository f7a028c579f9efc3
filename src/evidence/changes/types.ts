/** What the search for changes finds. Plain JSON, as what readers find. */
import type { UnreadableReason } from '../../request/unknowns';

/** A thing that calls set as a whole: `role-policy` of `app`, `read`. */
export interface Thing {
  readonly setting: string;
  /** Its names; of a key its id. */
  readonly of: readonly string[];
}

/** A thing with what a call replaced and what it set. `null`: there was none, there is none since. Absent: not known. */
export interface SetThing extends Thing {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** By what somebody made a change. */
export interface ChangeOrigin {
  readonly by: 'console' | 'cli' | 'cloudformation' | 'terraform' | 'pulumi' | 'cdk' | 'sdk' | 'service';
  /** `sso.amazonaws.com`: which service, where one did it for somebody. */
  readonly service?: string;
}

/** A write that CloudTrail recorded on a thing of the case, and that succeeded. */
export interface RecordedChange {
  readonly eventId: string;
  /** ISO 8601 */
  readonly time: string;
  /** ARN of who did it, or the service. */
  readonly actor: string;
  /** Absent: the record does not show it. */
  readonly origin?: ChangeOrigin;
  readonly eventSource: string;
  readonly eventName: string;
  readonly account: string;
  readonly region: string;
  /** Names, ids and ARNs of what was changed, the most specific first: a policy and what it was attached to are two. */
  readonly resources: readonly string[];
  /** `v4`: the version of a managed policy that it is about. */
  readonly version?: string;
  /** What it set as a whole: one thing, or some tags. */
  readonly sets: readonly SetThing[];
  /** The one thing that it set, or what its record shows else (tags); bounded and redacted. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The record of a call that was allowed. */
export interface AllowedUse {
  readonly eventId: string;
  readonly eventName: string;
  /** ISO 8601 */
  readonly time: string;
}

/** What `recentChanges` found, and where it could not look. */
export interface ChangesReading {
  /** Newest first. */
  readonly changes: readonly RecordedChange[];
  /** ISO 8601: the window that was searched. */
  readonly since: string;
  readonly until: string;
  readonly searched: readonly { readonly account: string; readonly region: string }[];
  /** Where changes were heard as they were made, since when (ISO 8601); before that it was looked up. Absent: nowhere. */
  readonly heard?: readonly { readonly account: string; readonly region: string; readonly since: string }[];
  readonly notSearched: readonly {
    /** Absent: the account itself is unknown (the organization's management account). */
    readonly account?: string;
    readonly region: string;
    readonly why: UnreadableReason;
    readonly permission?: string;
    readonly error?: string;
  }[];
  /** When the same caller was last allowed the same in this bucket, as far as KMS's records show. */
  readonly lastAllowed?: AllowedUse;
  /** `false`: there were more events than were read. */
  readonly complete: boolean;
}
