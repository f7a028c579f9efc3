/** The shapes of what readers find. Plain JSON: they lie in run folders and recordings are replayed into them. */
import type { AwsEvaluation, CapturedPolicy } from '../request/aws-evaluation';
import type { UnreadableReason } from '../request/unknowns';

/** A part of an answer that could not be read while the rest could. */
export interface UnreadablePart {
  readonly unreadable: {
    readonly why: UnreadableReason;
    readonly permission?: string;
    /** All that would settle it, where it takes more than the one that AWS refused: `a:B, a:C`. */
    readonly permissions?: string;
    readonly error?: string;
  };
}

interface PolicyName {
  readonly name: string;
  readonly arn?: string;
  /** What it hangs on, in words a person finds again: `group admins`, `OU Workloads (ou-ab12-11111111)`. */
  readonly attachedTo?: string;
}
/** A policy with its document: parsed JSON, or the JSON text as AWS returned it (URL-decoded). */
export type ReadPolicy = PolicyName & { readonly document: unknown };
export type NamedPolicy = ReadPolicy | (PolicyName & UnreadablePart);

/** A principal's identity-based policies: managed, inline, and of its groups. */
export interface IdentityPolicies {
  readonly policies: readonly NamedPolicy[];
}

/** What AWS's own simulator says of the caller's side. https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html */
export interface PolicySimulation {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** Absent: there is no boundary, no organization, or the simulator does not say. */
  readonly allowedByBoundary?: boolean;
  readonly allowedByOrganization?: boolean;
  /** Context keys that policies ask for and that the question did not state. */
  readonly missingKeys: readonly string[];
}

/** The context keys that a request had. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

/** What AWS decided of one action; the resource may be a pattern, or empty. */
export interface EvaluatedAction {
  readonly action: string;
  readonly resource: string;
  readonly context: ContextValues;
  readonly evaluation: AwsEvaluation;
}
export type DescribedPolicy = Omit<CapturedPolicy, 'document' | 'unreadable'>;

/** AWS's own evaluation of a denied request. */
export interface AuthorizationDetails {
  readonly evaluations: readonly EvaluatedAction[];
  readonly policies: readonly CapturedPolicy[];
}

/** One level of an organization's path: the root, an OU or the account, with what is attached there. */
export interface OrganizationLevel {
  /** `r-ab12`, `ou-ab12-11111111`, `111122223333` */
  readonly target: string;
  readonly targetName?: string;
  readonly policies: readonly NamedPolicy[] | UnreadablePart;
}
/** Root → OUs → account. Empty: the account is in no organization, or the policy type is not enabled. */
export interface OrganizationPolicies {
  readonly levels: readonly OrganizationLevel[];
}

/** Whom an organization's delegation policy lets change its policies. */
export interface OrganizationDelegates {
  readonly accounts: readonly string[];
  /** It names others without their accounts. */
  readonly others: boolean;
}

/** A KMS grant, as ListGrants returns it. https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantListEntry.html */
export interface KeyGrant {
  readonly GrantId?: string;
  readonly Name?: string;
  readonly GranteePrincipal?: string;
  readonly RetiringPrincipal?: string;
  readonly Operations?: readonly string[];
  readonly Constraints?: {
    readonly EncryptionContextSubset?: Readonly<Record<string, string>>;
    readonly EncryptionContextEquals?: Readonly<Record<string, string>>;
    readonly SourceArn?: string;
  };
}

/** What S3 shows of an object to whoever may not read it. Nothing more is known of one that only its tags or its ACL show. */
export interface ExistingObject {
  /** Canonical id. */
  readonly ownerId?: string;
  readonly storageClass?: string;
  /** As HeadObject spells it: `ongoing-request="false"`. */
  readonly restore?: string;
  /** ISO 8601 */
  readonly lastModified?: string;
}

/** What DescribeKey shows that decides. */
export interface KeyDescription {
  readonly arn: string;
  readonly manager: 'CUSTOMER' | 'AWS';
  /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable`, … */
  readonly state: string;
  readonly usage?: string;
  readonly spec?: string;
  readonly multiRegion?: boolean;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface AccessControlList {
  readonly ownerId: string;
  readonly grants: readonly {
    /** Canonical user id, or a group's URI. */
    readonly grantee: string;
    readonly permission: 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';
  }[];
}

/** What GetRole or GetUser shows. */
export interface PrincipalFacts {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly boundaryArn?: string;
  /** ISO 8601 */
  readonly createdAt?: string;
}

/** What the record of AssumeRole* or GetFederationToken shows about a session. */
export interface SessionPolicies {
  /** None: the record shows that the session has no policy. */
  readonly policies: readonly NamedPolicy[];
  /** Session tags, those passed on by a chain of roles included. */
  readonly tags: Readonly<Record<string, string>>;
  readonly sourceIdentity?: string;
  readonly eventId: string;
}

/** The bucket's server access log. */
export type BucketLogging =
  | { readonly on: false }
  | {
      readonly on: true;
      readonly bucket: string;
      /** What the keys of log objects begin with. */
      readonly prefix: string;
    };

export interface BucketEncryption {
  /** `AES256`, `aws:kms`, `aws:kms:dsse` */
  readonly algorithm: string;
  /** ARN, id or alias, as it was set. Absent with `aws:kms`: the AWS managed key. */
  readonly keyId?: string;
  readonly bucketKeyEnabled: boolean;
  /** `SSE-C` or `NONE`; empty: the answer says nothing about it. */
  readonly blockedEncryptionTypes: readonly string[];
}

/** What HeadObject shows that decides. */
export interface ObjectHead {
  /** `AES256`, `aws:kms`, `aws:kms:dsse`; absent: encrypted with a customer's key (SSE-C). */
  readonly algorithm?: string;
  readonly keyId?: string;
  readonly bucketKeyEnabled: boolean;
  readonly storageClass?: string;
  /** `x-amz-restore`, as S3 sends it. */
  readonly restore?: string;
  readonly deleteMarker: boolean;
  /** ISO 8601: when this object was written. */
  readonly lastModified?: string;
}

/** The key of an object, as KMS's own record of a use for it shows. */
export interface ObjectKey {
  readonly keyArn: string;
  readonly eventId: string;
  /** All of it. */
  readonly encryptionContext: Readonly<Record<string, string>>;
}

/** `usedAt`: ISO 8601. `wrote`: S3 asked for the key to encrypt with it, whether or not the object was then written. */
export interface UsedObjectKey extends ObjectKey {
  readonly usedAt: string;
  readonly wrote: boolean;
}

export interface VpcEndpoint {
  readonly id: string;
  readonly ownerId?: string;
  readonly vpcId: string;
  /** `Gateway`, `Interface` … */
  readonly type: string;
  readonly policy: ReadPolicy;
}

/** A Multi-Region Access Point with the buckets behind it. */
export interface MultiRegionAccessPoint {
  readonly name: string;
  readonly alias: string;
  readonly buckets: readonly { readonly bucket: string; readonly region?: string; readonly accountId?: string }[];
  readonly publicAccessBlock?: PublicAccessBlock;
}

/** An Object Lambda access point: the access point and the function behind it. */
export interface ObjectLambdaAccessPoint {
  readonly name: string;
  readonly supportingAccessPoint: string;
  readonly functions: readonly { readonly arn: string; readonly actions: readonly string[] }[];
}

/** An S3 Access Grant: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListAccessGrantEntry.html */
export interface AccessGrant {
  readonly id: string;
  readonly grantee: { readonly type: string; readonly id: string };
  /** `READ`, `WRITE`, `READWRITE` */
  readonly permission: string;
  readonly scope: string;
}

export interface AccessPoint {
  readonly name: string;
  readonly bucket: string;
  readonly bucketAccountId?: string;
  readonly networkOrigin: 'Internet' | 'VPC';
  readonly vpcId?: string;
  readonly publicAccessBlock?: PublicAccessBlock;
}
