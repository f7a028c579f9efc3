/** Accounts in which every reader finds something. */
import type {
  AccountDescription,
  BucketDescription,
  HistoryRecord,
  OrganizationDescription,
  Policy,
  AwsAccounts,
} from '../account/description';

export const account = '111122223333';
export const otherAccount = '444455556666';
export const management = '999988887777';
const region = 'eu-central-1';
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const keyArn = `arn:aws:kms:${region}:${account}:key/${keyId}`;
export const roleArn = `arn:aws:iam::${account}:role/service-role/reader`;
export const userArn = `arn:aws:iam::${account}:user/people/ann`;
export const scpArn = 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-1';
export const accessKeyId = 'ASIAEXAMPLE000000001';

export const policy: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
/** The same on a resource, where it names a principal. */
export const openPolicy: Policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** Lets these accounts, and the management account, change the organization's policies; another one may only look. */
export const delegation = (...accounts: readonly string[]): Policy => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: [management, ...accounts].map((id) => `arn:aws:iam::${id}:root`) },
      Action: ['organizations:AttachPolicy', 'organizations:DescribePolicy'],
      Resource: '*',
    },
    { Effect: 'Allow', Principal: { AWS: '777788889999' }, Action: 'organizations:List*', Resource: '*' },
  ],
});

/** Four switches that differ, so that none is taken for another. */
export const flags = {
  BlockPublicAcls: true,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: true,
};
const tags = { team: 'data' };
const forEverybody = [{ to: 'AllUsers', permission: 'READ' }] as const;

const object = {
  kmsKey: keyArn,
  storageClass: 'GLACIER',
  grants: forEverybody,
  tags,
  retention: { mode: 'COMPLIANCE', until: '2027-01-01T00:00:00Z' },
  legalHold: 'ON',
} as const;

const bucket: BucketDescription = {
  region,
  policy: openPolicy,
  policyIsPublic: true,
  publicAccessBlock: flags,
  ownership: 'ObjectWriter',
  grants: forEverybody,
  encryption: { kmsKey: keyArn, bucketKey: true, blocked: ['SSE-C'] },
  cors: [
    {
      ID: 'app',
      AllowedHeaders: ['*'],
      AllowedMethods: ['GET', 'PUT'],
      AllowedOrigins: ['https://app.example.com'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3000,
    },
  ],
  versioning: { status: 'Enabled', mfaDelete: 'Enabled' },
  objectLock: { mode: 'GOVERNANCE' },
  payer: 'Requester',
  tags,
  abac: true,
  logging: { bucket: 'my-logs', prefix: 'access/' },
  objects: { 'a/b.csv': object, 'a/b.csv?versionId=v1': object },
};

/** How the session began, and for which key S3 asked KMS in it. */
const history: readonly HistoryRecord[] = [
  {
    eventID: 'assumed',
    eventTime: '2026-11-20T08:00:00Z',
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: region,
    requestParameters: {
      policy: JSON.stringify(policy),
      policyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
      tags: [{ key: 'project', value: 'x' }],
      sourceIdentity: 'ann',
    },
    responseElements: { credentials: { accessKeyId, sessionToken: 'SECRETTOKEN' } },
  },
  {
    eventID: 'decrypted',
    eventTime: '2026-11-20T08:14:12Z',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    awsRegion: region,
    errorCode: 'AccessDenied',
    userIdentity: { accessKeyId },
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv' } },
    resources: [{ ARN: keyArn }],
  },
];

const everything: AccountDescription = {
  roles: {
    reader: {
      path: '/service-role/',
      boundary: policy,
      tags,
      inline: { inline: policy },
      managed: { managed: policy },
    },
  },
  users: {
    ann: {
      path: '/people/',
      boundary: policy,
      tags,
      inline: { inline: policy },
      managed: { 'arn:aws:iam::aws:policy/ReadOnlyAccess': policy },
      groups: ['admins'],
    },
  },
  groups: { admins: { inline: { grouped: policy }, managed: { managed: policy } } },
  simulation: {
    's3:GetObject': simulated(),
    'kms:Decrypt': simulated(),
  },
  buckets: { 'my-bucket': bucket },
  publicAccessBlock: flags,
  accessPoints: { ap: { bucket: 'my-bucket', region, vpcId: 'vpc-1', policy: openPolicy, publicAccessBlock: flags } },
  multiRegionAccessPoints: {
    'abc.mrap': {
      name: 'many',
      policy: openPolicy,
      publicAccessBlock: flags,
      buckets: [{ bucket: 'my-bucket', region }],
    },
  },
  objectLambdaAccessPoints: {
    olap: {
      region,
      supportingAccessPoint: 'arn:ap',
      functions: [{ arn: 'arn:f', actions: ['GetObject'] }],
      policy: openPolicy,
    },
  },
  accessGrants: [{ region, grantee: roleArn, permission: 'READ', scope: 's3://my-bucket/*' }],
  keys: {
    [keyId]: {
      region,
      policy: openPolicy,
      grants: [{ GrantId: 'g', GranteePrincipal: roleArn, Operations: ['Decrypt'], CreationDate: 1 }],
      tags: { 'data-class': 'pii' },
      aliases: ['alias/app'],
    },
  },
  authorizations: {
    abc123: {
      region,
      requestContext: { 'aws:PrincipalArn': roleArn, 'aws:SourceIp': '203.0.113.10' },
      pageSize: 1,
      evaluations: [
        {
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::my-bucket/a/b.csv',
          context: { 'aws:MultiFactorAuthPresent': false, 'aws:TagKeys': ['a', 'b'] },
          evaluatedEffect: 'EXPLICIT_DENY',
          checks: [
            {
              checkType: 'SERVICE_CONTROL_POLICY',
              evaluatedEffect: 'EXPLICIT_DENY',
              targetArn: 'arn:aws:organizations::999988887777:root/o-1/r-1',
              relevantPolicyTypes: ['SERVICE_CONTROL_POLICY'],
              matchedPolicies: [{ uri: scpArn, matchedStatements: [{ sid: 'No', evaluatedEffect: 'DENY' }] }],
            },
          ],
        },
        { action: 'kms:Decrypt', resource: keyArn, context: {}, evaluatedEffect: 'ALLOW' },
      ],
      policies: [
        { type: 'SERVICE_CONTROL_POLICY', uri: scpArn, attachedTo: [{ arn: 'arn:root' }], document: policy },
        {
          type: 'RESOURCE_BASED_POLICY',
          uri: 'grant/g',
          policySource: { type: 'KMS_GRANT', typeName: 'KMS grant', grantId: 'g' },
          document: JSON.stringify(openPolicy),
        },
      ],
    },
  },
  endpoints: { 'vpce-1': { region, vpcId: 'vpc-1', policy: openPolicy } },
  history,
};

/** What is decided on everything of the resource's form is another thing than what is decided on the resource. */
function simulated() {
  return {
    decision: 'implicitDeny',
    allowedByOrganization: true,
    resource: { decision: 'allowed', missingKeys: ['aws:SourceVpc'], allowedByBoundary: true },
  } as const;
}

const organization: OrganizationDescription = {
  id: 'o-1',
  root: 'r-1',
  administrator: account,
  delegation: delegation(account),
  accounts: { [account]: ['ou-1'], [otherAccount]: ['ou-9'] },
  scps: { 'r-1': { 'p-0': policy }, 'ou-1': { 'p-1': policy }, [account]: { 'p-2': policy } },
  rcps: { 'r-1': { 'p-3': openPolicy }, 'ou-1': { 'p-4': openPolicy }, [account]: { 'p-5': openPolicy } },
};

/** What differs from everything that is described here; each part is merged. */
export interface Change extends Omit<AwsAccounts, 'accounts' | 'organization'> {
  readonly bucket?: BucketDescription;
  /** The account of caller, bucket and key. */
  readonly account?: AccountDescription;
  /** Other accounts. */
  readonly accounts?: AwsAccounts['accounts'];
  readonly organization?: Partial<OrganizationDescription>;
}

/** The accounts, changed as a test needs them. Culprit's own account may read the organization's policies. */
export function accounts({ bucket: ofBucket, account: ofAccount, ...change }: Change = {}): AwsAccounts {
  return {
    ...change,
    accounts: {
      [account]: { ...everything, buckets: { 'my-bucket': { ...bucket, ...ofBucket } }, ...ofAccount },
      [otherAccount]: { roles: { app: { inline: { inline: policy } } } },
      [management]: {},
      ...change.accounts,
    },
    organization: { ...organization, ...change.organization },
  };
}
