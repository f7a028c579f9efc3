import {
  bucket,
  deniedByBucket,
  deniedByIdentity,
  everything,
  fixesOf,
  key,
  named,
  object,
  policy,
  putBy,
  role,
  scenario,
  smallest,
  type Asked,
  type Statement,
} from './scenario';

const read = { Action: 's3:GetObject', Resource: object };
const others = { ArnNotEquals: { 'aws:PrincipalArn': role } };
const own = { ArnEquals: { 'aws:PrincipalArn': role } };
const deny = (statement: Statement): Statement => ({ Effect: 'Deny', ...statement });

describe('an exception holds for the caller, the action and the resource:', () => {
  const besides = expect.arrayContaining(['s3:P*', 's3:GetObject?*']) as unknown;
  test.each<[string, Statement, readonly Statement[]]>([
    ['nothing else is denied', read, [{ ...read, Condition: others }]],
    [
      'other actions of a pattern',
      { ...read, Action: 's3:*' },
      [
        { Action: 's3:*', Resource: object, Condition: others },
        { Action: besides, Resource: object, Condition: own },
      ],
    ],
    [
      'other actions of a list',
      { ...read, Action: ['s3:PutObject', 'S3:getobject'] },
      [
        { Action: ['s3:PutObject', 'S3:getobject'], Resource: object, Condition: others },
        { Action: 's3:PutObject', Resource: object, Condition: own },
      ],
    ],
    [
      'all actions but some',
      { NotAction: 's3:List*', Resource: object },
      [
        { NotAction: 's3:List*', Resource: object, Condition: others },
        { NotAction: ['s3:List*', 's3:GetObject'], Resource: object, Condition: own },
      ],
    ],
    [
      'other resources of a list',
      { ...read, Resource: [object, `${bucket}/b`] },
      [
        { ...read, Resource: [object, `${bucket}/b`], Condition: others },
        { ...read, Resource: `${bucket}/b`, Condition: own },
      ],
    ],
    [
      'all other resources',
      { ...read, Resource: '*' },
      [
        { ...read, Resource: '*', Condition: others },
        { Action: 's3:GetObject', NotResource: object, Condition: own },
      ],
    ],
    [
      'all resources but some',
      { Action: 's3:GetObject', NotResource: `${bucket}/public/*` },
      [
        { Action: 's3:GetObject', NotResource: `${bucket}/public/*`, Condition: others },
        { Action: 's3:GetObject', NotResource: [`${bucket}/public/*`, object], Condition: own },
      ],
    ],
    [
      'callers that were excepted before',
      { ...read, Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } } },
      [
        {
          ...read,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/admin', role] } },
        },
      ],
    ],
  ])('%s', (_, denied, left) => {
    const given = deniedByIdentity(denied);
    const fix = smallest(given, 'identity-policies');
    expect(putBy(fix)).toEqual(left.map(deny));
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test.each<[string, Statement, readonly Statement[]]>([
    [
      'all objects',
      { ...read, Resource: [bucket, `${bucket}/*`] },
      [
        { ...read, Resource: [bucket, `${bucket}/*`], Condition: others },
        { Action: 's3:GetObject', NotResource: object, Condition: own },
      ],
    ],
    [
      'all actions on all of it',
      { Action: 's3:*', Resource: [bucket, `${bucket}/*`] },
      [
        { Action: 's3:*', Resource: [bucket, `${bucket}/*`], Condition: others },
        { NotAction: 's3:GetObject', Resource: [bucket, `${bucket}/*`], Condition: own },
        { Action: 's3:GetObject', NotResource: object, Condition: own },
      ],
    ],
    [
      'a list of actions on all objects',
      { ...read, Resource: `${bucket}/*`, Action: ['s3:GetObject', 's3:PutObject'] },
      [
        { Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket}/*`, Condition: others },
        { Action: 's3:PutObject', Resource: `${bucket}/*`, Condition: own },
        { Action: 's3:GetObject', NotResource: [object, bucket], Condition: own },
      ],
    ],
  ])('%s of a bucket: one of them can be spared in its policy', (_, denied, left) => {
    // No other bucket is within reach: its policy is another one.
    const identityPolicies = [named({ Effect: 'Allow', Action: 's3:*', Resource: [bucket, `${bucket}/*`] })];
    const resourcePolicy = policy({ Effect: 'Deny', Principal: '*', ...denied });
    const fix = smallest(scenario({ identityPolicies, resourcePolicy }), 'bucket-policy');
    expect(putBy(fix)).toEqual(left.map((one) => deny({ Principal: '*', ...one })));
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('a form that would close another bucket is not offered, but the pattern is', () => {
    const fix = smallest(deniedByBucket({ Principal: '*', ...read, Resource: `${bucket}/*` }), 'bucket-policy');
    expect(fix).toMatchObject({
      verified: true,
      opens: [{ principal: role, action: 's3:GetObject', resource: `${bucket}/*` }],
    });
  });

  test('an SCP goes on to deny it through access points', () => {
    const throughPoint = 'arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/*';
    const allButOne = deny({ ...read, Resource: ['arn:aws:s3:::*', throughPoint] });
    const scps = [{ target: 'r-1', policies: [named(everything, allButOne)] }];
    const fix = smallest(scenario({ scps }), 'service-control-policies');
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
    expect(putBy(fix)).toContainEqual(deny({ ...read, Resource: throughPoint, Condition: own }));
  });

  test('every key but one', () => {
    const everyKey = 'arn:aws:kms:*:*:key/*';
    const asked = { action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-1:111122223333:key/1' };
    const fix = smallest(deniedByIdentity({ Action: 'kms:Decrypt', Resource: everyKey }, asked), 'identity-policies');
    expect(putBy(fix)).toEqual(
      [
        { Action: 'kms:Decrypt', Resource: everyKey, Condition: others },
        { Action: 'kms:Decrypt', NotResource: asked.resource, Condition: own },
      ].map(deny),
    );
    expect(fix?.opens).toEqual([]);
  });

  test('the one resource of a pattern that others let pass, in other circumstances, is found behind those that they do not', () => {
    const keys = 'arn:aws:kms:eu-west-1:111122223333:*';
    const decrypt = { Action: 'kms:Decrypt' };
    const ofTeam = {
      Effect: 'Allow',
      Principal: '*',
      ...decrypt,
      Resource: `${key}x`,
      Condition: { StringEquals: { 'aws:PrincipalTag/team': ['${aws:PrincipalTag/twin}', 'zzz'] } },
    };
    const given = scenario(
      {
        identityPolicies: [],
        permissionsBoundary: named({ ...everything, ...decrypt }, deny({ ...decrypt, Resource: keys })),
        resourcePolicy: policy({ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt?', Resource: '*' }, ofTeam),
      },
      { action: 'kms:Decrypt', resource: key },
    );
    const fixes = fixesOf(given).filter(({ layer }) => layer === 'permissions-boundary');
    const patterns = fixes.filter((fix) => !JSON.stringify(putBy(fix)).includes('NotResource'));
    expect(patterns.map(({ opens }) => opens)).toEqual([[{ principal: role, action: 'kms:Decrypt', resource: keys }]]);
  });

  test('it is found behind any number that could be let pass, and are not', () => {
    const list = { Action: 's3:ListBucket' };
    const ofTwins = { StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/twin}' } };
    const guardrails = [
      deny({ ...list, Resource: '*', Condition: ofTwins }),
      deny({ ...list, NotResource: `${bucket}x` }),
      { Effect: 'Allow', ...list, NotResource: bucket },
      { Effect: 'Allow', ...list, Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'redx' } } },
    ];
    const given = scenario(
      {
        identityPolicies: [named(...guardrails)],
        rcps: [{ target: 'r-1', policies: [named(deny({ ...list, Principal: '*', Resource: 'arn:aws:s3:::*' }))] }],
      },
      {
        action: 's3:ListBucket',
        resource: bucket,
        context: { 'aws:PrincipalTag/team': 'red', 'aws:PrincipalTag/twin': 'red' },
      },
    );
    expect(smallest(given, 'resource-control-policies').opens).toEqual([
      { principal: role, action: 's3:ListBucket', resource: 'arn:aws:s3:::*' },
    ]);
  });

  test('it is found where another layer lets only those pass who have two tags alike, and the caller has neither', () => {
    const unlike = { StringNotEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/twin}' } };
    const given = scenario({
      permissionsBoundary: named(everything, deny({ ...read, Resource: `${bucket}/*` })),
      resourcePolicy: policy(deny({ ...read, Principal: '*', Resource: `${bucket}/*`, Condition: unlike })),
    });
    expect(smallest(given, 'permissions-boundary').opens).toEqual([
      { principal: role, action: 's3:GetObject', resource: `${bucket}/*` },
    ]);
  });

  test('who asks stays who asks: a role never has the name of a user that another layer compares', () => {
    const ownerIs = { StringNotEquals: { 's3:ExistingObjectTag/owner': '${aws:username}' } };
    const given = scenario({
      permissionsBoundary: named(everything, deny({ ...read, Resource: `${bucket}/*` })),
      resourcePolicy: policy(deny({ ...read, Principal: '*', Resource: `${bucket}/*`, Condition: ownerIs })),
    });
    expect(smallest(given, 'permissions-boundary').opens).toEqual([]);
  });

  test('a resource below a pattern cannot be spared alone: the pattern is said', () => {
    const given = deniedByIdentity({ ...read, Resource: `${bucket}/*` });
    expect(smallest(given, 'identity-policies')).toMatchObject({
      verified: true,
      opens: [{ principal: role, action: 's3:GetObject', resource: `${bucket}/*` }],
    });
  });

  test('the form that spares the caller by the whole statement is shorter, and says what it opens', () => {
    const [exact, short] = fixesOf(deniedByIdentity({ ...read, Action: 's3:*' }));
    expect(exact?.opens).toEqual([]);
    expect(short?.facts).toMatchObject({ extent: 'whole-statement' });
    expect(short?.opens).toEqual([{ principal: role, action: 's3:*', resource: object }]);
  });
});

describe('an exception is held to the circumstances of the request by each key that the Deny looks at:', () => {
  const tag = 'aws:PrincipalTag/team';
  test.each<[string, Statement, Record<string, unknown>, readonly Statement[]]>([
    [
      'a text',
      { StringNotEquals: { [tag]: 'blue' } },
      { [tag]: 'red' },
      [{ StringNotEquals: { [tag]: ['blue', 'red'] }, ...own }],
    ],
    [
      'a pattern',
      { StringLike: { [tag]: 'r*' } },
      { [tag]: 'red' },
      [{ StringLike: { [tag]: 'r*' }, ...own, StringNotEquals: { [tag]: 'red' } }],
    ],
    [
      'an absent key',
      { StringNotEquals: { [tag]: 'blue' } },
      {},
      [{ StringNotEquals: { [tag]: 'blue' }, ...own, Null: { [tag]: 'false' } }],
    ],
    [
      'an address',
      { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { 'aws:SourceIp': '203.0.113.10' },
      [{ NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.10'] }, ...own }],
    ],
    [
      'true or false, or absent',
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      {},
      [
        {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
          ...own,
          Null: { 'aws:MultiFactorAuthPresent': 'false' },
        },
      ],
    ],
    [
      'a number',
      { NumericGreaterThan: { 's3:max-keys': '10' } },
      { 's3:max-keys': '50' },
      [{ NumericGreaterThan: { 's3:max-keys': '10' }, ...own, NumericNotEquals: { 's3:max-keys': '50' } }],
    ],
    [
      'a time',
      { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
      { 'aws:CurrentTime': '2026-11-20T08:14:01Z' },
      [
        {
          DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
          ...own,
          DateNotEquals: { 'aws:CurrentTime': '2026-11-20T08:14:01Z' },
        },
      ],
    ],
    [
      'several values: what is missing, and what is there besides',
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['class'] } },
      { 'aws:TagKeys': ['class', 'owner'] },
      [
        {
          'ForAnyValue:StringEquals': { 'aws:TagKeys': ['class'] },
          ...own,
          'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['class', 'owner'] },
        },
        {
          'ForAnyValue:StringEquals': { 'aws:TagKeys': ['class'] },
          ...own,
          'ForAllValues:StringNotEquals': { 'aws:TagKeys': 'owner' },
        },
      ],
    ],
    [
      'a variable too',
      { StringNotEquals: { 'aws:ResourceTag/team': `\${${tag}}` } },
      { 'aws:ResourceTag/team': 'blue', [tag]: 'red' },
      [
        { StringNotEquals: { 'aws:ResourceTag/team': [`\${${tag}}`, 'blue'] }, ...own },
        { StringNotEquals: { 'aws:ResourceTag/team': `\${${tag}}`, [tag]: 'red' }, ...own },
      ],
    ],
  ])('%s', (_, Condition, context, left) => {
    const fixes = fixesOf(deniedByIdentity({ ...read, Condition }, { context }));
    expect(putBy(fixes[0]!)).toEqual(
      [{ ...Condition, ...others }, ...left].map((condition) => deny({ ...read, Condition: condition })),
    );
    expect(fixes[0]).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
    // Without that it is shorter, and says so.
    const last = fixes.at(-1)!;
    expect(putBy(last)).toEqual([deny({ ...read, Condition: { ...Condition, ...others } })]);
    expect(last.opens).toEqual([{ principal: role, action: 's3:GetObject', resource: object, anyContext: true }]);
  });

  test('a Deny that wants the very value of the request has no other circumstances', () => {
    const Condition = { StringEquals: { [tag]: 'red' } };
    const fixes = fixesOf(deniedByIdentity({ ...read, Condition }, { context: { [tag]: 'red' } }));
    expect(fixes.map(({ opens }) => opens)).toEqual([[]]);
  });

  test('a time is given up, and the rest is held to, where that helps for longer than a moment', () => {
    const Condition = {
      DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
      StringNotEquals: { [tag]: 'blue' },
    };
    const context = { 'aws:CurrentTime': '2026-11-20T08:14:01Z', [tag]: 'red' };
    const fixes = fixesOf(deniedByIdentity({ ...read, Condition }, { context }));
    expect(fixes.map(({ facts, opens }) => [facts['extent'], opens.length])).toEqual([
      ['these-circumstances', 0],
      ['lasting-circumstances', 1],
      ['any-circumstances', 1],
    ]);
  });
});

describe('an exception in a policy that names callers is for', () => {
  const denied = { Principal: '*', ...read };
  const service = 'logging.s3.amazonaws.com';
  const keyed = { 'aws:PrincipalArn': [], 'aws:PrincipalServiceName': service, 'aws:PrincipalIsAWSService': 'true' };
  const unkeyed = { 'aws:PrincipalArn': [] };
  const root = 'arn:aws:iam::111122223333:root';
  test.each<[string, Statement, Asked, readonly Statement[]]>([
    ['a role', denied, {}, [{ ...denied, Condition: others }]],
    [
      'a role of an account',
      { ...denied, Principal: { AWS: '111122223333' } },
      {},
      [{ ...denied, Principal: { AWS: '111122223333' }, Condition: others }],
    ],
    ['a role that alone is denied', { ...denied, Principal: { AWS: role } }, {}, []],
    [
      'a session that is denied by its name',
      { ...denied, Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/app/run' } },
      {},
      [],
    ],
    [
      'a role that NotPrincipal does not spare',
      { NotPrincipal: { AWS: root }, ...read },
      {},
      [{ NotPrincipal: { AWS: root }, ...read, Condition: others }],
    ],
    [
      'a root user',
      denied,
      { principal: root, context: { 'aws:PrincipalArn': root } },
      [{ ...denied, Condition: { ArnNotEquals: { 'aws:PrincipalArn': root } } }],
    ],
    [
      'a service, by its key',
      denied,
      { principal: `service:${service}`, context: keyed },
      [{ ...denied, Condition: { StringNotEquals: { 'aws:PrincipalServiceName': service } } }],
    ],
    [
      'a service that no key names, by its Principal',
      denied,
      { principal: `service:${service}`, context: unkeyed },
      [{ NotPrincipal: { Service: service }, ...read }],
    ],
    [
      'nobody, by the type',
      denied,
      { principal: 'anonymous', context: { ...unkeyed, 'aws:PrincipalType': 'Anonymous' } },
      [{ ...denied, Condition: { StringNotEquals: { 'aws:PrincipalType': 'Anonymous' } } }],
    ],
    [
      'nobody, whom no key names',
      denied,
      { principal: 'anonymous', context: unkeyed },
      [
        { ...denied, Condition: { Null: { 'aws:PrincipalArn': 'false' } } },
        { ...denied, Condition: { Null: { 'aws:PrincipalServiceName': 'false' } } },
      ],
    ],
  ])('%s', (_, statement, asked, left) => {
    const fix = smallest(deniedByBucket(statement, asked), 'bucket-policy');
    expect(putBy(fix)).toEqual(left.map(deny));
    expect(fix.patch?.length).toBe(Math.max(left.length, 1));
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });
});

test('what an exception gives up is found where a variable of another policy hides it', () => {
  const Condition = { StringNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:ResourceAccount}:role/app' } };
  const given = scenario(
    {
      identityPolicies: [named({ ...everything, Condition })],
      resourcePolicy: policy(
        deny({ ...read, Principal: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.1' } } }),
      ),
    },
    { context: { 'aws:ResourceAccount': '111122223333' } },
  );
  const widest = fixesOf(given).filter(({ layer }) => layer === 'bucket-policy');
  expect(widest.map(({ opens }) => opens.some(({ anyContext }) => anyContext === true))).toEqual([false, true]);
});

describe('one fix mends all that a layer does:', () => {
  const one = deny({ Sid: 'One', ...read });
  const two = deny({ Sid: 'Two', ...read, Resource: '*' });
  test('two Denies of one policy', () => {
    const fix = smallest(scenario({ identityPolicies: [named(everything, one, two)] }), 'identity-policies');
    expect(putBy(fix).map(({ Sid }) => Sid)).toEqual(['Two', 'Two2', 'One']);
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('Denies of two policies', () => {
    const given = scenario({ identityPolicies: [named(everything, one), { name: 'q', policy: policy(two) }] });
    const fix = smallest(given, 'identity-policies');
    expect(fix.patch?.map(({ path }) => path)).toEqual([
      '/identityPolicies/0/policy/Statement/1',
      '/identityPolicies/1/policy/Statement/0',
      '/identityPolicies/1/policy/Statement/1',
    ]);
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('a Deny and a missing Allow, which hold in the same circumstances', () => {
    const Condition = { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } };
    const given = scenario(
      { permissionsBoundary: named(deny({ ...read, Condition })) },
      { context: { 'aws:PrincipalTag/team': 'red' } },
    );
    const fix = smallest(given, 'permissions-boundary');
    expect(putBy(fix).at(-1)).toEqual({
      Sid: 'AllowGetObject',
      Effect: 'Allow',
      ...read,
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' }, ...own },
    });
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('Denies of both levels of an organization', () => {
    const level = (target: string) => ({ target, policies: [named(everything, one)] });
    const given = scenario({ scps: [level('r-1'), level('ou-1')] });
    const fix = smallest(given, 'service-control-policies');
    expect(fix.patch?.map(({ path }) => path)).toEqual([
      '/scps/0/policies/0/policy/Statement/1',
      '/scps/1/policies/0/policy/Statement/1',
    ]);
    expect(fix).toMatchObject({ verified: true, decisionAfter: 'allowed', opens: [] });
  });

  test('two layers: neither fix allows it alone, and each says what remains', () => {
    const given = scenario({
      identityPolicies: [named(everything, one)],
      resourcePolicy: policy(deny({ ...read, Principal: '*' })),
    });
    expect(fixesOf(given).map(({ layer, verified, remaining }) => [layer, verified, remaining])).toEqual([
      ['identity-policies', true, [{ layer: 'bucket-policy', action: 's3:GetObject' }]],
      ['bucket-policy', true, [{ layer: 'identity-policies', action: 's3:GetObject' }]],
    ]);
  });
});
