/** What the verdict itself leaves open: codes with their facts. */
import type { Coded } from '../request/coded';
import type { UnreadableReason } from '../request/unknowns';

/** What is open besides what the layers say. */
export type VerdictUnknown =
  | Coded<'headers-not-logged', {}>
  /** An error text shows none. */
  | Coded<'time-assumed', { readonly time: string }>
  | Coded<
      'authorization-may-not-be-asked',
      { readonly action: string; readonly why?: 'object-of-another-account' | 'object-written-since' }
    >
  | DriftUnknown
  /** S3 writes no server access log of the bucket. */
  | Coded<'access-log-off', NoAccessLogFacts>
  /** There is one, and nobody looked into it. */
  | Coded<'access-log-not-read', AccessLogFacts>
  | Coded<
      'changed-since-the-denial',
      {
        readonly actor: string;
        readonly eventName: string;
        readonly resource: string;
        readonly time: string;
        readonly layer: string;
      }
    >;

export type NoAccessLogFacts = { readonly bucket: string; readonly region: string; readonly account?: string };

export type AccessLogFacts = {
  readonly bucket: string;
  /** The bucket that the log lies in, and what the keys of its objects begin with. */
  readonly target: string;
  readonly prefix: string;
  /** ISO 8601, of the denial. */
  readonly time: string;
  readonly requestId?: string;
};

export type DriftUnknown =
  | Coded<'changes-not-searched', ChangesNotSearched>
  | Coded<'changes-incomplete', { readonly since: string }>
  /** The role or user of that name is another one. */
  | Coded<'caller-made-since', { readonly madeAt: string }>;

type ChangesNotSearched = {
  readonly region?: string;
  readonly why: UnreadableReason;
  readonly account?: string;
  readonly permission?: string;
  readonly error?: string;
};
