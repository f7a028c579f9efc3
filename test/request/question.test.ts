import { requestFromQuestion } from '../../src/request/question/question';
import type { Question } from '../../src/request/question/types';
import { asked, keyOf } from './samples';

const role = 'arn:aws:iam::111122223333:role/app';
const ask = (question: Partial<Question> = {}) => {
  const parsed = requestFromQuestion({
    principal: role,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    ...question,
  });
  if (parsed.is !== 'denied') throw new Error(parsed.message);
  return parsed.request;
};

test.each<[Partial<Question>, readonly string[]]>([
  [{}, ['s3:GetObject on arn:aws:s3:::b/k', '?kms:Decrypt on key-of-object b k']],
  [{ action: 'S3:getobject'.toLowerCase() }, ['s3:GetObject on arn:aws:s3:::b/k', '?kms:Decrypt on key-of-object b k']],
  [{ action: 's3:GetObjectVersion' }, ['s3:GetObjectVersion on arn:aws:s3:::b/k', '?kms:Decrypt on key-of-object b k']],
  [
    { action: 's3:GetObjectVersion', context: { 's3:versionid': 'v' } },
    ['s3:GetObjectVersion on arn:aws:s3:::b/k', '?kms:Decrypt on key-of-object b k v'],
  ],
  [{ action: 's3:PutObject' }, ['s3:PutObject on arn:aws:s3:::b/k', '?kms:GenerateDataKey on default-key-of-bucket b']],
  [
    { action: 's3:PutObject', context: { 's3:x-amz-acl': 'private', 's3:x-amz-server-side-encryption': 'AES256' } },
    ['s3:PutObject on arn:aws:s3:::b/k', 's3:PutObjectAcl on arn:aws:s3:::b/k'],
  ],
  [{ action: 's3:ListBucket', resource: 'arn:aws:s3:::b' }, ['s3:ListBucket on arn:aws:s3:::b']],
  [{ action: 's3:ListAllMyBuckets', resource: '*' }, ['s3:ListAllMyBuckets on *']],
  [{ action: 's3:GetBucketPolicy', resource: 'arn:aws:s3:::b' }, ['s3:GetBucketPolicy on arn:aws:s3:::b']],
  [
    { action: 's3:GetLifecycleConfiguration', resource: 'arn:aws:s3:::b' },
    ['s3:GetLifecycleConfiguration on arn:aws:s3:::b'],
  ],
  [{ action: 's3:ReplicateObject' }, ['s3:ReplicateObject on arn:aws:s3:::b/k']],
  [
    { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:111122223333:key/k' },
    ['kms:Decrypt on arn:aws:kms:eu-west-1:111122223333:key/k'],
  ],
])('%j asks for', (question, expected) => expect(asked(ask(question))).toEqual(expected));

test('nothing was denied, and nothing said', () => {
  expect(ask({ time: '2026-11-20T08:00:00Z' })).toMatchObject({
    errorCode: '',
    said: { is: 'absent' },
    time: '2026-11-20T08:00:00Z',
  });
});

test.each([
  ['arn:aws:sts::111122223333:assumed-role/app/s', 'assumed-role'],
  ['arn:aws:iam::111122223333:user/x/u', 'user'],
  ['arn:aws:iam::111122223333:root', 'root'],
  ['anonymous', 'anonymous'],
  ['logging.s3.amazonaws.com', 'service'],
  ['service:cloudfront.amazonaws.com', 'service'],
])('principal %s', (principal, type) => expect(ask({ principal }).principal.type).toBe(type));

test.each([
  ['principal', { principal: 'bob' }],
  ['action', { action: 'GetObject' }],
  ['action', { action: 'ec2:RunInstances' }],
  ['resource', { resource: 'b/k' }],
  ['resource', { resource: 'arn:aws:sqs:us-east-1:1:q' }],
])('a wrong %s is said', (code, question) => {
  const parsed = requestFromQuestion({
    principal: role,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    ...question,
  });
  expect(parsed).toMatchObject({ is: 'bad-input', code });
});

describe('of the context', () => {
  const stated = ask({ context: { 'AWS:sourceip': '198.51.100.7', 'aws:PrincipalTag/team': 'red', 's3:prefix': 'x' } });
  test.each([
    ['what is stated is known', 'aws:SourceIp', '198.51.100.7'],
    ['what is stated is known, also where a pattern is unknown', 'aws:PrincipalTag/team', 'red'],
    ['the caller is known', 'aws:PrincipalArn', role],
    ['what surrounds the caller is not', 'aws:SecureTransport', 'unknown'],
    ['the session is not', 'aws:MultiFactorAuthPresent', 'unknown'],
    ['the time is not', 'aws:CurrentTime', 'unknown'],
    ['an endpoint that is not stated is not crossed', 'aws:SourceVpce', 'absent'],
    ['a header that is not stated is not sent', 's3:x-amz-acl', 'absent'],
  ])('%s', (_, key, value) => expect(keyOf(stated, key)).toBe(value));

  test('the key’s use shares what is the caller’s', () => {
    expect(keyOf(stated, 'aws:PrincipalTag/team', 'kms:Decrypt')).toBe('red');
    expect(keyOf(stated, 's3:prefix', 'kms:Decrypt')).toBe('absent');
  });
  test('an endpoint that is stated takes the place of the address', () => {
    const request = ask({ context: { 'aws:SourceVpce': 'vpce-0abc' } });
    expect(request.endpoint).toEqual({ is: 'endpoint', id: 'vpce-0abc' });
    expect(keyOf(request, 'aws:SourceIp')).toBe('absent');
    expect(keyOf(request, 'aws:SourceVpce', 'kms:Decrypt')).toBe('absent');
  });
  test('nobody’s surroundings have no session', () =>
    expect(keyOf(ask({ principal: 'anonymous' }), 'aws:MultiFactorAuthPresent')).toBe('absent'));
  test('the version of a question about versions is not known', () => {
    expect(keyOf(ask({ action: 's3:GetObjectVersion' }), 's3:versionid')).toBe('unknown');
  });
});
