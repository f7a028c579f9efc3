/** What the search for changes finds. Plain JSON, as what readers find. */
import type { UnreadableReason } from '../../request/unknowns';
import type { Thing } from './record/settings';

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
  /** What it set as a whole. Absent: nothing, or several things. */
  readonly thing?: Thing;
  /**
   * What it replaced and what it set, where the records show (a policy document, a tag); bounded and redacted. `null`: there
   * was none, there is none since. Absent: not known.
   */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What `recentChanges` found, and where it could not look. */
export interface ChangesReading {
  /** Newest first. */
  readonly changes: readonly RecordedChange[];
  /** ISO 8601: the window that was searched. */
  readonly since: string;
  readonly until: string;
  readonly searched: readonly { readonly account: string; readonly region: string }[];
  readonly notSearched: readonly {
    /** Absent: the account itself is unknown (the organization's management account). */
    readonly account?: string;
    readonly region: string;
    readonly why: UnreadableReason;
    readonly permission?: string;
    readonly error?: string;
  }[];
  /** `false`: there were more events than were read. */
  readonly complete: boolean;
}
