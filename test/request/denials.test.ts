import { joinDenials, mergeDenials } from '../../src/request/denials/merge';
import { symptomOf } from '../../src/request/denials/symptom';
import type { DeniedRequest } from '../../src/request/types';
import { asked, changed, denied, keyOf, sample, sending, type Json } from './samples';

const s3 = denied(sample('s05a'));
const kms = denied(sample('s05b'));
const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const identity = (change: Json) => ({ ...(sample('s05b').detail['userIdentity'] as object), ...change });

describe('the S3 and the KMS record of one denial', () => {
  const both = mergeDenials(s3, kms)!;
  test('are one, in either order', () => expect(mergeDenials(kms, s3)).toEqual(both));
  test('tell the key, certainly', () => {
    expect(asked(both)).toEqual([
      's3:GetObject on arn:aws:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv',
      `kms:Decrypt on ${key}`,
    ]);
    expect(both.authorizations[1]).toMatchObject({ purpose: 'encryption', resourceAccountId: '111122223333' });
  });
  test('tell the encryption context of the one and the address of the other', () => {
    expect(keyOf(both, 'kms:EncryptionContext:aws:s3:arn', 'kms:Decrypt')).toBe(
      'arn:aws:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv',
    );
    expect(keyOf(both, 'aws:SourceIp', 'kms:Decrypt')).toBe('203.0.113.10');
  });
  test('keep both ids', () => expect([both.eventId, both.furtherEventIds]).toEqual([s3.eventId, [kms.eventId]]));
  test('take KMS’s reason where S3 gave none', () => {
    const bare = denied(changed('s05a', { errorMessage: 'Access Denied' }));
    expect(mergeDenials(bare, kms)!.said).toMatchObject({ is: 'reason', action: 'kms:Decrypt', resource: key });
  });
  test('with a Bucket Key name the bucket only', () => {
    const put = denied(
      sending(
        's13',
        { key: 'k', 'x-amz-acl': undefined },
        {
          userIdentity: sample('s01').detail['userIdentity'],
          errorMessage: 'Access Denied',
          eventTime: '2026-11-20T08:14:05Z',
        },
      ),
    );
    const merged = mergeDenials(put, denied(sample('s05c')))!;
    expect(asked(merged)).toContain(`kms:GenerateDataKey on ${key}`);
  });
});

test.each<[string, Json]>([
  [
    'another object',
    { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::amzn-s3-demo-bucket/other' } } },
  ],
  ['another bucket', { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::other' } } }],
  ['another time', { eventTime: '2026-11-20T08:15:05Z' }],
  [
    'another session',
    {
      userIdentity: identity({ arn: 'arn:aws:sts::111122223333:assumed-role/app-reader-role/other' }),
      errorMessage: 'Access Denied',
    },
  ],
  ['another access key', { userIdentity: identity({ accessKeyId: 'ASIAOTHER' }) }],
  ['another KMS action', { eventName: 'GenerateDataKey', errorMessage: 'Access Denied' }],
])('a KMS record of %s is of another denial', (_, change) => {
  expect(mergeDenials(s3, denied(changed('s05b', change)))).toBeUndefined();
});

test('a denial for which AWS names an S3 action did not fall on the key', () => {
  const named = denied(changed('s01', { eventTime: '2026-11-20T08:14:05Z' }));
  expect(mergeDenials(named, kms)).toBeUndefined();
});
test('two records of S3 are two denials', () => expect(mergeDenials(s3, s3)).toBeUndefined());

describe('a batch', () => {
  const ids = (...requests: Parameters<typeof joinDenials>[0]) => joinDenials(requests).map(({ eventId }) => eventId);
  test('holds each denial once, whatever the order', () => {
    expect(ids(kms, s3)).toEqual([s3.eventId]);
    expect(ids(s3, kms)).toEqual([s3.eventId]);
    expect(ids(s3, s3, kms)).toEqual([s3.eventId]);
  });
  test('gives each KMS record to one S3 record only', () => {
    const again = denied(changed('s05a', { eventID: 'again' }));
    expect(joinDenials([s3, again, kms]).map(asked)).toEqual([asked(mergeDenials(s3, kms)!), asked(again)]);
  });
  test('keeps of two accounts’ copies the one that tells the caller', () => {
    const [owner, caller] = [denied(sample('s03a')), denied(sample('s03b'))];
    expect(joinDenials([owner, caller])).toEqual([{ ...caller, furtherEventIds: [owner.eventId] }]);
  });
  test.each<[string, Json]>([
    ['time', { eventTime: '2026-11-20T08:14:02Z' }],
    ['operation', { eventName: 'HeadObject' }],
    ['object', { requestParameters: { bucketName: 'amzn-s3-demo-bucket', key: 'other' } }],
    ['request', { requestID: 'EXAMPLE000000002' }],
    [
      'caller',
      { userIdentity: { type: 'AWSAccount', accountId: '444455556666', principalId: 'AIDAX' }, errorMessage: '' },
    ],
  ])('records with one made-up id and another %s stay apart', (_, change) => {
    const [one, other] = [denied(changed('s01', {})), denied(changed('s01', change))];
    expect(joinDenials([one, other, one])).toEqual([one, other]);
  });
  test('does not take callers of two accounts for one', () => {
    expect(joinDenials([denied(sample('s06a')), denied(sample('s06b'))])).toHaveLength(2);
  });
  test('of many records compares each with few others', () => {
    const once = readsToJoin(200);
    expect(readsToJoin(400)).toBeLessThan(2.2 * once);
  });

  /** How often joining looks at a field of a record, for so many of S3 and as many of KMS. */
  function readsToJoin(count: number): number {
    let reads = 0;
    const counted = (request: DeniedRequest, eventId: string) =>
      new Proxy({ ...request, eventId }, { get: (of, name) => ((reads += 1), Reflect.get(of, name) as unknown) });
    const pairs = Array.from({ length: count }, (_, at) => [counted(s3, `s3-${at}`), counted(kms, `kms-${at}`)]);
    expect(joinDenials(pairs.flat())).toHaveLength(count);
    return reads;
  }
});

describe('the symptom', () => {
  const symptom = (record: unknown) => symptomOf(denied(record));
  const own = symptom(sample('s01'));
  const text = (from: string | RegExp, to: string) => String(sample('s01').detail['errorMessage']).replace(from, to);
  const saying = (reason: string) => changed('s01', { errorMessage: text(/because no .*$/, reason) });

  test.each<[string, unknown]>([
    [
      'another key',
      sending(
        's01',
        { key: 'other' },
        {
          resources: (sample('s01').detail['resources'] as Json[]).slice(1),
          errorMessage: text('reports/2026/q3.csv', 'other'),
        },
      ),
    ],
    ['another time and id', changed('s01', { eventTime: '2026-11-21T00:00:00Z', eventID: 'x' })],
    ['another address and agent', changed('s01', { sourceIPAddress: '198.51.100.7', userAgent: 'x' })],
    [
      'another session',
      changed('s01', {
        userIdentity: {
          ...(sample('s01').detail['userIdentity'] as object),
          arn: 'arn:aws:sts::111122223333:assumed-role/app-reader-role/other',
        },
        errorMessage: text('app-fn', 'other'),
      }),
    ],
  ])('is the same for %s', (_, record) => expect(symptom(record)).toBe(own));

  test.each<[string, unknown]>([
    ['another role', sample('s13')],
    ['another action', sample('s10')],
    ['another bucket', sending('s01', { bucketName: 'other' }, { errorMessage: 'Access Denied' })],
    ['an access point', sample('s07')],
    ['another kind of error', changed('s01', { errorCode: 'InvalidObjectState', errorMessage: 'x' })],
    ['a bare text', changed('s01', { errorMessage: 'Access Denied' })],
    ['another reason', saying('with an explicit deny in a service control policy')],
    [
      'another policy',
      saying('with an explicit deny in a service control policy: arn:aws:organizations::999988887777:policy/o-a/s/p-1'),
    ],
  ])('is another for %s', (_, record) => expect(symptom(record)).not.toBe(own));

  test('is one for the records of S3 and KMS, joined or not', () => {
    const bare = denied(changed('s05a', { errorMessage: 'Access Denied' }));
    const all = [s3, kms, mergeDenials(s3, kms)!, mergeDenials(bare, kms)!].map(symptomOf);
    expect(new Set(all).size).toBe(1);
  });
  test('is one for the copies in two accounts', () => expect(symptom(sample('s03a'))).toBe(symptom(sample('s03b'))));
  test('is one for a disabled key in both records', () => {
    const ofS3 = changed('s05a', { errorCode: 'KMS.DisabledException', errorMessage: 'x' });
    const ofKms = changed('s05b', { errorCode: 'DisabledException', errorMessage: `${key} is disabled.` });
    expect(symptom(ofS3)).toBe(symptom(ofKms));
  });
  test('has a version and only letters that names of executions may have', () =>
    expect(own).toMatch(/^v2-[0-9a-f]{32}$/));
});
