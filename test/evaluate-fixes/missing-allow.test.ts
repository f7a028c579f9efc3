import { bucket, everything, fixesOf, key, named, object, policy, putBy, role, scenario, smallest } from './scenario';

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/*` };
const mine = { ArnEquals: { 'aws:PrincipalArn': role } };
const other = { ...read, Resource: 'arn:aws:s3:::other/*' };

describe('a missing Allow is for this caller, action and resource, wherever it is missing:', () => {
  const allow = { Sid: 'AllowGetObject', Effect: 'Allow', Action: 's3:GetObject', Resource: object };
  const foreign = { request: { ...(scenario({})['request'] as object), resourceAccountId: '444455556666' } };
  test.each([
    ['identity-policies', { identityPolicies: [named(other)] }, allow, '/identityPolicies/-'],
    [
      'permissions-boundary',
      { permissionsBoundary: named(other) },
      { ...allow, Condition: mine },
      '/permissionsBoundary/policy/Statement/-',
    ],
    ['session-policy', { sessionPolicies: [named(other)] }, allow, '/sessionPolicies/-'],
    [
      'service-control-policies',
      {
        scps: [
          { target: 'r-1', policies: [named(everything)] },
          { target: 'ou-1', policies: [named(other)] },
        ],
      },
      { ...allow, Condition: mine },
      '/scps/1/policies/-',
    ],
    [
      'vpc-endpoint-policy',
      { vpcEndpointPolicy: named({ ...other, Principal: '*' }) },
      {
        Sid: 'AllowGetObject',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: object,
        Condition: mine,
      },
      '/vpcEndpointPolicy/policy/Statement/-',
    ],
    [
      'bucket-policy',
      { ...foreign, resourcePolicy: policy({ ...other, Principal: { AWS: role } }) },
      { Sid: 'AllowGetObject', Effect: 'Allow', Principal: { AWS: role }, Action: 's3:GetObject', Resource: object },
      '/resourcePolicy/Statement/-',
    ],
    ['bucket-policy', foreign, { ...allow, Principal: { AWS: role } }, '/resourcePolicy'],
  ])('%s', (layer, slots, statement, path) => {
    const fix = smallest(scenario(slots), layer);
    expect(fix).toMatchObject({ verified: true, opens: [], remaining: [], decisionAfter: 'allowed' });
    expect(putBy(fix)).toEqual([statement]);
    expect(fix.patch?.map((operation) => operation.path)).toEqual([path]);
  });

  test('the policy of a key', () => {
    const kms = {
      action: 'kms:Decrypt',
      keyArn: key,
      keyAccountId: '111122223333',
      keyManager: 'CUSTOMER',
      keyPolicy: policy({ ...everything, Principal: { AWS: '444455556666' } }),
      rcps: [],
      context: { 'aws:PrincipalArn': role },
    };
    const fix = smallest(scenario({ kms }), 'kms-key');
    expect(fix).toMatchObject({ kind: 'patch', verified: true, opens: [], decisionAfter: 'allowed' });
    expect(putBy(fix)).toEqual([
      { Sid: 'AllowDecrypt', Effect: 'Allow', Principal: { AWS: role }, Action: 'kms:Decrypt', Resource: key },
    ]);
    const ofAws = fixesOf(scenario({ kms: { ...kms, keyManager: 'AWS' } }));
    expect(ofAws.map(({ code, verified }) => [code, verified])).toEqual([['ask-owner', false]]);
  });

  test('what the action and the use of the key lack is put into one policy', () => {
    const kms = {
      action: 'kms:Decrypt',
      keyArn: key,
      keyAccountId: '111122223333',
      keyManager: 'CUSTOMER',
      keyPolicy: policy({ ...everything, Principal: { AWS: '111122223333' } }),
      rcps: [],
      context: { 'aws:PrincipalArn': role },
    };
    const fix = smallest(scenario({ identityPolicies: [], kms }), 'identity-policies');
    expect(putBy(fix).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', object],
      ['kms:Decrypt', key],
    ]);
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });
});

describe('the near miss keeps its conditions, and the one that failed is met by the value of this request:', () => {
  const elsewhere = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };
  test.each<[string, object, Record<string, unknown>, object]>([
    [
      'a text',
      { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      { 'aws:PrincipalTag/team': 'red' },
      { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
    ],
    [
      'a pattern',
      { StringLike: { 's3:prefix': 'home/${aws:username}/*' } },
      { 's3:prefix': 'home/a' },
      { StringEquals: { 's3:prefix': 'home/a' } },
    ],
    [
      'a text that looks like a pattern',
      { StringLike: { 'aws:PrincipalTag/team': 'x*' } },
      { 'aws:PrincipalTag/team': 'r*d?${y}' },
      { StringEquals: { 'aws:PrincipalTag/team': 'r*d?${$}{y}' } },
    ],
    [
      'an absent key',
      { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      {},
      { Null: { 'aws:PrincipalTag/team': 'true' } },
    ],
    [
      'a key that should be absent',
      { Null: { 'aws:PrincipalTag/team': 'true' } },
      { 'aws:PrincipalTag/team': 'red' },
      { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
    ],
    ['an address', elsewhere, { 'aws:SourceIp': '203.0.113.10' }, { IpAddress: { 'aws:SourceIp': '203.0.113.10' } }],
    [
      'an address that is none',
      elsewhere,
      { 'aws:SourceIp': 'AWS Internal' },
      { StringEquals: { 'aws:SourceIp': 'AWS Internal' } },
    ],
    [
      'an ARN',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:a' } },
      { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:b*' },
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:b${*}' } },
    ],
    [
      'a number',
      { NumericLessThan: { 's3:max-keys': '10' } },
      { 's3:max-keys': 50 },
      { NumericEquals: { 's3:max-keys': '50' } },
    ],
    [
      'true or false',
      { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      { 'aws:MultiFactorAuthPresent': false },
      { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    ],
    [
      'several values',
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['x'] } },
      { 'aws:TagKeys': ['class'] },
      {
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'class' },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'class' },
      },
    ],
    [
      'two values',
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['x'] } },
      { 'aws:TagKeys': ['a', 'b'] },
      {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' },
        'ForAnyValue:StringLike': { 'aws:TagKeys': 'b' },
      },
    ],
  ])('%s', (_, condition, context, met) => {
    const Condition = {
      ...condition,
      Bool: { 'aws:SecureTransport': 'true', ...(condition as { Bool?: object }).Bool },
    };
    const kept = { ...met, Bool: { 'aws:SecureTransport': 'true', ...(met as { Bool?: object }).Bool } };
    const given = scenario(
      { identityPolicies: [named({ ...read, Condition })] },
      { context: { 'aws:SecureTransport': 'true', ...context } },
    );
    const fix = smallest(given, 'identity-policies');
    expect(putBy(fix).map((statement) => statement['Condition'])).toEqual([kept]);
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('values that no list of one operator can hold to are said to open more', () => {
    const Condition = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['x'] } };
    const given = scenario(
      { identityPolicies: [named({ ...read, Condition })] },
      { context: { 'aws:TagKeys': ['a', 'b', 'c'] } },
    );
    expect(smallest(given, 'identity-policies').opens).toEqual([
      { principal: role, action: 's3:GetObject', resource: object, anyContext: true },
    ]);
  });

  test('a time is met for this moment, and given up where that helps nobody', () => {
    const Condition = {
      DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
      StringEquals: { 'aws:PrincipalTag/team': 'red' },
    };
    const context = { 'aws:CurrentTime': '2026-11-20T08:14:01Z', 'aws:PrincipalTag/team': 'red' };
    const fixes = fixesOf(scenario({ identityPolicies: [named({ ...read, Condition })] }, { context }));
    expect(fixes.map((fix) => [putBy(fix)[0]?.['Condition'], fix.opens.map(({ anyContext }) => anyContext)])).toEqual([
      [
        { StringEquals: { 'aws:PrincipalTag/team': 'red' }, DateEquals: { 'aws:CurrentTime': '2026-11-20T08:14:01Z' } },
        [],
      ],
      [{ StringEquals: { 'aws:PrincipalTag/team': 'red' } }, [true]],
    ]);
  });

  test.each([
    ['another action of the service', { Action: 's3:PutObject' }, true],
    ['another resource', { Resource: 'arn:aws:s3:::other/*' }, true],
    ['another action and resource', { Action: 's3:PutObject', Resource: 'arn:aws:s3:::other/*' }, false],
    ['another service', { Action: 'sqs:*' }, false],
  ])('an Allow of %s: %s', (_, changed, isNear) => {
    const Condition = { Bool: { 'aws:SecureTransport': 'true' } };
    const given = scenario(
      { identityPolicies: [named({ ...read, ...changed, Condition })] },
      { context: { 'aws:SecureTransport': 'true' } },
    );
    const [statement] = putBy(smallest(given, 'identity-policies'));
    expect(statement?.['Condition']).toEqual(isNear ? Condition : undefined);
  });
});

test('where no near miss has a condition the folder is offered too, with what that opens', () => {
  const fixes = fixesOf(scenario({ identityPolicies: [] }));
  expect(fixes.map((fix) => [putBy(fix)[0]?.['Resource'], fix.opens])).toEqual([
    [object, []],
    [`${bucket}/reports/*`, [{ principal: role, action: 's3:GetObject', resource: `${bucket}/reports/*` }]],
  ]);
});

test('a key that looks like a pattern is named as itself', () => {
  const given = scenario({ identityPolicies: [] }, { resource: `${bucket}/a*b?\${c}` });
  expect(putBy(smallest(given, 'identity-policies'))[0]?.['Resource']).toBe(`${bucket}/a\${*}b\${?}\${$}{c}`);
});

describe('a policy of the old version', () => {
  const old = (Statement: object) => ({ name: 'b', policy: { Statement } });
  test('is put into the current one where a name needs it and no statement means another thing then', () => {
    const given = scenario({ permissionsBoundary: old([other]) }, { resource: `${bucket}/a*b` });
    const fix = smallest(given, 'permissions-boundary');
    expect(fix.patch?.[0]).toEqual({ op: 'add', path: '/permissionsBoundary/policy/Version', value: '2012-10-17' });
    expect(fix.opens).toEqual([]);
  });
  test('else the pattern that the name is there is said to be opened', () => {
    const literally = { ...other, Resource: 'arn:aws:s3:::other/${x}' };
    const given = scenario({ permissionsBoundary: old([literally]) }, { resource: `${bucket}/a*b` });
    expect(smallest(given, 'permissions-boundary').opens).toMatchObject([{ resource: `${bucket}/a*b` }]);
  });
  test('with one statement gets a list of them', () => {
    const fix = smallest(scenario({ permissionsBoundary: old(other) }), 'permissions-boundary');
    expect(fix.patch).toMatchObject([
      { op: 'replace', path: '/permissionsBoundary/policy/Statement', value: [other, {}] },
    ]);
    expect(fix.verified).toBe(true);
  });
  test('takes conditions of a newer one for what they say', () => {
    const Condition = { StringEquals: { 'aws:PrincipalTag/a': '${b}', 'aws:PrincipalTag/team': 'blue' } };
    const given = scenario(
      { identityPolicies: [old([{ ...read, Condition }])] },
      {
        context: { 'aws:PrincipalTag/a': '${b}', 'aws:PrincipalTag/team': 'blue', 'aws:PrincipalTag/b': 'x' },
        action: 's3:PutObject',
      },
    );
    expect(putBy(smallest(given, 'identity-policies'))[0]?.['Condition']).toEqual({
      StringEquals: { 'aws:PrincipalTag/a': '${$}{b}', 'aws:PrincipalTag/team': 'blue' },
    });
  });
});

describe('callers that are no role:', () => {
  const context = (more: object) => ({ 'aws:PrincipalArn': [], ...more });
  test.each<[string, string, Record<string, unknown>, object]>([
    [
      'a user',
      'arn:aws:iam::444455556666:user/eng/bob',
      { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:user/eng/bob' },
      { Principal: { AWS: 'arn:aws:iam::444455556666:user/eng/bob' } },
    ],
    [
      'a root user, whose name stands for its account',
      'arn:aws:iam::444455556666:root',
      { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:root' },
      {
        Principal: { AWS: 'arn:aws:iam::444455556666:root' },
        Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:root' } },
      },
    ],
    [
      'a service',
      'service:logging.s3.amazonaws.com',
      context({}),
      { Principal: { Service: 'logging.s3.amazonaws.com' } },
    ],
    [
      'nobody',
      'anonymous',
      context({}),
      { Principal: '*', Condition: { Null: { 'aws:PrincipalArn': 'true', 'aws:PrincipalServiceName': 'true' } } },
    ],
  ])('%s', (_, principal, own, named) => {
    const given = scenario(
      { identityPolicies: principal.endsWith('bob') ? [{ name: 'p', policy: policy(everything) }] : [] },
      { principal, context: own },
    );
    const fix = smallest(given, 'bucket-policy');
    expect(putBy(fix)).toMatchObject([named]);
    expect(fix).toMatchObject({
      verified: true,
      opens: [],
      decisionAfter: 'allowed',
      kind: principal === 'anonymous' ? 'hand-over' : 'patch',
    });
  });
});

test('what a policy lets a service do that another policy names is said', () => {
  const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
  const given = scenario(
    {
      identityPolicies: [],
      vpcEndpointPolicy: named({ ...other, Principal: '*' }),
      resourcePolicy: policy({ ...list, Principal: { Service: ['logging.s3.amazonaws.com', 'config.amazonaws.com'] } }),
    },
    {
      principal: 'service:logging.s3.amazonaws.com',
      action: 's3:ListBucket',
      resource: bucket,
      context: { 'aws:PrincipalArn': [] },
    },
  );
  expect(smallest(given, 'vpc-endpoint-policy').opens).toEqual([
    { principal: '*', action: 's3:ListBucket', resource: bucket },
  ]);
});
