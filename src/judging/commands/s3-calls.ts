/** The calls of S3 that a person may want to repeat, and the options of the CLI for their headers. As data. */

export interface S3Call {
  readonly on: 'object' | 'bucket';
  /** Where the CLI calls it otherwise than CloudTrail does. */
  readonly operation?: string;
  /** Options that it has for headers and the query. */
  readonly takes: readonly string[];
  /** What it cannot do without, and no record keeps. */
  readonly needs?: readonly string[];
  /** It writes the object to a file. */
  readonly writesFile?: true;
}

const owner = ['ExpectedBucketOwner'];
const payer = [...owner, 'RequestPayer'];
const reading = [...payer, 'VersionId', 'SSECustomerAlgorithm', 'IfMatch', 'IfNoneMatch', 'ChecksumMode'];
const acl = ['ACL', 'GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWriteACP'];
const writing = [
  ...payer,
  ...acl,
  'ServerSideEncryption',
  'SSEKMSKeyId',
  'SSECustomerAlgorithm',
  'BucketKeyEnabled',
  'Tagging',
  'StorageClass',
  'WebsiteRedirectLocation',
  'ObjectLockMode',
  'ObjectLockRetainUntilDate',
  'ObjectLockLegalHoldStatus',
];
const ofParts = [...payer, 'SSECustomerAlgorithm'];
const listing = [...payer, 'Prefix', 'Delimiter', 'MaxKeys', 'EncodingType'];

/** By CloudTrail's name. */
export const s3Calls: Readonly<Partial<Record<string, S3Call>>> = {
  GetObject: { on: 'object', takes: reading, writesFile: true },
  HeadObject: { on: 'object', takes: reading },
  GetObjectAcl: { on: 'object', takes: [...payer, 'VersionId'] },
  GetObjectTagging: { on: 'object', takes: [...payer, 'VersionId'] },
  PutObject: { on: 'object', takes: [...writing, 'IfMatch', 'IfNoneMatch'], needs: ['Body'] },
  CopyObject: {
    on: 'object',
    takes: [...writing, 'CopySource', 'ExpectedSourceBucketOwner', 'MetadataDirective', 'TaggingDirective'],
  },
  CreateMultipartUpload: { on: 'object', takes: writing },
  UploadPart: { on: 'object', takes: ofParts, needs: ['UploadId', 'PartNumber', 'Body'] },
  CompleteMultipartUpload: { on: 'object', takes: [...ofParts, 'IfMatch', 'IfNoneMatch'], needs: ['UploadId'] },
  AbortMultipartUpload: { on: 'object', takes: payer, needs: ['UploadId'] },
  ListParts: { on: 'object', takes: ofParts, needs: ['UploadId'] },
  PutObjectAcl: { on: 'object', takes: [...payer, ...acl, 'VersionId'] },
  GetObjectAttributes: { on: 'object', takes: [...payer, 'VersionId'], needs: ['ObjectAttributes'] },
  GetObjectRetention: { on: 'object', takes: [...payer, 'VersionId'] },
  GetObjectLegalHold: { on: 'object', takes: [...payer, 'VersionId'] },
  PutObjectTagging: { on: 'object', takes: [...payer, 'VersionId'], needs: ['Tagging'] },
  DeleteObjectTagging: { on: 'object', takes: [...owner, 'VersionId'] },
  PutObjectRetention: {
    on: 'object',
    takes: [...payer, 'VersionId', 'BypassGovernanceRetention'],
    needs: ['Retention'],
  },
  PutObjectLegalHold: { on: 'object', takes: [...payer, 'VersionId'], needs: ['LegalHold'] },
  RestoreObject: { on: 'object', takes: [...payer, 'VersionId'], needs: ['RestoreRequest'] },
  UploadPartCopy: { on: 'object', takes: [...ofParts, 'CopySource'], needs: ['UploadId', 'PartNumber'] },
  DeleteObjects: { on: 'bucket', takes: [...payer, 'MFA', 'BypassGovernanceRetention'], needs: ['Delete'] },
  DeleteObject: { on: 'object', takes: [...payer, 'VersionId', 'MFA', 'BypassGovernanceRetention', 'IfMatch'] },
  ListObjects: { on: 'bucket', operation: 'ListObjectsV2', takes: listing },
  ListObjectsV2: { on: 'bucket', takes: listing },
  ListObjectVersions: { on: 'bucket', takes: listing },
  ListMultipartUploads: { on: 'bucket', takes: [...payer, 'Prefix', 'Delimiter', 'EncodingType'] },
  HeadBucket: { on: 'bucket', takes: owner },
  PutBucketAcl: { on: 'bucket', takes: [...owner, ...acl, 'GrantWrite'] },
  CreateSession: { on: 'bucket', takes: ['SessionMode', 'ServerSideEncryption', 'SSEKMSKeyId', 'BucketKeyEnabled'] },
};

/** By the header or query parameter that carries it, in lower case. */
export const headerOptions: Readonly<Partial<Record<string, string>>> = {
  'x-amz-acl': 'ACL',
  'x-amz-grant-full-control': 'GrantFullControl',
  'x-amz-grant-read': 'GrantRead',
  'x-amz-grant-read-acp': 'GrantReadACP',
  'x-amz-grant-write': 'GrantWrite',
  'x-amz-grant-write-acp': 'GrantWriteACP',
  'x-amz-server-side-encryption': 'ServerSideEncryption',
  'x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
  'x-amz-server-side-encryption-bucket-key-enabled': 'BucketKeyEnabled',
  'x-amz-server-side-encryption-customer-algorithm': 'SSECustomerAlgorithm',
  'x-amz-copy-source': 'CopySource',
  'x-amz-metadata-directive': 'MetadataDirective',
  'x-amz-tagging': 'Tagging',
  'x-amz-tagging-directive': 'TaggingDirective',
  'x-amz-storage-class': 'StorageClass',
  'x-amz-website-redirect-location': 'WebsiteRedirectLocation',
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-retain-until-date': 'ObjectLockRetainUntilDate',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
  'x-amz-bypass-governance-retention': 'BypassGovernanceRetention',
  'x-amz-request-payer': 'RequestPayer',
  'x-amz-expected-bucket-owner': 'ExpectedBucketOwner',
  'x-amz-source-expected-bucket-owner': 'ExpectedSourceBucketOwner',
  'x-amz-checksum-mode': 'ChecksumMode',
  'x-amz-create-session-mode': 'SessionMode',
  'x-amz-mfa': 'MFA',
  'if-match': 'IfMatch',
  'if-none-match': 'IfNoneMatch',
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'max-keys': 'MaxKeys',
  'encoding-type': 'EncodingType',
};
