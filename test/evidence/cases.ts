/** What each reader finds in described accounts: one row per form of its question. */
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { canonicalId } from '../account/services/access-control-list';
import {
  account,
  flags,
  keyArn,
  management,
  openPolicy,
  otherAccount,
  policy,
  roleArn,
  userArn,
  type Change,
} from './accounts';
import {
  asUser,
  denyingPolicy,
  evaluated,
  kmsAuthorization,
  naming,
  request,
  s3Authorization,
  through,
} from './requests';

export interface ReaderCase {
  readonly reader: string;
  readonly when?: string;
  readonly authorization?: BoundAuthorization;
  readonly request?: BoundRequest;
  /** What it finds that ./accounts does not describe. */
  readonly described?: Change;
  readonly finds: unknown;
  /** The error by which AWS says that there is none, and what that means where it does not mean *absent*. */
  readonly absentOn?: string;
  readonly absentMeans?: unknown;
  /** What an answer without content means; absent: it is malformed. */
  readonly emptyMeans?: unknown;
  /** Fields without which the answer says something else: AWS leaves them out where there is none of it, or it is off. */
  readonly mayLack?: readonly string[];
  /** Other partitions have no such thing. */
  readonly commercialOnly?: true;
  /** A failure of all calls but the first leaves parts unread, not the whole. */
  readonly inParts?: true;
  /** It asks for one page, so that it takes no more look-ups than are its own. */
  readonly onePage?: true;
}

const acl = (owner: string) => ({
  ownerId: canonicalId(owner),
  grants: [
    { grantee: canonicalId(owner), permission: 'FULL_CONTROL' },
    { grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' },
  ],
});
const document = JSON.stringify(policy);
const open = JSON.stringify(openPolicy);
const versioned = { ...request, versionId: 'v1' };
const accessPoint = through(`arn:aws:s3:eu-central-1:${account}:accesspoint/ap`);
const multiRegion = through(`arn:aws:s3::${account}:accesspoint/abc.mrap`);
const objectLambda = through(`arn:aws:s3-object-lambda:eu-central-1:${account}:accesspoint/olap`);
const organization = { id: 'o-1', managementAccountId: management };
/** From the root down; of each target AWS's own policy first, which allows everything, then the target's own. */
const levels = (kind: 'service' | 'resource', whole: string, ...own: readonly (readonly [string, string])[]) => {
  const arnOf = (owner: string, id: string) => `arn:aws:organizations::${owner}/${kind}_control_policy/${id}`;
  const targets = [
    { target: 'r-1', targetName: 'Root' },
    { target: 'ou-1', targetName: 'Unit ou-1' },
    { target: account },
  ];
  return targets.map((target, at) => {
    const [name, text] = own[at]!;
    const policies = [
      { name: whole, arn: arnOf('aws:policy', `p-${whole}`), document: kind === 'service' ? document : open },
      { name, arn: arnOf(`${management}:policy/o-1`, name), document: text },
    ];
    return { ...target, policies };
  });
};
const path = ['r-1', 'ou-1', account];
const managed = { name: 'managed', arn: `arn:aws:iam::${account}:policy/managed`, document };
const boundaryArn = (of: string) => `arn:aws:iam::${account}:policy/${of}-boundary`;
const readOnly = { name: 'ReadOnlyAccess', arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', document };
const kms = kmsAuthorization;
const withPath: BoundRequest = {
  ...request,
  principal: {
    type: 'assumed-role',
    arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
    accountId: account,
    roleName: 'reader',
    sessionName: 'session',
    roleArn,
  },
};
const head = {
  finds: {
    algorithm: 'aws:kms',
    keyId: keyArn,
    bucketKeyEnabled: false,
    storageClass: 'GLACIER',
    deleteMarker: false,
    lastModified: '2026-01-01T00:00:00.000Z',
  },
};
const simulated = {
  decision: 'allowed',
  allowedByBoundary: true,
  allowedByOrganization: true,
  missingKeys: ['aws:SourceVpc'],
};

export const cases: readonly ReaderCase[] = [
  {
    reader: 'access-grants',
    mayLack: ['AccessGrant'],
    finds: [{ id: 'grant-0', grantee: { type: 'IAM', id: roleArn }, permission: 'READ', scope: 's3://my-bucket/*' }],
  },
  {
    reader: 'access-point',
    mayLack: [
      'BlockPublicAcls',
      'BucketAccountId',
      'PublicAccessBlockConfiguration',
      'RestrictPublicBuckets',
      'VpcConfiguration',
      'VpcId',
    ],
    request: accessPoint,
    finds: {
      name: 'ap',
      bucket: 'my-bucket',
      bucketAccountId: account,
      networkOrigin: 'VPC',
      vpcId: 'vpc-1',
      publicAccessBlock: flags,
    },
  },
  {
    reader: 'access-point-policy',
    absentOn: 'NoSuchAccessPointPolicy',
    request: accessPoint,
    finds: { name: 'ap', arn: accessPoint.accessPoint, attachedTo: 'access point ap', document: open },
  },
  {
    reader: 'account-public-access-block',
    mayLack: ['BlockPublicAcls', 'RestrictPublicBuckets'],
    absentOn: 'NoSuchPublicAccessBlockConfiguration',
    finds: flags,
  },
  {
    reader: 'authorization-details',
    inParts: true,
    // The calls for the policies themselves, which stand in the answer as they are.
    mayLack: ['Action', 'Effect', 'Resource', 'Version'],
    request: evaluated,
    finds: {
      evaluations: [
        {
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::my-bucket/a/b.csv',
          context: {
            'aws:PrincipalArn': roleArn,
            'aws:SourceIp': '203.0.113.10',
            'aws:MultiFactorAuthPresent': 'false',
            'aws:TagKeys': ['a', 'b'],
          },
          evaluation: {
            effect: 'EXPLICIT_DENY',
            checks: [
              {
                type: 'SERVICE_CONTROL_POLICY',
                effect: 'EXPLICIT_DENY',
                target: 'arn:aws:organizations::999988887777:root/o-1/r-1',
                policyTypes: ['SERVICE_CONTROL_POLICY'],
                matched: [
                  {
                    uri: denyingPolicy,
                    type: 'SERVICE_CONTROL_POLICY',
                    attachedTo: ['arn:root'],
                    statements: [{ sid: 'No', effect: 'DENY' }],
                  },
                ],
              },
            ],
            matched: [],
          },
        },
        {
          action: 'kms:Decrypt',
          resource: keyArn,
          context: { 'aws:PrincipalArn': roleArn, 'aws:SourceIp': '203.0.113.10' },
          evaluation: { effect: 'ALLOW', checks: [], matched: [] },
        },
      ],
      policies: [
        { type: 'SERVICE_CONTROL_POLICY', uri: denyingPolicy, attachedTo: ['arn:root'], document: policy },
        { type: 'RESOURCE_BASED_POLICY', uri: 'grant/g', attachedTo: [], grantId: 'g', document: openPolicy },
      ],
    },
  },
  { reader: 'bucket-abac', finds: { enabled: true } },
  { reader: 'bucket-acl', mayLack: ['Grant'], finds: acl(account) },
  {
    reader: 'bucket-cors',
    mayLack: ['AllowedHeader', 'ExposeHeader', 'ID', 'MaxAgeSeconds'],
    absentOn: 'NoSuchCORSConfiguration',
    finds: [
      {
        ID: 'app',
        AllowedHeaders: ['*'],
        AllowedMethods: ['GET', 'PUT'],
        AllowedOrigins: ['https://app.example.com'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 3000,
      },
    ],
  },
  {
    reader: 'bucket-encryption',
    mayLack: ['BlockedEncryptionTypes', 'BucketKeyEnabled', 'EncryptionType', 'KMSMasterKeyID'],
    absentOn: 'ServerSideEncryptionConfigurationNotFoundError',
    finds: { algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true, blockedEncryptionTypes: ['SSE-C'] },
  },
  {
    reader: 'bucket-logging',
    mayLack: ['LoggingEnabled', 'TargetPrefix'],
    finds: { on: true, bucket: 'my-logs', prefix: 'access/' },
    emptyMeans: { on: false },
  },
  {
    reader: 'bucket-object-lock',
    mayLack: ['DefaultRetention', 'Mode', 'Rule'],
    absentOn: 'ObjectLockConfigurationNotFoundError',
    finds: { enabled: true, mode: 'GOVERNANCE' },
  },
  {
    reader: 'bucket-ownership-controls',
    absentOn: 'OwnershipControlsNotFoundError',
    absentMeans: { objectOwnership: 'ObjectWriter' },
    finds: { objectOwnership: 'ObjectWriter' },
  },
  {
    reader: 'bucket-policy',
    mayLack: ['Action', 'Effect', 'Principal', 'Resource', 'Version'],
    absentOn: 'NoSuchBucketPolicy',
    finds: { name: 'my-bucket', attachedTo: 'bucket my-bucket', document: open },
  },
  { reader: 'bucket-policy-status', absentOn: 'NoSuchBucketPolicy', finds: { isPublic: true } },
  {
    reader: 'bucket-public-access-block',
    mayLack: ['BlockPublicAcls', 'RestrictPublicBuckets'],
    absentOn: 'NoSuchPublicAccessBlockConfiguration',
    finds: flags,
  },
  { reader: 'bucket-region', finds: { region: 'eu-central-1' }, emptyMeans: { region: 'us-east-1' } },
  { reader: 'bucket-request-payment', finds: { payer: 'Requester' } },
  {
    reader: 'bucket-tags',
    mayLack: ['Tag', 'Value'],
    absentOn: 'NoSuchTagSet',
    absentMeans: {},
    finds: { team: 'data' },
  },
  {
    reader: 'bucket-versioning',
    mayLack: ['MfaDelete', 'Status'],
    finds: { status: 'Enabled', mfaDelete: 'Enabled' },
    emptyMeans: {},
  },
  {
    reader: 'identity-policies',
    mayLack: ['member'],
    finds: {
      policies: [
        { ...managed, attachedTo: 'role reader' },
        { name: 'inline', attachedTo: 'role reader', document },
      ],
    },
    inParts: true,
  },
  {
    reader: 'identity-policies',
    mayLack: ['member'],
    when: 'a user in a group',
    request: asUser,
    finds: {
      policies: [
        { ...readOnly, attachedTo: 'user ann' },
        { name: 'inline', attachedTo: 'user ann', document },
        { ...managed, attachedTo: 'group admins' },
        { name: 'grouped', attachedTo: 'group admins', document },
      ],
    },
    inParts: true,
  },
  { reader: 'key-aliases', authorization: kms, finds: ['alias/app'] },
  {
    reader: 'key-description',
    mayLack: ['KeySpec', 'KeyUsage', 'MultiRegion'],
    absentOn: 'NotFoundException',
    authorization: kms,
    finds: {
      arn: keyArn,
      manager: 'CUSTOMER',
      state: 'Enabled',
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      multiRegion: false,
    },
  },
  {
    reader: 'key-grants',
    mayLack: ['GrantId', 'GranteePrincipal'],
    authorization: kms,
    finds: [{ GrantId: 'g', GranteePrincipal: roleArn, Operations: ['Decrypt'] }],
  },
  {
    reader: 'key-organization',
    authorization: kms,
    request: { ...request, resourceAccountId: otherAccount },
    finds: organization,
  },
  {
    reader: 'key-policy',
    authorization: kms,
    finds: { name: 'default', arn: keyArn, attachedTo: `key ${keyArn}`, document: open },
  },
  { reader: 'key-tags', mayLack: ['TagValue'], authorization: kms, finds: { 'data-class': 'pii' } },
  {
    reader: 'multi-region-access-point',
    commercialOnly: true,
    mayLack: ['AccessPoint', 'Alias', 'BlockPublicAcls', 'PublicAccessBlock', 'Regions', 'RestrictPublicBuckets'],
    request: multiRegion,
    finds: {
      name: 'many',
      alias: 'abc.mrap',
      buckets: [{ bucket: 'my-bucket', region: 'eu-central-1' }],
      publicAccessBlock: flags,
    },
  },
  {
    reader: 'multi-region-access-point-policy',
    commercialOnly: true,
    mayLack: ['AccessPoint', 'Alias'],
    request: multiRegion,
    finds: { name: 'many', arn: multiRegion.accessPoint, attachedTo: 'Multi-Region Access Point many', document: open },
  },
  { reader: 'named-organization-policy', request: naming, finds: { name: 'p-1', arn: denyingPolicy, document } },
  { reader: 'object-acl', mayLack: ['Grant'], finds: acl(account) },
  { reader: 'object-acl', mayLack: ['Grant'], when: 'of a version', request: versioned, finds: acl(account) },
  {
    reader: 'object-encryption-key',
    finds: { keyArn, eventId: 'decrypted', encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv' } },
  },
  {
    reader: 'object-key-history',
    onePage: true,
    finds: [
      {
        keyArn,
        eventId: 'decrypted',
        encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv' },
        wrote: false,
        usedAt: '2026-11-20T08:14:12Z',
      },
    ],
  },
  {
    reader: 'object-existence',
    mayLack: ['ID', 'LastModified', 'Owner', 'StorageClass'],
    finds: { ownerId: canonicalId(account), storageClass: 'GLACIER', lastModified: '2026-01-01T00:00:00.000Z' },
  },
  {
    reader: 'object-existence',
    when: 'of another account, which lets nobody read it',
    described: { bucket: { objects: { 'a/b.csv': { owner: otherAccount } } } },
    mayLack: ['ID', 'LastModified', 'Owner', 'StorageClass'],
    finds: { ownerId: canonicalId(otherAccount), storageClass: 'STANDARD', lastModified: '2026-01-01T00:00:00.000Z' },
  },
  {
    reader: 'object-existence',
    when: 'while it is restored',
    described: { bucket: { objects: { 'a/b.csv': { storageClass: 'GLACIER', restore: 'ongoing-request="true"' } } } },
    mayLack: ['ID', 'IsRestoreInProgress', 'LastModified', 'Owner', 'RestoreStatus', 'StorageClass'],
    finds: {
      ownerId: canonicalId(account),
      storageClass: 'GLACIER',
      restore: 'ongoing-request="true"',
      lastModified: '2026-01-01T00:00:00.000Z',
    },
  },
  { reader: 'object-existence', when: 'of a version', request: versioned, finds: {} },
  {
    reader: 'object-existence',
    when: 'where nobody may list the bucket',
    described: { refuses: [{ service: 's3', operation: 'ListObjectsV2' }] },
    mayLack: ['Key', 'TagSet', 'Tagging'],
    finds: {},
  },
  { reader: 'object-head', ...head },
  { reader: 'object-head', when: 'of a version', request: versioned, ...head },
  {
    reader: 'object-lambda-access-point',
    mayLack: ['Action', 'Actions', 'TransformationConfiguration', 'TransformationConfigurations'],
    request: objectLambda,
    finds: { name: 'olap', supportingAccessPoint: 'arn:ap', functions: [{ arn: 'arn:f', actions: ['GetObject'] }] },
  },
  {
    reader: 'object-lambda-access-point-policy',
    absentOn: 'NoSuchAccessPointPolicy',
    request: objectLambda,
    finds: {
      name: 'olap',
      arn: objectLambda.accessPoint,
      attachedTo: 'Object Lambda access point olap',
      document: open,
    },
  },
  { reader: 'object-legal-hold', absentOn: 'NoSuchObjectLockConfiguration', finds: { status: 'ON' } },
  {
    reader: 'object-retention',
    absentOn: 'NoSuchObjectLockConfiguration',
    finds: { mode: 'COMPLIANCE', retainUntil: '2027-01-01T00:00:00.000Z' },
  },
  { reader: 'object-tags', mayLack: ['Tag', 'Value'], finds: { team: 'data' } },
  {
    reader: 'object-tags',
    mayLack: ['Tag', 'Value'],
    when: 'of a version',
    request: versioned,
    finds: { team: 'data' },
  },
  { reader: 'organization', absentOn: 'AWSOrganizationsNotInUseException', finds: organization },
  { reader: 'organization-asked', finds: organization },
  {
    reader: 'organization-delegates',
    absentOn: 'ResourcePolicyNotFoundException',
    finds: { accounts: [account, management], others: false },
  },
  { reader: 'organization-path', finds: path },
  {
    reader: 'permissions-boundary',
    mayLack: ['PermissionsBoundary'],
    finds: {
      name: 'reader-boundary',
      arn: boundaryArn('reader'),
      document,
      attachedTo: `arn:aws:iam::${account}:role/reader`,
    },
  },
  {
    reader: 'permissions-boundary',
    mayLack: ['PermissionsBoundary'],
    when: 'a user',
    request: asUser,
    finds: { name: 'ann-boundary', arn: boundaryArn('ann'), document, attachedTo: userArn },
  },
  {
    reader: 'policy-simulation',
    mayLack: [
      'AllowedByOrganizations',
      'AllowedByPermissionsBoundary',
      'EvalResourceDecision',
      'MissingContextValues',
      'OrganizationsDecisionDetail',
      'PermissionsBoundaryDecisionDetail',
      'ResourceSpecificResults',
    ],
    request: withPath,
    finds: simulated,
  },
  {
    reader: 'policy-simulation',
    mayLack: [
      'AllowedByOrganizations',
      'AllowedByPermissionsBoundary',
      'EvalResourceDecision',
      'MissingContextValues',
      'OrganizationsDecisionDetail',
      'PermissionsBoundaryDecisionDetail',
      'ResourceSpecificResults',
    ],
    when: 'a user',
    request: asUser,
    finds: simulated,
  },
  {
    reader: 'principal-facts',
    mayLack: ['CreateDate', 'PermissionsBoundary', 'Tags', 'Value', 'member'],
    finds: {
      arn: roleArn,
      tags: { team: 'data' },
      boundaryArn: boundaryArn('reader'),
      createdAt: '2025-01-01T00:00:00.000Z',
    },
  },
  {
    reader: 'principal-facts',
    mayLack: ['CreateDate', 'PermissionsBoundary', 'Tags', 'Value', 'member'],
    when: 'a user',
    request: asUser,
    finds: {
      arn: userArn,
      tags: { team: 'data' },
      boundaryArn: boundaryArn('ann'),
      createdAt: '2025-01-01T00:00:00.000Z',
    },
  },
  {
    reader: 'resource-control-policies',
    mayLack: ['Arn', 'Name', 'OrganizationalUnit'],
    finds: { levels: levels('resource', 'RCPFullAWSAccess', ['p-3', open], ['p-4', open], ['p-5', open]) },
    inParts: true,
  },
  { reader: 'resource-organization', finds: organization },
  { reader: 'resource-organization-path', finds: path },
  {
    reader: 'service-control-policies',
    mayLack: ['Arn', 'Name', 'OrganizationalUnit'],
    finds: { levels: levels('service', 'FullAWSAccess', ['p-0', document], ['p-1', document], ['p-2', document]) },
    inParts: true,
  },
  {
    reader: 'session-policies',
    finds: {
      policies: [
        { name: 'session policy', attachedTo: 'session (AssumeRole)', document },
        { ...readOnly, attachedTo: 'session (AssumeRole)' },
      ],
      tags: { project: 'x' },
      eventId: 'assumed',
      sourceIdentity: 'ann',
    },
    inParts: true,
  },
  {
    reader: 'vpc-endpoint',
    mayLack: ['item', 'ownerId', 'vpcEndpointId'],
    finds: {
      id: 'vpce-1',
      ownerId: account,
      vpcId: 'vpc-1',
      type: 'Gateway',
      policy: { name: 'vpce-1', attachedTo: 'VPC endpoint vpce-1', document: open },
    },
  },
];

export const subjectOf = ({ authorization = s3Authorization, request: asked = request }: ReaderCase) => ({
  authorization,
  request: asked,
});
