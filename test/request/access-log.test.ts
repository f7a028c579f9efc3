import { parseAccessLogLine, recordOfLine } from '../../src/request/access-log/parse-line';
import { parseInput } from '../../src/request/forms/read-input';
import { parseRecord } from '../../src/request/record/parse';
import { redact } from '../../src/request/redact';
import { keyOf } from './samples';
import type { DeniedRequest } from '../../src/request/types';
import type { ParsedRecord } from '../../src/request/parsed-record';

const base =
  '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be amzn-s3-demo-bucket [20/Nov/2026:08:31:07 +0000] 203.0.113.10 - 3E57427F3EXAMPLE REST.GET.OBJECT reports/2026/q3.csv "GET /reports/2026/q3.csv HTTP/1.1" 403 SignatureDoesNotMatch 1043 - 12 - "-" "aws-cli/2.36.17" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com TLSv1.3 - - us-east-1';
const line = (...changes: readonly (readonly [string, string])[]) =>
  changes.reduce((text, [from, to]) => text.replace(from, to), base);
const parsed = (text: string): ParsedRecord => parseInput(text)[0] as ParsedRecord;
const request = (text: string): DeniedRequest => {
  const record = parsed(text);
  if (record.is !== 'denied') throw new Error(JSON.stringify(record));
  return record.request;
};

const owner = base.slice(0, 64);
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html */
const lifecycle = `${owner} amzn-s3-demo-bucket [20/Nov/2026:08:14:01 +0000] - AmazonS3 3E57427F3EXAMPLE S3.EXPIRE.OBJECT reports/a.csv - - - - 1024 - - "-" "-" - EXAMPLE1= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com TLSv1.3 - - us-east-1`;

test('a failed signature is a denied request', () => {
  expect(request(base)).toMatchObject({
    time: '2026-11-20T08:31:07Z',
    region: 'us-east-1',
    operation: 'GetObject',
    errorCode: 'SignatureDoesNotMatch',
    principal: { type: 'anonymous' },
    bucket: 'amzn-s3-demo-bucket',
    key: 'reports/2026/q3.csv',
    sourceIp: '203.0.113.10',
    userAgent: 'aws-cli/2.36.17',
    said: { is: 'absent' },
  });
});

test.each([
  'InvalidAccessKeyId',
  'RequestTimeTooSkewed',
  'AccessDenied',
  'InvalidObjectState',
  'AllAccessDisabled',
  'MissingAuthenticationToken',
])('error code %s is kept', (code) => expect(request(line(['SignatureDoesNotMatch', code])).errorCode).toBe(code));
test('an expired token is answered with 400', () =>
  expect(request(line(['403 SignatureDoesNotMatch', '400 ExpiredToken'])).errorCode).toBe('ExpiredToken'));
test('403 without a code is a denial', () =>
  expect(request(line(['SignatureDoesNotMatch', '-'])).errorCode).toBe('AccessDenied'));

test.each([
  ['arn:aws:sts::111122223333:assumed-role/r/s', { type: 'assumed-role', roleName: 'r' }],
  ['arn:aws:iam::111122223333:user/u', { type: 'user', userName: 'u' }],
  ['svc:cloudfront.amazonaws.com', { type: 'service', service: 'cloudfront.amazonaws.com' }],
  ['AmazonS3', { type: 'service', service: 's3.amazonaws.com' }],
  [owner, { type: 'unidentified', principalId: owner, isBucketOwner: true }],
  ['a'.repeat(64), { type: 'unidentified', principalId: 'a'.repeat(64), isBucketOwner: false }],
  [
    'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E127EXAMPLE51Z',
    { type: 'user', accountId: 'cloudfront', userName: 'CloudFront Origin Access Identity E127EXAMPLE51Z' },
  ],
])('requester %s', (requester, principal) => {
  expect(
    request(line(['203.0.113.10 -', `203.0.113.10 ${requester}`], ['SignatureDoesNotMatch', 'AccessDenied'])).principal,
  ).toMatchObject(principal);
});

test('the owner of the bucket is the root user of the account in which the log lies', () => {
  const text = line(['203.0.113.10 -', `203.0.113.10 ${owner}`], ['SignatureDoesNotMatch', 'AccessDenied']);
  expect(parseAccessLogLine(text, { accountId: '111122223333' })).toMatchObject({
    request: { principal: { type: 'root', arn: 'arn:aws:iam::111122223333:root' } },
  });
});

describe('fields without quotes', () => {
  const role = 'arn:aws:sts::111122223333:assumed-role/app/run';
  const bare = (operation: string, rest: string) =>
    `${owner} amzn-s3-demo-bucket [20/Nov/2026:08:14:01 +0000] 203.0.113.10 ${role} 3E57427F3EXAMPLE ${operation} reports/a.csv ${rest}`;
  const last =
    '- EXAMPLE1= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com TLSv1.3 - - us-east-1';
  const shown = {
    time: '2026-11-20T08:14:01Z',
    region: 'us-east-1',
    errorCode: 'AccessDenied',
    principal: { type: 'assumed-role', arn: role },
    bucket: 'amzn-s3-demo-bucket',
    key: 'reports/a.csv',
    sourceIp: '203.0.113.10',
    parameters: { host: 'amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com' },
  };

  test.each<[string, string, object, string | undefined]>([
    [
      'a key of a batch delete',
      bare('BATCH.DELETE.OBJECT', `- 403 AccessDenied - 344017 - - - - ${last}`),
      { operation: 'DeleteObject' },
      undefined,
    ],
    [
      'the source of a copy',
      bare('REST.COPY.OBJECT_GET', `- 403 AccessDenied - - - - - - ${last}`),
      { operation: 'GetObject' },
      undefined,
    ],
    [
      'no referer',
      bare('REST.GET.OBJECT', `"GET /reports/a.csv HTTP/1.1" 403 AccessDenied 243 - 12 - - "aws-cli" ${last}`),
      { operation: 'GetObject' },
      'aws-cli',
    ],
    [
      'no agent',
      bare('REST.GET.OBJECT', `"GET /reports/a.csv HTTP/1.1" 403 AccessDenied 243 - 12 - "https://x/" - ${last}`),
      { operation: 'GetObject' },
      undefined,
    ],
  ])('%s', (_, text, facts, agent) => {
    const found = request(text);
    expect(found).toMatchObject({ ...shown, ...facts });
    expect(found.userAgent).toBe(agent);
  });
});

test.each(Array.from({ length: 10 }, (_, dropped) => dropped))(
  'a line that lacks its last %i fields is read',
  (dropped) => {
    const [quoted, after] = [base.slice(0, base.lastIndexOf('"') + 1), base.slice(base.lastIndexOf('"') + 2)];
    const kept = after.split(' ').slice(0, 10 - dropped);
    expect(request([quoted, ...kept].join(' '))).toMatchObject({
      errorCode: 'SignatureDoesNotMatch',
      userAgent: 'aws-cli/2.36.17',
      region: dropped > 4 ? '' : 'us-east-1',
    });
  },
);

test('headers are not told, and so unknown instead of absent', () => {
  const put = request(line(['REST.GET.OBJECT', 'REST.PUT.OBJECT'], ['SignatureDoesNotMatch', 'AccessDenied']));
  expect(keyOf(put, 's3:x-amz-acl', 's3:PutObject')).toBe('unknown');
});

test.each([
  ['203.0.113.10', '203.0.113.10'],
  ['10.1.2.3', 'unknown'],
  ['172.31.0.9', 'unknown'],
  ['100.64.0.9', 'unknown'],
  ['2001:db8::1', 'unknown'],
])('no endpoint is told, so that one may have been crossed from %s', (address, sourceIp) => {
  const asked = request(line(['203.0.113.10 -', `${address} -`], ['SignatureDoesNotMatch', 'AccessDenied']));
  expect(keyOf(asked, 'aws:SourceIp')).toBe(sourceIp);
  expect(['aws:SourceVpce', 'aws:SourceVpc', 'aws:VpcSourceIp'].map((key) => keyOf(asked, key))).toEqual(
    Array.from({ length: 3 }, () => 'unknown'),
  );
});

describe('keys are encoded, most of them twice', () => {
  const keyIn = (operation: string, logged: string, uri: string) =>
    request(
      line(['REST.GET.OBJECT reports/2026/q3.csv "GET /reports/2026/q3.csv', `${operation} ${logged} "GET ${uri}`]),
    ).key;
  test.each([
    ['twice, as the URI shows', 'REST.GET.OBJECT', 'a%2520b%252Bc.csv', '/a%20b%2Bc.csv', 'a b+c.csv'],
    ['once, as the URI shows', 'REST.GET.OBJECT', 'a%2520b.csv', '/a%2520b.csv', 'a%20b.csv'],
    ['with the bucket in the path', 'REST.GET.OBJECT', 'a%2520b.csv', '/amzn-s3-demo-bucket/a%20b.csv?x=1', 'a b.csv'],
    ['once in a batch', 'BATCH.DELETE.OBJECT', 'a%2520b.csv', '/?delete', 'a%20b.csv'],
    ['without a URI that tells', 'REST.GET.OBJECT', 'a%2520b.csv', '/', 'a%20b.csv'],
  ])('%s', (_, operation, logged, uri, key) => expect(keyIn(operation, logged, uri)).toBe(key));
});

test('the access point and what a listing asked for are told', () => {
  const arn = 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap';
  const text = line(
    ['TLSv1.3 - -', `TLSv1.3 ${arn} Yes`],
    [
      'REST.GET.OBJECT reports/2026/q3.csv "GET /reports/2026/q3.csv',
      'REST.GET.BUCKET - "GET /?list-type=2&prefix=a%2Fb',
    ],
  );
  const list = request(text);
  expect(list).toMatchObject({ accessPoint: arn, operation: 'ListObjects' });
  expect(keyOf(list, 's3:prefix')).toBe('a/b');
});

describe('the URI shows the whole query, and a line without one shows nothing', () => {
  const listed = (uri: string) =>
    request(
      line(['REST.GET.OBJECT reports/2026/q3.csv "GET /reports/2026/q3.csv HTTP/1.1"', `REST.GET.BUCKET - ${uri}`]),
    );
  test.each([
    ['"GET /?list-type=2&prefix=a%2Fb HTTP/1.1"', 's3:prefix', 'a/b'],
    ['"GET /?list-type=2&prefix= HTTP/1.1"', 's3:prefix', ''],
    ['"GET /?list-type=2&delimiter=%2F HTTP/1.1"', 's3:prefix', 'absent'],
    ['"GET / HTTP/1.1"', 's3:prefix', 'absent'],
    ['"GET / HTTP/1.1"', 's3:max-keys', 'absent'],
    ['"-"', 's3:prefix', 'unknown'],
    ['-', 's3:prefix', 'unknown'],
  ])('%s: %s', (uri, key, value) => expect(keyOf(listed(uri), key)).toEqual(value));
  test('of headers it shows nothing', () => {
    const put = request(line(['REST.GET.OBJECT', 'REST.PUT.OBJECT'], ['"GET /', '"PUT /']));
    expect(keyOf(put, 's3:x-amz-acl')).toBe('unknown');
  });
});

describe('quotes are not escaped', () => {
  test.each([
    ['in the URI', line(['q3.csv HTTP/1.1', 'q"3".csv HTTP/1.1'])],
    ['in the referer', line(['"-" "aws-cli', '"https://x/" y" "aws-cli'])],
    ['in the agent', line(['aws-cli/2.36.17', 'a "quoted" agent'])],
  ])('%s', (_, text) =>
    expect(request(text)).toMatchObject({ errorCode: 'SignatureDoesNotMatch', region: 'us-east-1' }),
  );
  test('and a line that imitates another status is refused', () => {
    expect(parsed(line(['aws-cli/2.36.17', 'x" 200 - 1 - 1 - "-" "y']))).toMatchObject({
      is: 'bad-input',
      code: 'access-log',
    });
  });
});

test.each(['new-field another', '"quoted" "and again"', '- "-"'])('appended fields are no trouble: %s', (more) =>
  expect(request(`${base} ${more}`)).toMatchObject({ region: 'us-east-1', userAgent: 'aws-cli/2.36.17' }),
);

test.each([
  ['a success', line(['403 SignatureDoesNotMatch', '200 -']), 'not-denied', 'succeeded'],
  ['a missing key', line(['403 SignatureDoesNotMatch', '404 NoSuchKey']), 'not-denied', 'error-is-not-a-denial'],
  [
    'an operation that we do not know',
    line(['REST.GET.OBJECT', 'REST.GET.NOVELTY']),
    'not-denied',
    'unknown-operation',
  ],
  ['a line that is cut', base.slice(0, 200), 'bad-input', 'access-log'],
  ['what a lifecycle rule did', lifecycle, 'not-denied', 'done-by-s3'],
])('no denied request: %s', (_, text, is, code) => expect(parsed(text)).toMatchObject({ is, code }));

describe('where the bucket lies', () => {
  const global = line(['amzn-s3-demo-bucket.s3.us-east-1.', 'amzn-s3-demo-bucket.s3.'], ['- us-east-1', '- eu-west-3']);

  test.each([
    ['the host tells the Region, whatever the place of the log says', base, { region: 'eu-west-1' }, 'us-east-1'],
    ['a host without a Region leaves it to the place of the log', global, { region: 'eu-west-1' }, 'eu-west-1'],
    ['the Region of the caller is not that of the bucket', global, {}, ''],
  ])('%s', (_, text, place, region) => {
    const told = parseAccessLogLine(text, place);
    expect(told.is === 'denied' ? told.request.region : told).toBe(region);
  });

  test('a log lies in the account of its buckets', () => {
    const accountId = '111122223333';
    expect(parseAccessLogLine(base, { accountId })).toMatchObject({
      request: { resourceAccountId: accountId, recipientAccountId: accountId, bucket: 'amzn-s3-demo-bucket' },
    });
    expect(request(base).resourceAccountId).toBeUndefined();
  });
});

test('the id of the request is that of S3', () => expect(request(base).requestId).toBe('3E57427F3EXAMPLE'));

test('a query names neither the object nor the host', () => {
  const text = line([
    'GET /reports/2026/q3.csv',
    'GET /?key=other&host=evil.s3.eu-west-1.amazonaws.com&bucketName=other',
  ]);
  expect(request(text)).toMatchObject({
    bucket: 'amzn-s3-demo-bucket',
    key: 'reports/2026/q3.csv',
    region: 'us-east-1',
  });
  expect(request(text).parameters['host']).toBe('amzn-s3-demo-bucket.s3.us-east-1.amazonaws.com');
});

describe('the record of a line', () => {
  const signed = line(
    ['q3.csv HTTP/1.1', 'q3.csv?versionId=v1&X-Amz-Signature=PLANTED&X-Amz-Credential=PLANTED HTTP/1.1'],
    ['aws-cli/2.36.17', 'agent X-Amz-Security-Token=PLANTED'],
  );

  test('is like CloudTrail’s, and keeps no secret when redacted', () => {
    const kept = redact(recordOfLine(signed));
    expect(kept).toMatchObject({
      eventName: 'GetObject',
      errorCode: 'SignatureDoesNotMatch',
      requestID: '3E57427F3EXAMPLE',
      requestParameters: { key: 'reports/2026/q3.csv', versionId: 'v1' },
    });
    expect(JSON.stringify(kept)).not.toContain('PLANTED');
  });

  test.each([
    ['of a failed signature', base],
    [
      'of an upload, whose headers nobody knows',
      line(['REST.GET.OBJECT', 'REST.PUT.OBJECT'], ['SignatureDoesNotMatch', 'AccessDenied']),
    ],
    ['of the bucket’s owner', line(['203.0.113.10 -', `203.0.113.10 ${owner}`])],
  ])('%s, kept and read again, is the same request', (_, text) =>
    expect(parseRecord(redact(recordOfLine(text)))).toEqual(parseAccessLogLine(text)),
  );

  test('is there of denials only', () =>
    expect(recordOfLine(line(['403 SignatureDoesNotMatch', '200 -']))).toBeUndefined());
});

test('secrets of a presigned URL are not kept', () => {
  const text = line(
    [
      'q3.csv HTTP/1.1',
      'q3.csv?X-Amz-Signature=PLANTED&X-Amz-Security-Token=PLANTED&X-Amz-Date=20261120T083000Z HTTP/1.1',
    ],
    ['AuthHeader', 'QueryString'],
    ['SignatureDoesNotMatch', 'AccessDenied'],
    ['"-"', '"https://x/?X-Amz-Signature=PLANTED"'],
  );
  expect(JSON.stringify(request(text))).not.toContain('PLANTED');
});
