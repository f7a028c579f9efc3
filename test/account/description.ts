/**
 * What there is in some AWS accounts, as data. A description states what matters; the rest is as AWS makes it: a new
 * bucket blocks public access, has no ACLs and is encrypted with SSE-S3; a new key lets its account's IAM policies decide;
 * whatever is not described does not exist, and AWS's own error says so.
 *
 *     const world: World = {
 *       accounts: {
 *         '111122223333': {
 *           roles: { app: { inline: { read: { Version: …, Statement: […] } } } },
 *           buckets: { data: { policy: { … }, objects: { 'a.csv': { kmsKey: 'arn:aws:kms:…' } } } },
 *         },
 *       },
 *       organization: { accounts: { '111122223333': ['ou-1'] }, scps: { 'ou-1': { Guard: { … } } } },
 *     };
 *     const { report, recording, replayed } = await investigateIn(world, event);   // ./investigate
 *     const wire = wireOf(world);                                                  // ./wire, to use it alone
 *
 * Culprit reads the first account with its own credentials, every other one by a role. `withoutReader` lists accounts
 * without one, `refuses` single calls that are not allowed.
 */
import type { BlockFlags } from './shapes';

export interface World {
  readonly accounts: Readonly<Record<string, AccountDescription>>;
  readonly organization?: OrganizationDescription;
  /** Accounts in which no role lets Culprit read. */
  readonly withoutReader?: readonly string[];
  readonly refuses?: readonly Refusal[];
  /** HeadObject is an opt-in. @default false */
  readonly headObject?: boolean;
}

/** A policy document as plain JSON. */
export type Policy = Readonly<Record<string, unknown>>;
type Named<T> = Readonly<Record<string, T>>;

/** A call that fails although what it asks about exists. */
export interface Refusal {
  /** @default every account */
  readonly account?: string;
  /** As the SDK names it: `s3`, `s3-control`, `iam`, `kms`, `organizations`, `ec2`, `cloudtrail`, `sts`. */
  readonly service: string;
  /** @default every operation of the service */
  readonly operation?: string;
  /** Only calls whose input holds this text. */
  readonly about?: string;
  /** @default AccessDenied, in the service's spelling */
  readonly code?: string;
  readonly status?: number;
}

export interface AccountDescription {
  readonly roles?: Named<RoleDescription>;
  readonly users?: Named<UserDescription>;
  readonly groups?: Named<Policies>;
  /** Managed policies that hang on no role, user or group: those of sessions. */
  readonly managed?: Named<Policy>;
  /** What the policy simulator says, by action. Without an action here it is not allowed to be asked. */
  readonly simulation?: Named<'allowed' | 'explicitDeny' | 'implicitDeny'>;
  readonly buckets?: Named<BucketDescription>;
  readonly accessPoints?: Named<AccessPointDescription>;
  /** By alias: `example.mrap`. */
  readonly multiRegionAccessPoints?: Named<MultiRegionAccessPointDescription>;
  readonly objectLambdaAccessPoints?: Named<ObjectLambdaAccessPointDescription>;
  /** By key id. */
  readonly keys?: Named<KeyDescription>;
  /** By endpoint id. */
  readonly endpoints?: Named<EndpointDescription>;
  /** Without it the account has no S3 Access Grants instance. */
  readonly accessGrants?: readonly AccessGrantDescription[];
  /** Of the account. Without it none is set. */
  readonly publicAccessBlock?: Partial<BlockFlags>;
  /** What CloudTrail keeps. */
  readonly history?: readonly HistoryRecord[];
}

/** Policies of a role, a user or a group. */
export interface Policies {
  readonly inline?: Named<Policy>;
  /** By name, or by the ARN of a policy of AWS's. */
  readonly managed?: Named<Policy>;
}

export interface RoleDescription extends Policies {
  /** @default `/` */
  readonly path?: string;
  readonly boundary?: Policy;
  readonly tags?: Named<string>;
  /** ISO 8601 @default 2025-01-01T00:00:00Z */
  readonly createdAt?: string;
}

export interface UserDescription extends RoleDescription {
  readonly groups?: readonly string[];
}

export interface BucketDescription {
  /** @default us-east-1 */
  readonly region?: string;
  readonly policy?: Policy;
  /** What GetBucketPolicyStatus says. @default false */
  readonly policyIsPublic?: boolean;
  /** `none`: nothing is set on the bucket. @default all four are on */
  readonly publicAccessBlock?: Partial<BlockFlags> | 'none';
  /** `none`: a bucket of old, without the setting. @default BucketOwnerEnforced */
  readonly ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | 'none';
  /** Beside the owner's FULL_CONTROL. */
  readonly grants?: readonly GrantDescription[];
  /** @default SSE-S3 */
  readonly encryption?: {
    readonly algorithm?: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
    /** ARN, id or alias. */
    readonly kmsKey?: string;
    readonly bucketKey?: boolean;
    readonly blocked?: readonly string[];
  };
  readonly versioning?: { readonly status?: 'Enabled' | 'Suspended'; readonly mfaDelete?: 'Enabled' | 'Disabled' };
  readonly objectLock?: { readonly mode?: 'GOVERNANCE' | 'COMPLIANCE' };
  /** @default BucketOwner */
  readonly payer?: 'BucketOwner' | 'Requester';
  readonly tags?: Named<string>;
  readonly abac?: boolean;
  /** Server access logs go there. @default nowhere */
  readonly logging?: { readonly bucket: string; readonly prefix: string };
  /** By key, or `key?versionId=…` for a version. */
  readonly objects?: Named<ObjectDescription>;
}

export interface ObjectDescription {
  /** ISO 8601 @default 2026-01-01T00:00:00Z */
  readonly writtenAt?: string;
  /** Encrypted with this key. @default SSE-S3 */
  readonly kmsKey?: string;
  readonly bucketKey?: boolean;
  readonly storageClass?: string;
  /** The `x-amz-restore` header. */
  readonly restore?: string;
  /** Account. @default the bucket's */
  readonly owner?: string;
  readonly grants?: readonly GrantDescription[];
  readonly tags?: Named<string>;
  readonly retention?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly until: string };
  readonly legalHold?: 'ON' | 'OFF';
}

export interface GrantDescription {
  /** An account, or one of AWS's groups: `AllUsers`, `AuthenticatedUsers`, `LogDelivery`. */
  readonly to: string;
  readonly permission: 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP' | 'FULL_CONTROL';
}

export interface AccessPointDescription {
  readonly bucket: string;
  /** @default the access point's account */
  readonly bucketAccount?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** Serves this VPC only. */
  readonly vpcId?: string;
  readonly policy?: Policy;
  /** @default all four are on */
  readonly publicAccessBlock?: Partial<BlockFlags>;
}

export interface MultiRegionAccessPointDescription {
  readonly name: string;
  readonly policy?: Policy;
  readonly publicAccessBlock?: Partial<BlockFlags>;
  readonly buckets: readonly { readonly bucket: string; readonly region: string; readonly account?: string }[];
}

export interface ObjectLambdaAccessPointDescription {
  readonly region?: string;
  /** ARN of the access point behind it. */
  readonly supportingAccessPoint: string;
  readonly functions: readonly { readonly arn: string; readonly actions: readonly string[] }[];
  readonly policy?: Policy;
}

export interface KeyDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** @default IAM policies of the account decide; of a key of AWS's what AWS writes for S3 */
  readonly policy?: Policy;
  readonly grants?: readonly Policy[];
  /** @default CUSTOMER */
  readonly manager?: 'AWS' | 'CUSTOMER';
  /** @default Enabled */
  readonly state?: string;
  /** @default ENCRYPT_DECRYPT */
  readonly usage?: string;
  /** @default SYMMETRIC_DEFAULT */
  readonly spec?: string;
  readonly multiRegion?: boolean;
  readonly tags?: Named<string>;
  /** `alias/app` */
  readonly aliases?: readonly string[];
}

export interface EndpointDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** @default vpc-0example1 */
  readonly vpcId?: string;
  /** @default Gateway */
  readonly type?: 'Gateway' | 'Interface';
  /** @default full access */
  readonly policy?: Policy;
}

export interface AccessGrantDescription {
  /** @default us-east-1 */
  readonly region?: string;
  /** ARN of a role or user. */
  readonly grantee: string;
  readonly permission: 'READ' | 'WRITE' | 'READWRITE';
  readonly scope: string;
}

/** A record of CloudTrail as LookupEvents finds it: by its name, its access key, and whatever it names. */
export interface HistoryRecord {
  /** ISO 8601 */
  readonly eventTime: string;
  /** `s3.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  /** @default us-east-1 */
  readonly awsRegion?: string;
  /** Whatever else the record holds: `userIdentity`, `requestParameters`, `responseElements`, `resources` … */
  readonly [field: string]: unknown;
}

export interface OrganizationDescription {
  /** @default o-exampleorg1 */
  readonly id?: string;
  /** @default r-root */
  readonly root?: string;
  /** The management account. @default 999988887777 */
  readonly management?: string;
  /** Another account that may read the organization's policies, and is asked. @default the management account is */
  readonly administrator?: string;
  /** `false`: Culprit asks as the member that it is, and sees no policy. @default true */
  readonly readable?: boolean;
  /** Each member → the ids of its OUs, from below the root down. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /**
   * By target (the root, an OU, an account). Every target has `FullAWSAccess` beside; `FullAWSAccess: false` detaches it.
   */
  readonly scps?: Named<Named<Policy | false>>;
  readonly rcps?: Named<Named<Policy>>;
  /** Policy types that are switched on. @default both */
  readonly enabled?: readonly ('scps' | 'rcps')[];
}
