/** What each reader finds in the world: one row per form of its question. */
import { defined } from '../../src/defined';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import {
  account,
  asUser,
  denyingPolicy,
  keyArn,
  kmsAuthorization,
  naming,
  policy,
  policyText,
  request,
  roleArn,
  s3Authorization,
  through,
  userArn,
} from './world';

export interface ReaderCase {
  readonly reader: string;
  readonly when?: string;
  readonly authorization?: BoundAuthorization;
  readonly request?: BoundRequest;
  readonly finds: unknown;
  /** What an answer without content means; absent: it is malformed. */
  readonly emptyMeans?: unknown;
  /** A failure of all calls but the first leaves parts unread, not the whole. */
  readonly inParts?: true;
}

const flags = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: true };
const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const grant = { grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' };
const document = policyText;
const versioned = { ...request, versionId: 'v1' };
const accessPoint = through(`arn:aws:s3:eu-central-1:${account}:accesspoint/ap`);
const multiRegion = through(`arn:aws:s3::${account}:accesspoint/abc.mrap`);
const objectLambda = through(`arn:aws:s3-object-lambda:eu-central-1:${account}:accesspoint/olap`);
const organization = { id: 'o-1', managementAccountId: '999988887777' };
const level = (target: string, targetName?: string) => ({
  target,
  ...defined({ targetName }),
  policies: [{ name: `of ${target}`, arn: `arn:p-${target}`, document }],
});
const levels = [level('r-1', 'Root'), level('ou-1', 'Workloads'), level(account)];
const path = ['r-1', 'ou-1', account];
const managed = { name: 'managed', arn: `arn:aws:iam::${account}:policy/managed`, document };
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
const simulated = {
  decision: 'allowed',
  allowedByBoundary: true,
  allowedByOrganization: true,
  missingKeys: ['aws:SourceVpc'],
};

export const cases: readonly ReaderCase[] = [
  {
    reader: 'access-grants',
    finds: [{ id: 'g', grantee: { type: 'IAM', id: roleArn }, permission: 'READ', scope: 's3://my-bucket/*' }],
  },
  {
    reader: 'access-point',
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
    request: accessPoint,
    finds: { name: 'ap', arn: accessPoint.accessPoint, attachedTo: 'access point ap', document },
  },
  { reader: 'account-public-access-block', finds: flags, emptyMeans: off },
  { reader: 'bucket-abac', finds: { enabled: true } },
  { reader: 'bucket-acl', finds: { ownerId: 'owner', grants: [grant] } },
  {
    reader: 'bucket-encryption',
    finds: { algorithm: 'aws:kms', keyId: keyArn, bucketKeyEnabled: true, blockedEncryptionTypes: ['SSE-C'] },
  },
  {
    reader: 'bucket-logging',
    finds: { on: true, bucket: 'my-logs', prefix: 'access/' },
    emptyMeans: { on: false },
  },
  { reader: 'bucket-object-lock', finds: { enabled: true, mode: 'GOVERNANCE' } },
  { reader: 'bucket-ownership-controls', finds: { objectOwnership: 'BucketOwnerEnforced' } },
  {
    reader: 'bucket-policy',
    finds: { name: 'my-bucket', attachedTo: 'bucket my-bucket', document: JSON.stringify(policy) },
  },
  { reader: 'bucket-policy-status', finds: { isPublic: true } },
  { reader: 'bucket-public-access-block', finds: flags, emptyMeans: off },
  { reader: 'bucket-region', finds: { region: 'eu-central-1' }, emptyMeans: { region: 'us-east-1' } },
  { reader: 'bucket-request-payment', finds: { payer: 'Requester' } },
  { reader: 'bucket-tags', finds: { team: 'data' } },
  { reader: 'bucket-versioning', finds: { status: 'Enabled', mfaDelete: 'Enabled' }, emptyMeans: {} },
  {
    reader: 'identity-policies',
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
    authorization: kms,
    finds: [{ GrantId: 'g', GranteePrincipal: roleArn, Operations: ['Decrypt'] }],
  },
  {
    reader: 'key-organization',
    authorization: kms,
    request: { ...request, resourceAccountId: '444455556666' },
    finds: organization,
  },
  {
    reader: 'key-policy',
    authorization: kms,
    finds: { name: 'default', arn: keyArn, attachedTo: `key ${keyArn}`, document },
  },
  { reader: 'key-tags', authorization: kms, finds: { 'data-class': 'pii' } },
  {
    reader: 'multi-region-access-point',
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
    request: multiRegion,
    finds: { name: 'many', arn: multiRegion.accessPoint, attachedTo: 'Multi-Region Access Point many', document },
  },
  { reader: 'named-organization-policy', request: naming, finds: { name: 'p-1', arn: denyingPolicy, document } },
  { reader: 'object-acl', finds: { ownerId: 'writer', grants: [grant] } },
  { reader: 'object-acl', when: 'of a version', request: versioned, finds: { ownerId: 'writer', grants: [grant] } },
  {
    reader: 'object-encryption-key',
    finds: { keyArn, eventId: 'decrypted', encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/a/b.csv' } },
  },
  {
    reader: 'object-head',
    finds: {
      algorithm: 'aws:kms',
      keyId: keyArn,
      bucketKeyEnabled: false,
      storageClass: 'GLACIER',
      deleteMarker: false,
    },
    emptyMeans: { bucketKeyEnabled: false, deleteMarker: false },
  },
  {
    reader: 'object-head',
    when: 'of a version',
    request: versioned,
    finds: {
      algorithm: 'aws:kms',
      keyId: keyArn,
      bucketKeyEnabled: false,
      storageClass: 'GLACIER',
      deleteMarker: false,
    },
    emptyMeans: { bucketKeyEnabled: false, deleteMarker: false },
  },
  {
    reader: 'object-lambda-access-point',
    request: objectLambda,
    finds: { name: 'olap', supportingAccessPoint: 'arn:ap', functions: [{ arn: 'arn:f', actions: ['GetObject'] }] },
  },
  {
    reader: 'object-lambda-access-point-policy',
    request: objectLambda,
    finds: { name: 'olap', arn: objectLambda.accessPoint, attachedTo: 'Object Lambda access point olap', document },
  },
  { reader: 'object-legal-hold', finds: { status: 'ON' } },
  { reader: 'object-retention', finds: { mode: 'COMPLIANCE', retainUntil: '2027-01-01T00:00:00.000Z' } },
  { reader: 'object-tags', finds: { team: 'data' } },
  { reader: 'object-tags', when: 'of a version', request: versioned, finds: { team: 'data' } },
  { reader: 'organization', finds: organization },
  { reader: 'organization-asked', finds: organization },
  { reader: 'organization-delegates', finds: { accounts: ['999988887777'], others: false } },
  { reader: 'organization-path', finds: path },
  {
    reader: 'permissions-boundary',
    finds: {
      name: 'boundary',
      arn: `arn:aws:iam::${account}:policy/boundary`,
      document,
      attachedTo: `arn:aws:iam::${account}:role/reader`,
    },
  },
  {
    reader: 'permissions-boundary',
    when: 'a user',
    request: asUser,
    finds: { name: 'boundary', arn: `arn:aws:iam::${account}:policy/boundary`, document, attachedTo: userArn },
  },
  { reader: 'policy-simulation', request: withPath, finds: simulated },
  { reader: 'policy-simulation', when: 'a user', request: asUser, finds: simulated },
  {
    reader: 'principal-facts',
    finds: {
      arn: roleArn,
      tags: { team: 'data' },
      boundaryArn: `arn:aws:iam::${account}:policy/boundary`,
      createdAt: '2025-01-01T00:00:00.000Z',
    },
  },
  {
    reader: 'principal-facts',
    when: 'a user',
    request: asUser,
    finds: {
      arn: userArn,
      tags: { team: 'data' },
      boundaryArn: `arn:aws:iam::${account}:policy/boundary`,
      createdAt: '2025-01-01T00:00:00.000Z',
    },
  },
  { reader: 'resource-control-policies', finds: { levels }, inParts: true },
  { reader: 'resource-organization', finds: organization },
  { reader: 'resource-organization-path', finds: path },
  { reader: 'service-control-policies', finds: { levels }, inParts: true },
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
    finds: {
      id: 'vpce-1',
      ownerId: account,
      vpcId: 'vpc-1',
      type: 'Gateway',
      policy: { name: 'vpce-1', attachedTo: 'VPC endpoint vpce-1', document },
    },
  },
];

export const subjectOf = ({ authorization = s3Authorization, request: asked = request }: ReaderCase) => ({
  authorization,
  request: asked,
});
