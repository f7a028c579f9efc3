/**
 * CloudTrail's eventName → what must be allowed, as data.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */

/** On what an action is asked. `everything`: actions without a resource of their own. */
export type On = 'object' | 'bucket' | 'access-point' | 'grants-instance' | 'everything';

/** Which KMS key S3 needs besides. */
export interface EncryptionNeed {
  readonly actions: readonly string[];
  /** The key of the object as it lies there, of the copy's source, or the one for a new object. */
  readonly key: 'object' | 'source' | 'new-object';
  /** Needed only with this header of this value. */
  readonly onlyWith?: readonly [header: string, value: string];
}

export interface Row {
  /** All of them; the first is the main one. */
  readonly actions: readonly string[];
  readonly on: On;
  /** Asked *instead* when the request names a version. */
  readonly versioned?: readonly string[];
  /** Asked besides when one of these headers is sent. */
  readonly companions?: readonly Companion[];
  /** Reads a source; a copy of a whole object takes its tags along. */
  readonly copies?: 'object' | 'part';
  readonly encryption?: readonly EncryptionNeed[];
}

export interface Companion {
  /** None: always. */
  readonly headers: readonly string[];
  /** Only for this value of the header, in lower case. */
  readonly value?: string;
  readonly actions: readonly string[];
  /** `false`: not asked of AWS services. */
  readonly ofServices?: false;
}

const aclHeaders = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
];

const writing: readonly Companion[] = [
  // The policy that AWS writes for log delivery allows s3:PutObject only, with an ACL that it wants:
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
  { headers: aclHeaders, actions: ['s3:PutObjectAcl'], ofServices: false },
  { headers: ['x-amz-tagging'], actions: ['s3:PutObjectTagging'] },
  {
    headers: ['x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date'],
    actions: ['s3:PutObjectRetention'],
  },
  { headers: ['x-amz-object-lock-legal-hold'], actions: ['s3:PutObjectLegalHold'] },
];
const bypassing: Companion = {
  headers: ['x-amz-bypass-governance-retention'],
  value: 'true',
  actions: ['s3:BypassGovernanceRetention'],
};

const decrypt: EncryptionNeed = { actions: ['kms:Decrypt'], key: 'object' };
const decryptSource: EncryptionNeed = { actions: ['kms:Decrypt'], key: 'source' };
const encrypt: EncryptionNeed = { actions: ['kms:GenerateDataKey'], key: 'new-object' };
/** A part is encrypted under the key that the upload began with. */
const decryptUpload: EncryptionNeed = { actions: ['kms:Decrypt'], key: 'new-object' };

const object = (action: string, more: Partial<Row> = {}): Row => ({ actions: [`s3:${action}`], on: 'object', ...more });
const bucket = (action: string, more: Partial<Row> = {}): Row => ({ actions: [`s3:${action}`], on: 'bucket', ...more });
const versioned = (action: string): Partial<Row> => ({ versioned: [`s3:${action}`] });

const creating: readonly Companion[] = [
  { headers: aclHeaders, actions: ['s3:PutBucketAcl'] },
  {
    headers: ['x-amz-bucket-object-lock-enabled'],
    value: 'true',
    actions: ['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning'],
  },
  { headers: ['x-amz-object-ownership'], actions: ['s3:PutBucketOwnershipControls'] },
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: tags of the body
  { headers: ['tags'], actions: ['s3:TagResource'] },
];

export const authorizationTable: Readonly<Record<string, Row>> = {
  GetObject: object('GetObject', { ...versioned('GetObjectVersion'), encryption: [decrypt] }),
  // A plain HEAD of an object encrypted with KMS needs no permission on the key.
  HeadObject: object('GetObject', {
    ...versioned('GetObjectVersion'),
    encryption: [{ ...decrypt, onlyWith: ['x-amz-checksum-mode', 'enabled'] }],
  }),
  GetObjectAttributes: {
    actions: ['s3:GetObject', 's3:GetObjectAttributes'],
    on: 'object',
    versioned: ['s3:GetObjectVersion', 's3:GetObjectVersionAttributes'],
    encryption: [decrypt],
  },
  GetObjectTorrent: object('GetObject', versioned('GetObjectVersion')),
  SelectObjectContent: object('GetObject', { encryption: [decrypt] }),
  PutObject: object('PutObject', { companions: writing, encryption: [encrypt] }),
  // A form upload is logged under this name by some tools; the permission is the same.
  PostObject: object('PutObject', { companions: writing, encryption: [encrypt] }),
  CopyObject: object('PutObject', { companions: writing, copies: 'object', encryption: [decryptSource, encrypt] }),
  CreateMultipartUpload: object('PutObject', { companions: writing, encryption: [encrypt] }),
  UploadPart: object('PutObject', { encryption: [encrypt, decryptUpload] }),
  UploadPartCopy: object('PutObject', { copies: 'part', encryption: [decryptSource, encrypt] }),
  CompleteMultipartUpload: object('PutObject', { encryption: [decryptUpload] }),
  AbortMultipartUpload: object('AbortMultipartUpload'),
  ListParts: object('ListMultipartUploadParts', { encryption: [decryptUpload] }),
  DeleteObject: object('DeleteObject', { ...versioned('DeleteObjectVersion'), companions: [bypassing] }),
  // One record without keys, and a DeleteObject record for each key.
  DeleteObjects: object('DeleteObject', { ...versioned('DeleteObjectVersion'), companions: [bypassing] }),
  RestoreObject: object('RestoreObject'),
  GetObjectAcl: object('GetObjectAcl', versioned('GetObjectVersionAcl')),
  PutObjectAcl: object('PutObjectAcl', versioned('PutObjectVersionAcl')),
  GetObjectTagging: object('GetObjectTagging', versioned('GetObjectVersionTagging')),
  PutObjectTagging: object('PutObjectTagging', versioned('PutObjectVersionTagging')),
  DeleteObjectTagging: object('DeleteObjectTagging', versioned('DeleteObjectVersionTagging')),
  GetObjectRetention: object('GetObjectRetention'),
  PutObjectRetention: object('PutObjectRetention', { companions: [bypassing] }),
  GetObjectLegalHold: object('GetObjectLegalHold'),
  PutObjectLegalHold: object('PutObjectLegalHold'),
  UpdateObjectEncryption: {
    actions: ['s3:UpdateObjectEncryption', 's3:PutObject'],
    on: 'object',
    encryption: [
      { actions: ['kms:Decrypt', 'kms:ReEncryptFrom'], key: 'object' },
      { actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptTo'], key: 'new-object' },
    ],
  },
  GetObjectAnnotation: object('GetObjectAnnotation', versioned('GetObjectVersionAnnotation')),
  PutObjectAnnotation: object('PutObjectAnnotation', versioned('PutObjectVersionAnnotation')),
  DeleteObjectAnnotation: object('DeleteObjectAnnotation', versioned('DeleteObjectVersionAnnotation')),
  ListObjectAnnotations: object('ListObjectAnnotations', versioned('ListObjectVersionAnnotations')),

  ListObjects: bucket('ListBucket'),
  ListObjectsV2: bucket('ListBucket'),
  ListObjectVersions: bucket('ListBucketVersions'),
  ListMultipartUploads: bucket('ListBucketMultipartUploads'),
  HeadBucket: bucket('ListBucket'),
  ListBuckets: { actions: ['s3:ListAllMyBuckets'], on: 'everything' },
  CreateBucket: bucket('CreateBucket', { companions: creating }),
  GetBucketEncryption: bucket('GetEncryptionConfiguration'),
  PutBucketEncryption: bucket('PutEncryptionConfiguration'),
  DeleteBucketEncryption: bucket('PutEncryptionConfiguration'),
  DeleteBucketPublicAccessBlock: bucket('PutBucketPublicAccessBlock'),
  DeleteBucketOwnershipControls: bucket('PutBucketOwnershipControls'),
  GetBucketLifecycle: bucket('GetLifecycleConfiguration'),
  PutBucketLifecycle: bucket('PutLifecycleConfiguration'),
  DeleteBucketLifecycle: bucket('PutLifecycleConfiguration'),
  GetBucketReplication: bucket('GetReplicationConfiguration'),
  PutBucketReplication: bucket('PutReplicationConfiguration', {
    companions: [{ headers: [], actions: ['iam:PassRole'] }],
  }),
  DeleteBucketReplication: bucket('PutReplicationConfiguration'),
  GetBucketCors: bucket('GetBucketCORS'),
  PutBucketCors: bucket('PutBucketCORS'),
  DeleteBucketCors: bucket('PutBucketCORS'),
  DeleteBucketTagging: bucket('PutBucketTagging'),
  GetBucketAnalyticsConfiguration: bucket('GetAnalyticsConfiguration'),
  ListBucketAnalyticsConfigurations: bucket('GetAnalyticsConfiguration'),
  PutBucketAnalyticsConfiguration: bucket('PutAnalyticsConfiguration'),
  DeleteBucketAnalyticsConfiguration: bucket('PutAnalyticsConfiguration'),
  GetBucketInventoryConfiguration: bucket('GetInventoryConfiguration'),
  ListBucketInventoryConfigurations: bucket('GetInventoryConfiguration'),
  PutBucketInventoryConfiguration: bucket('PutInventoryConfiguration'),
  DeleteBucketInventoryConfiguration: bucket('PutInventoryConfiguration'),
  GetBucketMetricsConfiguration: bucket('GetMetricsConfiguration'),
  ListBucketMetricsConfigurations: bucket('GetMetricsConfiguration'),
  PutBucketMetricsConfiguration: bucket('PutMetricsConfiguration'),
  DeleteBucketMetricsConfiguration: bucket('PutMetricsConfiguration'),
  GetBucketIntelligentTieringConfiguration: bucket('GetIntelligentTieringConfiguration'),
  ListBucketIntelligentTieringConfigurations: bucket('GetIntelligentTieringConfiguration'),
  PutBucketIntelligentTieringConfiguration: bucket('PutIntelligentTieringConfiguration'),
  DeleteBucketIntelligentTieringConfiguration: bucket('PutIntelligentTieringConfiguration'),
  CreateBucketMetadataConfiguration: bucket('CreateBucketMetadataTableConfiguration'),
  GetBucketMetadataConfiguration: bucket('GetBucketMetadataTableConfiguration'),
  DeleteBucketMetadataConfiguration: bucket('DeleteBucketMetadataTableConfiguration'),
  GetAccelerateConfiguration: bucket('GetAccelerateConfiguration'),
  PutAccelerateConfiguration: bucket('PutAccelerateConfiguration'),

  GetAccountPublicAccessBlock: { actions: ['s3:GetAccountPublicAccessBlock'], on: 'everything' },
  PutAccountPublicAccessBlock: { actions: ['s3:PutAccountPublicAccessBlock'], on: 'everything' },
  DeleteAccountPublicAccessBlock: { actions: ['s3:PutAccountPublicAccessBlock'], on: 'everything' },
  CreateAccessPoint: { actions: ['s3:CreateAccessPoint'], on: 'access-point' },
  DeleteAccessPoint: { actions: ['s3:DeleteAccessPoint'], on: 'access-point' },
  GetAccessPoint: { actions: ['s3:GetAccessPoint'], on: 'everything' },
  GetAccessPointPolicy: { actions: ['s3:GetAccessPointPolicy'], on: 'access-point' },
  PutAccessPointPolicy: { actions: ['s3:PutAccessPointPolicy'], on: 'access-point' },
  DeleteAccessPointPolicy: { actions: ['s3:DeleteAccessPointPolicy'], on: 'access-point' },
  GetAccessPointPolicyStatus: { actions: ['s3:GetAccessPointPolicyStatus'], on: 'access-point' },
  ListAccessPoints: { actions: ['s3:ListAccessPoints'], on: 'everything' },
  ListMultiRegionAccessPoints: { actions: ['s3:ListMultiRegionAccessPoints'], on: 'everything' },
  GetDataAccess: { actions: ['s3:GetDataAccess'], on: 'grants-instance' },
};

/** The row of an event; one that the table does not hold asks, as most do, the action of its own name. */
export function rowOf(eventName: string): Row {
  if (Object.hasOwn(authorizationTable, eventName)) return authorizationTable[eventName] ?? bucket(eventName);
  return /Object/.test(eventName) && !/Bucket/.test(eventName) ? object(eventName) : bucket(eventName);
}
