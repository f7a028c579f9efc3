/** What a request leaves open before any layer judges it: codes with their facts. Sentences live in `report`. */
import type { Coded } from './coded';

/** Why AWS did not answer. One code per remedy that we can name. */
export type UnreadableReason =
  | 'access-denied'
  | 'throttled'
  | 'timeout'
  | 'connection-failed'
  | 'server-error'
  | 'malformed-answer'
  /** No role is configured for that account. */
  | 'account-not-configured'
  /** A service of AWS's acts there, and nobody else reads. */
  | 'account-of-aws'
  /** What to read is itself unknown (the key of an object). */
  | 'target-unknown'
  /** A replayed recording does not hold this call. */
  | 'not-recorded'
  | 'not-found'
  /** Refused, and only the ACL of the object could allow it, which another account owns. */
  | 'object-of-another-account'
  /** S3 redirects to another Region without telling which. */
  | 'other-region'
  /** The account is not below the root of the organization that was asked. */
  | 'other-organization'
  /** Only CloudTrail could answer, and does not. */
  | 'no-record'
  /** The layer or reader failed in a way we did not foresee. */
  | 'crashed'
  /** An opt-in that nobody took. */
  | 'not-asked'
  /** Only a policy that is put is judged by AWS itself. */
  | 'not-put'
  /** `evaluate`: the scenario says so. */
  | 'stated';

/** Why a condition key or a resource is not known. */
export type UnknownReason =
  | 'not-in-record'
  | 'not-documented'
  | 'not-stated'
  | 'not-told'
  | 'until-read'
  | 'hidden-caller'
  | 'role-path-not-told'
  | 'session-not-told'
  | 'endpoint-not-told'
  | 'session-not-stated'
  | 'parameters-not-told'
  | 'tls-not-told'
  | 'signature-not-told'
  | 'endpoint-of-aws'
  /** The event of a VPC endpoint names neither bucket nor key. */
  | 'network-event'
  | 'service-call'
  | 'forwarded-call'
  | 'caller-of-kms-unclear'
  | 'bucket-key-or-not'
  | 'account-of-key-unknown'
  | 'region-of-key-unknown'
  | 'key-of-object-not-found'
  /** Who owns the bucket cannot read it. */
  | 'object-of-another-account'
  /** What is there now came after the denial. */
  | 'object-written-since'
  | 'alias-not-resolved'
  /** It was too long for a record. */
  | 'cut'
  /** `evaluate`: the scenario says so. */
  | 'stated';

/** What could not be read: by a reader, or the policy of that name. */
export type UnreadableFacts = {
  readonly read?: string;
  readonly policy?: string;
  readonly target?: string;
  readonly why: UnreadableReason;
  /** The permission that was missing, or the first that the read needs. */
  readonly permission?: string;
  /** All that would settle it, where it takes more than the one that AWS refused: `a:B, a:C`. */
  readonly permissions?: string;
  readonly account?: string;
  readonly error?: string;
};

/** What could not be known about the request. */
export type RequestUnknown =
  | Coded<'unreadable', UnreadableFacts>
  /** AWS's own evaluation of the denial: all of it, or the policies that it used. */
  | Coded<'aws-evaluation-unread', UnreadableFacts & { readonly region: string }>
  /** It is about another caller, or another action or resource. */
  | Coded<'aws-evaluation-of-another-request', { readonly id: string }>
  | Coded<
      'resource-unknown',
      {
        readonly action: string;
        readonly why?: UnknownReason;
        readonly bucket?: string;
        readonly key?: string;
        readonly alias?: string;
      }
    >;

/** A fact taken as true without proof: nothing that rests on it is more than *possible*. */
export type Assumption =
  | Coded<
      'object-key-from-bucket-default',
      { readonly bucket: string; readonly key: string; readonly why?: 'object-of-another-account' }
    >
  /** It is that of the object that came after the denial. */
  | Coded<'object-key-of-later-object', { readonly bucket: string; readonly key: string; readonly writtenAt: string }>
  | Coded<'companion-action-unverified', { readonly action: string }>
  /** The record holds no headers, and one may have named another key. */
  | Coded<'no-encryption-header-assumed', { readonly operation: string }>
  | Coded<'upload-key-from-bucket-default', { readonly operation: string }>;
