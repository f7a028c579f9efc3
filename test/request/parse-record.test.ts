import { notDeniedSentence } from '../../src/report/not-denied';
import { parseRecord } from '../../src/request/record/parse';
import { asked, changed, denied, keyOf, sample, sampleNames, sending, type Json } from './samples';

const object = 'arn:aws:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv';
const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const keyOfObject = 'key-of-object amzn-s3-demo-bucket reports/2026/q3.csv';
const bucketDefault = '?kms:GenerateDataKey on default-key-of-bucket amzn-s3-demo-bucket';

describe('every sample becomes a denied request or says why it is none', () => {
  const table: readonly (readonly [name: string, caller: string, asked: readonly string[], said: string])[] = [
    ['s01', 'assumed-role', [`s3:GetObject on ${object}`, `?kms:Decrypt on ${keyOfObject}`], 'identity-based policy'],
    [
      's02',
      'assumed-role',
      [
        's3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/in/x.bin',
        's3:PutObjectAcl on arn:aws:s3:::amzn-s3-demo-bucket/in/x.bin',
        `kms:GenerateDataKey on ${key}`,
      ],
      'service control policy',
    ],
    ['s03a', 'assumed-role', ['s3:ListBucket on arn:aws:s3:::amzn-s3-demo-bucket'], 'resource-based policy'],
    ['s03b', 'assumed-role', ['s3:ListBucket on arn:aws:s3:::amzn-s3-demo-bucket'], 'resource-based policy'],
    [
      's04',
      'anonymous',
      [
        's3:GetObject on arn:aws:s3:::amzn-s3-demo-bucket/public/logo.png',
        '?kms:Decrypt on key-of-object amzn-s3-demo-bucket public/logo.png',
      ],
      'generic',
    ],
    ['s05a', 'assumed-role', [`s3:GetObject on ${object}`, `kms:Decrypt on ${keyOfObject}`], 'identity-based policy'],
    ['s05b', 'assumed-role', [`kms:Decrypt on ${key}`], 'identity-based policy'],
    ['s05c', 'assumed-role', [`kms:GenerateDataKey on ${key}`], 'resource-based policy'],
    ['s06a', 'unidentified', ['s3:GetObject on not-told not-in-record'], 'VPC endpoint policy'],
    ['s06b', 'assumed-role', ['s3:GetObject on not-told not-in-record'], 'VPC endpoint policy'],
    [
      's07',
      'assumed-role',
      [
        's3:GetObject on arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap/object/reports/2026/q3.csv',
        `?kms:Decrypt on ${keyOfObject}`,
      ],
      'resource-based policy',
    ],
    ['s08', 'user', ['s3:PutAccountPublicAccessBlock on *'], 'identity-based policy'],
    ['s09', 'assumed-role', [`s3:GetObject on ${object}`], 'generic'],
    ['s10', 'assumed-role', ['s3:ListBucket on arn:aws:s3:::amzn-s3-demo-bucket'], 'identity-based policy'],
    [
      's11',
      'assumed-role',
      [
        's3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/copied/b.txt',
        's3:GetObject on arn:aws:s3:::source-bucket/a/b.txt',
        '?s3:GetObjectTagging on arn:aws:s3:::source-bucket/a/b.txt',
        '?s3:PutObjectTagging on arn:aws:s3:::amzn-s3-demo-bucket/copied/b.txt',
        '?kms:Decrypt on key-of-object source-bucket a/b.txt',
        bucketDefault,
      ],
      'identity-based policy',
    ],
    [
      's12',
      'assumed-role',
      ['s3:DeleteObjectVersion on arn:aws:s3:::amzn-s3-demo-bucket/worm/a.bin'],
      'protected-by-object-lock',
    ],
    [
      's13',
      'user',
      [
        's3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/up/a.png',
        's3:PutObjectAcl on arn:aws:s3:::amzn-s3-demo-bucket/up/a.png',
        bucketDefault,
      ],
      'identity-based policy',
    ],
    [
      's14',
      'service',
      ['s3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/AWSLogs/111122223333/x.gz', bucketDefault],
      'generic',
    ],
    [
      's15',
      'assumed-role',
      [
        's3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/p/a.txt',
        's3:PutObjectAcl on arn:aws:s3:::amzn-s3-demo-bucket/p/a.txt',
        bucketDefault,
      ],
      'public-access-block',
    ],
  ];

  test.each(table)('%s, asked by %s', (name, caller, authorizations, said) => {
    const request = denied(sample(name));
    expect(request.principal.type).toBe(caller);
    expect(asked(request)).toEqual(authorizations);
    const words = request.said;
    expect(words.is === 'reason' ? words.policyType : words.is === 'statement' ? words.code : words.is).toBe(said);
    expect(request.cut).toBeUndefined();
  });

  test('the record without its envelope says the same', () => {
    for (const [name] of table) expect(denied(sample(name).detail)).toEqual(denied(sample(name)));
  });

  test('the table holds all samples but the success and the list of identities', () => {
    const others = sampleNames.filter((file) => !table.some(([name]) => file.startsWith(name)));
    expect(others.map((file) => file.slice(0, 3))).toEqual(['s16', 's17']);
  });
});

describe('where resources stand', () => {
  const bare = (requestParameters: unknown, resources?: unknown, change: Json = {}) =>
    denied({ ...sample('s01').detail, requestParameters, resources, ...change });

  test.each<[string, unknown, unknown, object]>([
    ['resourceArn', { resourceArn: 'arn:aws:s3:::lake-audit' }, undefined, { bucket: 'lake-audit' }],
    ['bucketArn', { bucketArn: 'arn:aws:s3:::lake-audit' }, undefined, { bucket: 'lake-audit' }],
    [
      'accessPointArn',
      { accessPointArn: 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap' },
      undefined,
      { accessPoint: 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap' },
    ],
    [
      'the prefix of a listing',
      null,
      [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::lake-audit/' }],
      { bucket: 'lake-audit' },
    ],
    [
      'the host',
      { Host: 'lake.audit.s3.us-east-1.amazonaws.com', key: 'k' },
      undefined,
      { bucket: 'lake.audit', key: 'k' },
    ],
    ['an old host', { Host: 'lake-audit.s3-eu-west-1.amazonaws.com' }, undefined, { bucket: 'lake-audit' }],
    [
      'the resources alone',
      null,
      sample('s01').detail.resources,
      { bucket: 'amzn-s3-demo-bucket', key: 'reports/2026/q3.csv' },
    ],
    [
      'parameters as a JSON text',
      '{"bucketName":"lake-audit","key":"a b.csv","x-amz-acl":"private"}',
      undefined,
      { bucket: 'lake-audit', key: 'a b.csv', parameters: { 'x-amz-acl': 'private' } },
    ],
    [
      'a text that is no JSON',
      '{bucketName=lake-audit}',
      sample('s01').detail.resources,
      { bucket: 'amzn-s3-demo-bucket' },
    ],
  ])('%s', (_, requestParameters, resources, facts) => {
    expect(bare(requestParameters, resources)).toMatchObject(facts);
  });

  test('a host of the control plane names no bucket', () =>
    expect(bare({ Host: '111122223333.s3-control.us-east-1.amazonaws.com' }).bucket).toBeUndefined());

  test('whatever a call about tags names is what it asks for', () => {
    const instance = 'arn:aws:s3:us-east-1:111122223333:access-grants/default';
    expect(asked(bare({ resourceArn: instance }, undefined, { eventName: 'TagResource' }))).toEqual([
      `s3:TagResource on ${instance}`,
    ]);
  });
});

test.each([
  ['everybody', '*', 'true'],
  ['one account', { AWS: 'arn:aws:iam::444455556666:root' }, 'false'],
])('of a policy that is put for %s only whether it is public is kept', (_, Principal, isPublic) => {
  const bucketPolicy = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' },
  };
  const requestParameters = { bucketName: 'amzn-s3-demo-bucket', bucketPolicy, policy: '' };
  const { parameters } = denied(changed('s01', { eventName: 'PutBucketPolicy', requestParameters }));
  expect(parameters).toEqual({ 'bucket-policy-is-public': isPublic });
});

test.each<[string, object, string]>([
  ['a sign-in', { eventType: 'AwsConsoleSignIn', eventName: 'ConsoleLogin' }, 'console-sign-in'],
  ['what a service did', { eventType: 'AwsServiceEvent', eventSource: 'kms.amazonaws.com' }, 'service-event'],
  ['an insight', { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight' }, 'insight'],
  ['a digest', { digestS3Bucket: 'b', logFiles: [] }, 'digest'],
  [
    'a notification',
    { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', eventTime: '2026-11-20T08:14:01Z' },
    'object-event',
  ],
  [
    'that an object got tags',
    { 'detail-type': 'Object Tags Added', source: 'aws.s3', detail: { bucket: { name: 'b' } } },
    'object-event',
  ],
  [
    'a finding that GuardDuty exported',
    { schemaVersion: '2.0', accountId: '111122223333', severity: 8, type: 'x', resource: {}, service: {} },
    'finding',
  ],
  [
    'what AWS Config tells a topic',
    { configurationItem: { resourceType: 'AWS::S3::Bucket' }, messageType: 'ConfigurationItemChangeNotification' },
    'configuration-item',
  ],
  [
    'an event of S3',
    { 'detail-type': 'Object Created', source: 'aws.s3', detail: { bucket: { name: 'b' } } },
    'object-event',
  ],
  ['a finding', { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: {} }, 'finding'],
  ['a configuration item', { configurationItemStatus: 'OK', resourceType: 'AWS::S3::Bucket' }, 'configuration-item'],
  ['an alarm', { AlarmName: 'a', NewStateValue: 'ALARM' }, 'alarm'],
])('%s is said to be one', (_, record, kind) => {
  const parsed = parseRecord(record);
  expect(parsed).toEqual({ is: 'not-denied', code: 'other-record', facts: { kind } });
  expect(parsed.is === 'not-denied' ? notDeniedSentence(parsed) : '').toMatch(/^this is .*: |^this is .*, /);
});

test('an access point is told with the bucket behind it', () => {
  const request = denied(sample('s07'));
  expect(request.accessPoint).toBe('arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap');
  expect(request.authorizations[0]!.bucketResource).toBe(object);
});

test('of several buckets the one that was asked for names the owner: a copy may list its source first', () => {
  const bucket = (name: string, accountId: string) => ({
    accountId,
    type: 'AWS::S3::Bucket',
    ARN: `arn:aws:s3:::${name}`,
  });
  const resources = [
    bucket('amzn-s3-demo-source-bucket', '444455556666'),
    bucket('amzn-s3-demo-bucket', '111122223333'),
  ];
  expect(denied(changed('s11', { resources })).resourceAccountId).toBe('111122223333');
  expect(denied(changed('s11', { resources: resources.slice(0, 1) })).resourceAccountId).toBeUndefined();
});

test('a private address came through an endpoint, whatever the record leaves out', () => {
  const request = denied(changed('s01', { sourceIPAddress: '10.0.0.7' }));
  expect(['aws:SourceIp', 'aws:SourceVpce'].map((key) => keyOf(request, key))).toEqual(['unknown', 'unknown']);
});

test.each([
  ['a success', sample('s16'), 'not-denied', 'succeeded'],
  ['a list of identities', sample('s17'), 'bad-input', 'not-a-record'],
  ['null', null, 'bad-input', 'not-a-record'],
  ['an array', [], 'bad-input', 'not-a-record'],
  ['an envelope without a record', { source: 'aws.s3', detail: null }, 'bad-input', 'not-a-record'],
  ['an event that did not come from AWS', { ...sample('s01'), source: 'my.app' }, 'not-denied', 'not-from-aws'],
  ['another service', changed('s01', { eventSource: 'ec2.amazonaws.com' }), 'not-denied', 'other-service'],
  ['a service named like a method', changed('s01', { eventSource: 'toString' }), 'not-denied', 'other-service'],
  ['a missing object', changed('s01', { errorCode: 'NoSuchKey' }), 'not-denied', 'error-is-not-a-denial'],
  ['a code named like a method', changed('s01', { errorCode: 'constructor' }), 'not-denied', 'error-is-not-a-denial'],
  ['no time', changed('s01', { eventTime: 'yesterday' }), 'bad-input', 'not-a-record'],
  ['a number for its time', changed('s01', { eventTime: '7' }), 'bad-input', 'not-a-record'],
  [
    'a caller that nothing names',
    changed('s01', { userIdentity: { type: 'Unknown' }, errorMessage: 'Access Denied' }),
    'bad-input',
    'caller-unknown',
  ],
  [
    'a KMS call that S3 did not make',
    changed('s05b', {
      userIdentity: { ...(sample('s01').detail['userIdentity'] as object) },
      sourceIPAddress: '203.0.113.9',
      requestParameters: {},
    }),
    'not-denied',
    'not-caused-by-s3',
  ],
])('no denied request: %s', (_, record, is, code) => {
  expect(parseRecord(record)).toMatchObject({ is, code });
});

test.each([
  ['AccessDenied', true],
  ['InvalidObjectState', true],
  ['KMS.DisabledException', true],
  ['KMS.SomethingNewException', true],
  ['AccessControlListNotSupported', true],
  ['MethodNotAllowed', true],
  ['AllAccessDisabled', true],
  ['NoSuchBucket', false],
  ['SlowDown', false],
])('error code %s is a denial: %s', (errorCode, is) => {
  expect(parseRecord(changed('s01', { errorCode, errorMessage: 'text' })).is === 'denied').toBe(is);
});

test('names are read in any case and single values out of arrays', () => {
  const { requestParameters: sent, ...record } = sample('s01').detail;
  const old = {
    bucketname: ['amzn-s3-demo-bucket'],
    KEY: ['reports/2026/q3.csv'],
    host: ['x'],
    sent: Object.keys(sent as object),
  };
  expect(asked(denied({ ...record, requestParameters: old }))[0]).toBe(`s3:GetObject on ${object}`);
});

test('without requestParameters the resources tell what was asked for', () => {
  const request = denied(changed('s01', { requestParameters: null }));
  expect(request).toMatchObject({ bucket: 'amzn-s3-demo-bucket', key: 'reports/2026/q3.csv' });
});

test.each([
  ['cn-north-1', 'aws-cn', 'arn:aws-cn:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv'],
  ['us-gov-west-1', 'aws-us-gov', 'arn:aws-us-gov:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv'],
])('in %s the partition is %s', (awsRegion, partition, arn) => {
  const request = denied(changed('s01', { awsRegion, errorMessage: 'Access Denied' }));
  expect(request.partition).toBe(partition);
  expect(request.authorizations[0]!.resource).toEqual({ is: 'arn', arn });
});

test.each([
  ['fas.s3.amazonaws.com', true],
  ['s3.amazonaws.com', true],
  ['AWS Internal', true],
])('KMS is called for S3 by %s', (invokedBy, is) => {
  const userIdentity = { ...(sample('s05b').detail['userIdentity'] as object), invokedBy };
  const record = changed('s05b', { userIdentity, sourceIPAddress: invokedBy });
  expect(parseRecord(record).is === 'denied').toBe(is);
});

test('the endpoint of the console is AWS’s own', () => {
  const ofConsole = changed('s01', { vpcEndpointId: 'vpce-f40dc59d', sessionCredentialFromConsole: 'true' });
  expect(denied(ofConsole).endpoint).toEqual({ is: 'aws-owned', id: 'vpce-f40dc59d' });
  expect(denied(changed('s01', { vpcEndpointId: 'AWS Internal' })).endpoint.is).toBe('aws-owned');
  expect(denied(changed('s01', { vpcEndpointId: 'vpce-0abc' })).endpoint).toEqual({ is: 'endpoint', id: 'vpce-0abc' });
});

test.each([
  ['vpce-f40dc59d', '203.0.113.10', undefined, 'aws-owned'],
  ['vpce-f40dc59d', '10.0.0.7', undefined, 'endpoint'],
  ['vpce-f40dc59d', 'AWS Internal', undefined, 'endpoint'],
  ['vpce-f40dc59d', '2001:db8::1', undefined, 'endpoint'],
  ['vpce-f40dc59d', '203.0.113.10', '111122223333', 'endpoint'],
  ['vpce-0example08c1b6b9b', '203.0.113.10', undefined, 'endpoint'],
])('%s from %s, of account %s, is an endpoint: %s', (vpcEndpointId, sourceIPAddress, vpcEndpointAccountId, is) => {
  const record = changed('s01', { vpcEndpointId, sourceIPAddress, vpcEndpointAccountId });
  expect(denied(record).endpoint.is).toBe(is);
});

test('of headers only the allowed are kept, and of secret ones only that they were sent', () => {
  const request = denied(
    sending('s13', {
      'X-Amz-Signature': 'SECRET',
      'X-Amz-Security-Token': 'SECRET',
      'x-amz-server-side-encryption-customer-key': 'SECRET',
      'x-amz-mfa': 'arn:aws:iam::111122223333:mfa/x SECRET',
      'x-amz-server-side-encryption-context': 'SECRET',
    }),
  );
  expect(JSON.stringify(request)).not.toContain('SECRET');
  expect(request.parameters).toMatchObject({ 'x-amz-mfa': 'sent', 'x-amz-server-side-encryption-context': 'sent' });
});
