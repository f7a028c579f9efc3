/**
 * What was denied. A `DeniedRequest` is what one CloudTrail record shows, before anything is read from AWS;
 * a `BoundRequest` is the same after `resolve` found the facts that several layers need. Both are plain JSON.
 */
import type { Context } from '../engine/types';
import type { AwsEvaluation, CapturedPolicy } from './aws-evaluation';
import type { Principal } from '../names/principal';
import type { AwsSaid } from './said/aws-said';
import type { Assumption, RequestUnknown, UnknownReason } from './unknowns';

/** The context of a request, and why what is not known of it is not. */
export type RequestContext = Context<UnknownReason>;

/** Where an authorization's resource comes from when the record does not name it. */
export type ResourceReference =
  /** The KMS key that encrypted this object (only the object, or its KMS event, shows it). */
  | { readonly is: 'key-of-object'; readonly bucket: string; readonly key: string; readonly versionId?: string }
  /** The key that S3 uses for a new object in this bucket when the request names none. */
  | { readonly is: 'default-key-of-bucket'; readonly bucket: string }
  /** A key id, alias or ARN as the request named it; ids and aliases are of the caller's account. */
  | { readonly is: 'key-named-by-request'; readonly keyId: string }
  /** The record does not name it (the keys of a batch delete, a network event's bucket), or too long to be kept: `why`. */
  | { readonly is: 'not-told'; readonly why: UnknownReason; readonly bucket?: string };

/** What a key is for: the object that is encrypted with it, or what is written into a bucket. */
export type Encrypted = Extract<ResourceReference, { readonly is: 'key-of-object' | 'default-key-of-bucket' }>;

export type AuthorizationResource =
  | { readonly is: 'arn'; readonly arn: string; /** What a KMS key encrypts. */ readonly encrypts?: Encrypted }
  | ResourceReference;

/** Why this authorization is asked for: the call itself, or what S3 asks along with it. */
export type Purpose = 'main' | 'copy-source' | 'companion' | 'encryption';

/** One action on one resource that AWS must allow for the call to succeed. */
export interface Authorization {
  readonly action: string;
  readonly resource: AuthorizationResource;
  /**
   * The same thing by its bucket's ARN, when the request came through an access point: identity, endpoint and access point
   * policies see `resource`, the bucket's own policy may name either.
   */
  readonly bucketResource?: string;
  readonly purpose: Purpose;
  /** `false`: asked only if something that the record does not say is so (the object is encrypted with KMS). */
  readonly certain: boolean;
  /** The account of the resource, where the record shows it. */
  readonly resourceAccountId?: string;
  readonly context: RequestContext;
  /** What this authorization rests on without proof. */
  readonly assumptions?: readonly Assumption[];
}

/** How the request travelled. `none`: the record proves that no endpoint was on the path. */
export type EndpointPath =
  | { readonly is: 'none' }
  | { readonly is: 'endpoint'; readonly id: string; readonly accountId?: string }
  /** The console and AWS services use endpoints of AWS's own, whose policy nobody can read or set. */
  | { readonly is: 'aws-owned'; readonly id: string };

/** The credentials of a session, as far as they show which session policy may apply. */
export interface SessionFacts {
  readonly accessKeyId?: string;
  readonly createdAt?: string;
  /** AWS issued the credentials to compute (Lambda, EC2): no session policy can be part of them. */
  readonly issuedToCompute?: string;
  /** The function, task, instance or pod itself, by its ARN. */
  readonly credentialsIssuedTo?: string;
}

export interface RequestFacts {
  readonly eventId: string;
  /** Further records of this one denial: KMS's beside S3's, the copy of another account. */
  readonly furtherEventIds?: readonly string[];
  /** Ties the copies of one event in several accounts. */
  readonly sharedEventId?: string;
  /** S3's own id of the request, which its server access log has as well. */
  readonly requestId?: string;
  /** ISO 8601, of the denial. */
  readonly time: string;
  /** No time was shown: `time` is when the reads began. */
  readonly timeAssumed?: true;
  readonly region: string;
  readonly partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly eventSource: string;
  /** CloudTrail's eventName. */
  readonly operation: string;
  readonly errorCode: string;
  readonly said: AwsSaid;
  readonly principal: Principal;
  readonly session?: SessionFacts;
  /** Set for forward access sessions and service callers. */
  readonly invokedBy?: string;
  /** Absent: a record without one (a VPC endpoint's network event shows neither bucket nor key). */
  readonly bucket?: string;
  readonly key?: string;
  readonly versionId?: string;
  /** ARN of the access point (also Multi-Region, Object Lambda) through which the request came. */
  readonly accessPoint?: string;
  readonly endpoint: EndpointPath;
  readonly sourceIp?: string;
  readonly userAgent?: string;
  readonly recipientAccountId?: string;
  /** Request parameters that layers judge (allow-listed: ACL, encryption, lock, payer, expected owner … headers), lower-case. */
  readonly parameters: Readonly<Record<string, string>>;
  /** A line of a server access log, or a record without its parameters: headers that `parameters` lacks may have been sent. */
  readonly headersNotRecorded?: true;
  /** What was too long to be kept whole or held a secret: names of facts, `context` and `resource` among them. */
  readonly cut?: readonly string[];
}

export interface DeniedRequest extends RequestFacts {
  /** The account that owns the bucket, where the record shows it. */
  readonly resourceAccountId?: string;
  readonly authorizations: readonly Authorization[];
}

/** An authorization with its resource and context bound, as far as they could be. */
export interface BoundAuthorization {
  readonly action: string;
  /** ARN; `undefined`: the resource cannot be known (the key of an object). */
  readonly resource: string | undefined;
  /** As in `Authorization`. */
  readonly bucketResource?: string;
  /** `undefined`: cannot be known. */
  readonly resourceAccountId: string | undefined;
  readonly purpose: Purpose;
  /** Is it asked at all? `unknown`: an object that may or may not be encrypted with KMS. */
  readonly needed: 'yes' | 'unknown';
  readonly context: RequestContext;
  /** What AWS itself decided about it when it denied the request, where that could be read. */
  readonly evaluation?: AwsEvaluation;
  readonly assumptions: readonly Assumption[];
  /** Flags of the evaluate contract, known by resolve or the scenario; absent = not known to be so. */
  readonly flags: BoundFlags;
}

/** `undefined` is unknown (treated as either); absent facts of a complete scenario are `false`. */
export interface BoundFlags {
  readonly principalIsServiceLinkedRole: boolean;
  /** Management accounts are not bound by SCPs (as callers) or RCPs (as owners). */
  readonly principalAccountIsManagement: boolean | undefined;
  readonly resourceAccountIsManagement: boolean | undefined;
  /** By its own word in no organization: no SCP, no RCP binds it. Absent: it is in one, or nobody knows. */
  readonly principalAccountIsStandalone?: true;
  readonly resourceAccountIsStandalone?: true;
  /** The KMS key is an AWS managed key (`aws/s3`). */
  readonly awsManagedKey: boolean | undefined;
}

export interface BoundRequest extends RequestFacts {
  readonly resourceAccountId: string | undefined;
  readonly bucketRegion: string | undefined;
  readonly organizationId: string | undefined;
  readonly authorizations: readonly BoundAuthorization[];
  /** The policies that AWS used when it denied the request, where they could be read. */
  readonly capturedPolicies?: readonly CapturedPolicy[];
  /** The role or user of that name is another one: it was made then, not before the denial. */
  readonly callerMadeAt?: string;
  /** The tags of the bucket that say what made it. */
  readonly makerTags?: Readonly<Record<string, string>>;
  /** What resolve could not find, in order. */
  readonly unknowns: readonly RequestUnknown[];
}
