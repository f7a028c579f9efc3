/**
 * What there is in some AWS accounts, as data. A description states what matters; the rest is as AWS makes it: a new
 * bucket blocks public access, has no ACLs and is encrypted with SSE-S3; a new key lets its account's IAM policies decide;
 * whatever is not described does not exist, and AWS's own error says so.
 *
 *     const awsAccounts: AwsAccounts = {
 *       accounts: {
 *         '111122223333': {
 *           roles: { app: { inline: { read: { Version: …, Statement: […] } } } },
 *           buckets: { data: { policy: { … }, objects: { 'a.csv': { kmsKey: 'arn:aws:kms:…' } } } },
 *         },
 *       },
 *       organization: { accounts: { '111122223333': ['ou-1'] }, scps: { 'ou-1': { Guard: { … } } } },
 *     };
 *     const { report, recording, replayed } = await investigateIn(awsAccounts, event);   // ./investigate
 *     const wire = wireOf(awsAccounts);                                                  // ./wire, to use it alone
 *
 * Culprit reads the first account with its own credentials, every other one by a role. `withoutReader` lists accounts
 * without one, `refuses` single calls that are not allowed. What a service's things look like, and what it answers about
 * them, stands in one file of ./services.
 */
import type { Named } from './policy';
import type { AthenaAccount } from './services/athena';
import type { CloudTrailAccount } from './services/cloudtrail';
import type { DeploymentAccount } from './services/deployment';
import type { Ec2Account } from './services/ec2';
import type { IamAccount } from './services/iam';
import type { IamToolboxAccount } from './services/iam-toolbox';
import type { KmsAccount } from './services/kms';
import type { DescribedOrganizations } from './services/organizations';
import type { S3Account } from './services/s3-buckets';
import type { S3ControlAccount } from './services/s3-control';
import type { SnsAccount } from './services/sns';
import type { DescribedSts } from './services/sts';

export type { Policy } from './policy';
export type { HistoryRecord } from './services/cloudtrail';
export type { Policies, RoleDescription } from './services/iam';
export type { AuthorizationDescription } from './services/iam-toolbox';
export type { KeyDescription } from './services/kms';
export type { OrganizationDescription } from './services/organizations';
export type { BucketDescription } from './services/s3-buckets';

export interface AwsAccounts extends DescribedOrganizations, DescribedSts {
  readonly accounts: Named<AccountDescription>;
  readonly refuses?: readonly Refusal[];
  /** HeadObject is an opt-in. @default false */
  readonly headObject?: boolean;
}

export interface AccountDescription
  extends
    AthenaAccount,
    S3Account,
    S3ControlAccount,
    IamAccount,
    IamToolboxAccount,
    KmsAccount,
    Ec2Account,
    CloudTrailAccount,
    DeploymentAccount,
    SnsAccount {}

/** A call that fails although what it asks about exists. */
export interface Refusal {
  /** @default every account */
  readonly account?: string;
  /** As the SDK names it: `s3`, `s3-control`, `iam`, `iam-toolbox`, `kms`, `organizations`, `ec2`, `cloudtrail`, `athena`, `sts`. */
  readonly service: string;
  /** @default every operation of the service */
  readonly operation?: string;
  /** Only calls whose input holds this text. */
  readonly about?: string;
  /** @default the service's own word for a denied access */
  readonly code?: string;
  readonly status?: number;
}
