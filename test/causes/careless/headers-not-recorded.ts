/** Headers that a record does not show: what they ask for stays possible. */
import { accounts, allow, denying, encrypted, policyOf, withKey } from '../accounts';
import { event, kmsArn, lambdaRole, logLine, noneAllows, objectArn, said } from '../events';
import type { Careless } from './row';

const allowedNow = 'the policies as they are now allow it';
const writer = (...actions: readonly string[]) => ({
  inline: {
    write: policyOf(allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:CreateBucket', ...actions])),
  },
});
const put = event({ operation: 'PutObject' });
const requester = lambdaRole().arn;
const putLine = logLine({ operation: 'REST.PUT.OBJECT', requester, code: 'AccessDenied' });
const otherKey = `arn:aws:kms:us-east-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab`;
const onlyThisKey = denying('OnlyOurKey', {
  StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': otherKey },
});
const withoutGenerate = {
  inline: { write: policyOf(allow('s3:*'), allow('kms:Decrypt')) },
};

const unsure = { status: 'inconclusive', certain: false } as const;

export const untoldHeaders: readonly Careless[] = [
  {
    title: 'a write that may have sent tags',
    careless: allowedNow,
    event: put,
    awsAccounts: accounts({ role: writer('s3:PutObjectAcl', 's3:PutObjectRetention', 's3:PutObjectLegalHold') }),
    ...unsure,
    leads: 'identity-policies',
    says: [/s3:PutObjectTagging/, /only if the request sent `?x-amz-tagging/],
  },
  {
    title: 'a write that may have sent an ACL',
    careless: allowedNow,
    event: put,
    awsAccounts: accounts({ role: writer('s3:PutObjectTagging', 's3:PutObjectRetention', 's3:PutObjectLegalHold') }),
    ...unsure,
    says: [/s3:PutObjectAcl/],
  },
  {
    title: 'a write that may have sent a retention',
    careless: allowedNow,
    event: put,
    awsAccounts: accounts({ role: writer('s3:PutObjectTagging', 's3:PutObjectAcl', 's3:PutObjectLegalHold') }),
    ...unsure,
    says: [/s3:PutObjectRetention/],
  },
  {
    title: 'the beginning of an upload that may have sent tags',
    careless: allowedNow,
    event: event({ operation: 'CreateMultipartUpload' }),
    awsAccounts: accounts({ role: writer('s3:PutObjectAcl', 's3:PutObjectRetention', 's3:PutObjectLegalHold') }),
    ...unsure,
    says: [/s3:PutObjectTagging/],
  },
  {
    title: 'a delete that may have asked to pass a lock by',
    careless: allowedNow,
    event: event({ operation: 'DeleteObject' }),
    awsAccounts: accounts({ role: writer() }),
    ...unsure,
    says: [/s3:BypassGovernanceRetention/],
  },
  {
    title: 'a write for which everything that a header may ask is allowed',
    careless: 'it may have been the tags',
    event: put,
    awsAccounts: accounts({ role: writer('s3:PutObject*') }),
    status: 'would-be-allowed-now',
    neverSays: [/s3:PutObjectTagging/],
  },
  {
    title: 'a write of which AWS says that s3:PutObject is what nothing allows',
    careless: 'it may have been the tags',
    event: event({
      operation: 'PutObject',
      message: said(lambdaRole(), 's3:PutObject', objectArn, noneAllows('identity-based policy', 's3:PutObject')),
    }),
    awsAccounts: accounts({ role: { inline: { read: policyOf(allow('s3:GetObject')) } } }),
    status: 'denied',
    certain: true,
    leads: 'identity-policies',
    neverSays: [/s3:PutObjectTagging/],
  },
  {
    title: 'a new bucket with tags, as the body in the record shows',
    careless: allowedNow,
    event: event({
      operation: 'CreateBucket',
      bucket: 'lake-audit',
      key: null,
      parameters: { CreateBucketConfiguration: { Tags: { Tag: [{ Key: 'Env', Value: 'Dev' }] } } },
    }),
    awsAccounts: accounts({ role: writer('s3:PutBucket*') }),
    status: 'denied',
    leads: 'identity-policies',
    says: [/s3:TagResource/],
  },
  {
    title: 'a new bucket of which the record shows no body',
    careless: allowedNow,
    event: event({ operation: 'CreateBucket', bucket: 'lake-audit', key: null }),
    awsAccounts: accounts({ role: writer('s3:PutBucket*') }),
    ...unsure,
    says: [/s3:TagResource/],
  },
  {
    title: 'a line of a log: the key that the write named is not in it',
    careless: 'kms:GenerateDataKey on the default key of the bucket is denied for certain',
    event: putLine,
    awsAccounts: accounts({
      role: withoutGenerate,
      bucket: { ...encrypted, policy: onlyThisKey },
      account: withKey(),
    }),
    status: 'inconclusive',
    certain: false,
    says: [/no headers/],
  },
  {
    title: 'a record without its parameters',
    careless: 'kms:GenerateDataKey on the default key of the bucket is denied for certain',
    event: { ...put, requestParameters: null },
    awsAccounts: accounts({ role: withoutGenerate, bucket: { ...encrypted, policy: onlyThisKey }, account: withKey() }),
    status: 'inconclusive',
    certain: false,
  },
  {
    title: 'parameters as a text that is cut',
    careless: 'the default key of the bucket was used',
    event: { ...put, requestParameters: '{"bucketName":"amzn-s3-demo-bucket","x-amz-server-side-encry' },
    awsAccounts: accounts({ role: withoutGenerate, bucket: { ...encrypted, policy: onlyThisKey }, account: withKey() }),
    status: 'inconclusive',
    certain: false,
  },
  {
    title: 'parameters as a text: the key that they name is not the default',
    careless: 'kms:GenerateDataKey on the default key of the bucket is denied',
    event: {
      ...put,
      requestParameters: JSON.stringify({
        bucketName: 'amzn-s3-demo-bucket',
        key: 'reports/a.csv',
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': kmsArn,
      }),
    },
    awsAccounts: accounts({ bucket: { encryption: { kmsKey: otherKey }, policy: onlyThisKey }, account: withKey() }),
    status: 'denied',
    certain: true,
    leads: 'bucket-policy',
    neverSays: [/key\/99999999[^"]*" *is denied/],
  },
  {
    title: 'a HEAD in a log, which may have asked for a checksum and so for the key',
    careless: allowedNow,
    event: logLine({ operation: 'REST.HEAD.OBJECT', requester, code: 'AccessDenied' }),
    awsAccounts: accounts({
      role: { inline: { read: policyOf(allow('s3:*')) } },
      bucket: encrypted,
      account: withKey(),
    }),
    status: 'inconclusive',
    certain: false,
    says: [/kms:Decrypt/],
  },
];
