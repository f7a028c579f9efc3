/** For every sample of a denial: accounts in which just that denial happens. */
import type { AccountDescription, BucketDescription, Policy, AwsAccounts } from '../account/description';

const own = '111122223333';
const bucket = 'amzn-s3-demo-bucket';
const bucketArn = `arn:aws:s3:::${bucket}`;
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const keyArn = `arn:aws:kms:us-east-1:${own}:key/${keyId}`;

const statement = (effect: 'Allow' | 'Deny', action: string, resource: string, more: object = {}) => ({
  Effect: effect,
  Action: action,
  Resource: resource,
  ...more,
});
const policy = (...statements: readonly object[]): Policy => ({ Version: '2012-10-17', Statement: statements });
const allow = (action: string, resource = '*', more: object = {}) => statement('Allow', action, resource, more);
const deny = (action: string, resource = '*', more: object = {}) => statement('Deny', action, resource, more);

/** One account of one organization; the object is there and is encrypted with SSE-S3. */
function awsAccounts(own: AccountDescription, more: Partial<AwsAccounts> = {}): AwsAccounts {
  return {
    accounts: { '111122223333': own, ...more.accounts },
    organization: { accounts: { '111122223333': ['ou-1'] } },
    headObject: true,
    ...more,
  };
}
const app = (document: Policy) => ({ 'app-reader-role': { path: '/service/', inline: { app: document } } });
const data = (description: BucketDescription) => ({ [bucket]: description });
const report = { objects: { 'reports/2026/q3.csv': {} } };
const encrypted = { objects: { 'reports/2026/q3.csv': { kmsKey: keyArn } } };
const tellAll = policy(allow('s3:*'), allow('kms:*'));
const onlyS3 = policy(allow('s3:*'));

/** What changed, and identities alone: no denials. */
export const samplesWithoutAccounts = ['s16', 's17'];

const partners = awsAccounts(
  {},
  {
    accounts: {
      '444455556666': { roles: { 'partner-role': { inline: { app: onlyS3 } } } },
      '111122223333': { buckets: data({}) },
    },
    organization: { accounts: { '111122223333': ['ou-1'], '444455556666': ['ou-1'] } },
  },
);
const endpoint = awsAccounts({
  roles: app(tellAll),
  buckets: data(report),
  endpoints: {
    'vpce-0example08c1b6b9b': {
      policy: policy(allow('s3:GetObject', 'arn:aws:s3:::elsewhere/*', { Principal: '*', Sid: 'OnlyElsewhere' })),
    },
  },
});
const withoutKey = awsAccounts({ roles: app(onlyS3), buckets: data(encrypted), keys: { [keyId]: {} } });

export const sampleAccounts = {
  s01: awsAccounts({ roles: app(policy(allow('s3:ListBucket'))), buckets: data(report) }),
  s02: awsAccounts(
    { roles: app(tellAll), buckets: data({}), keys: { [keyId]: {} } },
    {
      organization: {
        id: 'o-exampleorgid',
        accounts: { '111122223333': ['ou-1'] },
        scps: { 'ou-1': { 'p-examplescp1': policy({ Sid: 'NoUploads', ...deny('s3:PutObject') }) } },
      },
    },
  ),
  s03a: partners,
  s03b: partners,
  s04: awsAccounts({ buckets: data({ ...report, objects: { 'public/logo.png': {} } }) }),
  s05a: withoutKey,
  s05b: withoutKey,
  s05c: awsAccounts({
    roles: app(onlyS3),
    buckets: data({ encryption: { algorithm: 'aws:kms', kmsKey: keyArn, bucketKey: true } }),
    keys: {
      [keyId]: {
        policy: policy(allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${own}:role/admin` } })),
      },
    },
  }),
  s06a: endpoint,
  s06b: endpoint,
  s07: awsAccounts({
    roles: app(policy(allow('s3:ListBucket'))),
    buckets: data(report),
    accessPoints: { 'my-ap': { bucket } },
  }),
  s08: awsAccounts({ users: { alice: { inline: { app: policy(allow('s3:Get*')) } } } }),
  s09: awsAccounts({ roles: app(policy(allow('s3:ListBucket'))), buckets: data(report) }),
  s10: awsAccounts({ roles: app(policy(allow('s3:GetObject'))), buckets: data(report) }),
  s11: awsAccounts({
    roles: app(policy(allow('s3:*', `${bucketArn}*`))),
    buckets: { ...data({}), 'source-bucket': { objects: { 'a/b.txt': {} } } },
  }),
  s12: awsAccounts({
    roles: app(tellAll),
    buckets: data({
      versioning: { status: 'Enabled' },
      objectLock: { mode: 'COMPLIANCE' },
      objects: {
        'worm/a.bin?versionId=3HL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY': {
          retention: { mode: 'COMPLIANCE', until: '2030-01-01T00:00:00Z' },
        },
      },
    }),
  }),
  s13: awsAccounts({ users: { signer: { inline: { app: policy(allow('s3:GetObject')) } } }, buckets: data({}) }),
  s14: awsAccounts({ buckets: data({ policy: policy(allow('s3:GetObject', `${bucketArn}/*`, { Principal: '*' })) }) }),
  s15: awsAccounts({
    roles: app(tellAll),
    buckets: data({ ownership: 'ObjectWriter', publicAccessBlock: { BlockPublicAcls: true } }),
  }),
} satisfies Record<string, AwsAccounts>;
