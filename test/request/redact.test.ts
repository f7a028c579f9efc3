import * as fc from 'fast-check';
import { redact } from '../../src/request/redact';
import { parseRecord } from '../../src/request/record/parse';
import { changed, denied, sample, sampleNames, sending, type Json } from './samples';

const secret = 'PlantedSecret0123456789';

test('a redacted record is parsed as the whole one is', () => {
  for (const name of sampleNames.filter((file) => !/^s1[67]/.test(file)))
    expect(denied(redact(sample(name)))).toEqual(denied(sample(name)));
});

test.each([
  ['everybody', '*', {}, 'true'],
  ['one account', { AWS: 'arn:aws:iam::444455556666:root' }, {}, 'false'],
  ['callers that may be everybody', '*', { StringEquals: { 'aws:PrincipalAccount': '444455556666' } }, undefined],
])('of a policy for %s a redacted record keeps whether it is public', (_, Principal, Condition, isPublic) => {
  const bucketPolicy = { Statement: { Effect: 'Allow', Principal, Condition, Action: 's3:*', Resource: '*' } };
  const requestParameters = { bucketName: 'b', bucketPolicy, 'bucket-policy-is-public': 'false' };
  const record = changed('s01', { eventName: 'PutBucketPolicy', requestParameters });
  expect(denied(record).parameters['bucket-policy-is-public']).toBe(isPublic);
  expect(denied(redact(record))).toEqual(denied(record));
  expect(denied(redact(redact(record)))).toEqual(denied(record));
  expect(JSON.stringify(redact(record))).not.toContain('Principal');
});

test('what is left out is counted', () => {
  expect(redact(changed('s05b', { surprise: 1, requestParameters: { ciphertextBlob: 'x' } }))).toMatchObject({
    omittedFields: 2,
  });
});

test('the session’s access key id stays: it is an identifier, and leads to its session policy', () => {
  expect(JSON.stringify(redact(sample('s01')))).toContain('ASIAEXAMPLEKEYID0001');
});

test.each([
  ['null', null],
  ['a text', 'x'],
  ['a number', 7],
])('%s is nothing', (_, value) => expect(redact(value)).toBeNull());

test('a log file is redacted record by record', () => {
  expect(redact([sample('s01').detail, 'x'])).toMatchObject([{ eventName: 'GetObject' }, null]);
});

describe('secrets are kept in no place', () => {
  const places: readonly (readonly [string, (value: string) => Json])[] = [
    ...[
      'X-Amz-Signature',
      'x-amz-security-token',
      'X-Amz-Credential',
      'x-amz-server-side-encryption-customer-key',
      'x-amz-server-side-encryption-customer-key-MD5',
      'x-amz-copy-source-server-side-encryption-customer-key',
      'Authorization',
      'x-amz-mfa',
      'x-amz-server-side-encryption-context',
      'AWSAccessKeyId',
      'Signature',
      'policy',
      'x-amz-meta-password',
      '__proto__',
    ].map(
      (name) => [`parameter ${name}`, (value: string) => sending('s13', Object.fromEntries([[name, value]]))] as const,
    ),
    ['responseElements', (value) => changed('s01', { responseElements: { credentials: { secretAccessKey: value } } })],
    ['an unknown field', (value) => changed('s01', { unheardOf: { deep: [value] } })],
    ['additionalEventData', (value) => changed('s01', { additionalEventData: { token: value } })],
    [
      'the identity',
      (value) =>
        changed('s01', { userIdentity: { ...(sample('s01').detail['userIdentity'] as object), sessionToken: value } }),
    ],
    [
      'KMS parameters',
      (value) =>
        changed('s05b', {
          requestParameters: {
            ...(sample('s05b').detail['requestParameters'] as object),
            grantTokens: [value],
            plaintext: value,
          },
        }),
    ],
    ['a URL in the user agent', (value) => changed('s01', { userAgent: `x https://b/k?X-Amz-Signature=${value}&a=b` })],
    ['a URL in the referer', (value) => sending('s01', { Referer: `https://b/k?X-Amz-Security-Token=${value}` })],
    ['the error text', (value) => changed('s01', { errorMessage: `bad: X-Amz-Credential=${value}` })],
    ['a copy source', (value) => sending('s11', { 'x-amz-copy-source': `b/k?X-Amz-Signature=${value}` })],
    ['a key with a query', (value) => sending('s01', { key: `k?X-Amz-Signature=${value}` }, { resources: [] })],
    ['an old query', (value) => sending('s01', { key: `k?AWSAccessKeyId=x&Signature=${value}` }, { resources: [] })],
    [
      'the resources',
      (value) =>
        changed('s01', {
          requestParameters: null,
          resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::b/k?X-Amz-Signature=${value}` }],
        }),
    ],
  ];

  test.each(places)('%s', (_, plant) => {
    const record = plant(secret);
    expect(JSON.stringify(record)).toContain(secret);
    expect(JSON.stringify(redact(record))).not.toContain(secret);
    expect(JSON.stringify(parseRecord(record))).not.toContain(secret);
    const event = { ...sample('s01'), detail: record };
    expect(JSON.stringify([redact(event), parseRecord(event)])).not.toContain(secret);
  });

  test('whatever else the field holds', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(name, fc.jsonValue({ maxDepth: 3 }), (field, value) => {
        const unknown = `x-unknown-${field}`;
        const record = sending('s13', { [unknown]: { value, secret } }, { [unknown]: [secret, value] });
        expect(JSON.stringify([redact(record), parseRecord(record)])).not.toContain(secret);
      }),
    );
  });
});
