import { CompiledPolicy, parsePolicy } from '../../src/engine/policy';

const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const policy = (statement: unknown, more: object = {}) => ({ Version: '2012-10-17', Statement: statement, ...more });

test.each([
  ['no object', 7, 'policy-not-an-object'],
  ['no JSON', '{', 'not-json'],
  ['JSON of no object', '7', 'policy-not-an-object'],
  ['text of a list', '[]', 'statement-missing'],
  ['an unknown element', policy([allow], { Owner: 'me' }), 'unknown-element'],
  ['an unknown version', { Version: '2020-01-01', Statement: [allow] }, 'unknown-version'],
  ['an Id that is no text', policy([allow], { Id: 1 }), 'wrong-type'],
  ['no statement', { Version: '2012-10-17' }, 'statement-missing'],
  ['a statement that is a text', policy('Allow'), 'statement-missing'],
  ['a statement that is a list', policy([[]]), 'wrong-type'],
  ['an unknown element of a statement', policy([{ ...allow, effect: 'Deny' }]), 'unknown-element'],
  ['a Sid that is no text', policy([{ ...allow, Sid: 7 }]), 'wrong-type'],
  ['no Effect', policy([{ Action: 's3:*', Resource: '*' }]), 'effect-missing'],
  ['another Effect', policy([{ ...allow, Effect: 'allow' }]), 'effect-missing'],
  ['Action and NotAction', policy([{ ...allow, NotAction: 's3:*' }]), 'two-of-one-element'],
  ['Resource and NotResource', policy([{ ...allow, NotResource: '*' }]), 'two-of-one-element'],
  ['Principal and NotPrincipal', policy([{ ...allow, Principal: '*', NotPrincipal: '*' }]), 'two-of-one-element'],
  ['an Allow with NotPrincipal', policy([{ ...allow, NotPrincipal: { AWS: '111122223333' } }]), 'not-principal-allows'],
  ['no Action', policy([{ Effect: 'Allow', Resource: '*' }]), 'invalid-action'],
  ['an empty list of actions', policy([{ ...allow, Action: [] }]), 'invalid-action'],
  ['an action without service', policy([{ ...allow, Action: 'GetObject' }]), 'invalid-action'],
  ['a wildcard in the service', policy([{ ...allow, Action: 's*:GetObject' }]), 'invalid-action'],
  ['no Resource', policy([{ Effect: 'Allow', Action: 's3:*' }]), 'invalid-resource'],
  ['a resource that is no ARN', policy([{ ...allow, Resource: 'bucket/*' }]), 'invalid-resource'],
  [
    'a principal with a wildcard in it',
    policy([{ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/a*' } }]),
    'invalid-principal',
  ],
  ['a principal that is a name', policy([{ ...allow, Principal: { AWS: 'alice' } }]), 'invalid-principal'],
  ['a principal of an unknown kind', policy([{ ...allow, Principal: { Role: 'x' } }]), 'invalid-principal'],
  ['an empty principal', policy([{ ...allow, Principal: {} }]), 'invalid-principal'],
  ['an unknown operator', policy([{ ...allow, Condition: { StringIs: { a: 'b' } } }]), 'unknown-operator'],
  ['a condition that is a list', policy([{ ...allow, Condition: [] }]), 'wrong-type'],
  ['an operator without keys', policy([{ ...allow, Condition: { Bool: 'true' } }]), 'wrong-type'],
  ['a value that is an object', policy([{ ...allow, Condition: { Bool: { a: {} } } }]), 'wrong-type'],
  ['a value that is null', policy([{ ...allow, Condition: { Bool: { a: [null] } } }]), 'wrong-type'],
])('a policy with %s is malformed: %j is %s', (_, document, code) => {
  expect(parsePolicy(document)).toMatchObject({ is: 'malformed', code });
});

test.each([
  ['', 7],
  ['', '{'],
  ['', '7'],
  ['', 'null'],
  ['', null],
  ['Owner', policy([allow], { Owner: 'me' })],
  ['Version', { Version: '2020-01-01', Statement: [allow] }],
  ['Id', policy([allow], { Id: 1 })],
  ['Statement', { Version: '2012-10-17' }],
  ['Statement', policy(null)],
  ['Statement[1]', policy([[]])],
  ['Statement[2]', policy([allow, null])],
  ['Statement[1].effect', policy([{ ...allow, effect: 'Deny' }])],
  ['Statement[1].Sid', policy([{ ...allow, Sid: 7 }])],
  ['Statement[1].Effect', policy([{ Action: 's3:*', Resource: '*' }])],
  ['Statement[1].NotAction', policy([{ ...allow, NotAction: 's3:*' }])],
  ['Statement[1].NotResource', policy([{ ...allow, NotResource: '*' }])],
  ['Statement[1].NotPrincipal', policy([{ ...allow, Principal: '*', NotPrincipal: '*' }])],
  ['Statement[1].NotPrincipal', policy([{ ...allow, NotPrincipal: '*' }])],
  ['Statement[1].Principal', policy([{ ...allow, Principal: 'x' }])],
  ['Statement[1].NotPrincipal', policy([{ ...allow, Effect: 'Deny', NotPrincipal: 'x' }])],
  ['Statement[1].Action', policy([{ ...allow, Action: 7 }])],
  ['Statement[1].Action', policy([{ ...allow, Action: ['s3:*', 7] }])],
  ['Statement[1].Action', policy([{ ...allow, Action: ['s3:*', 'x'] }])],
  ['Statement[1].NotAction', policy([{ ...allow, Action: undefined, NotAction: 'x' }])],
  ['Statement[1].Resource', policy([{ ...allow, Resource: 'x' }])],
  ['Statement[1].NotResource', policy([{ ...allow, Resource: undefined, NotResource: 'x' }])],
  ['Statement[1].Condition', policy([{ ...allow, Condition: 'x' }])],
  ['Statement[1].Condition.Bool', policy([{ ...allow, Condition: { Bool: 'true' } }])],
  ['Statement[1].Condition.Bool.a', policy([{ ...allow, Condition: { Bool: { a: {} } } }])],
  ['Statement[1].Condition.Bool.a', policy([{ ...allow, Condition: { Bool: { a: ['true', {}] } } }])],
])('the fault is at `%s` of %j', (at, document) =>
  expect(parsePolicy(document)).toMatchObject({ is: 'malformed', at }),
);

test.each([
  [
    'all',
    policy([
      { ...allow, Principal: '*' },
      { ...allow, Principal: '*' },
    ]),
  ],
  ['some', policy([allow, { ...allow, Principal: '*' }])],
  ['none', policy([allow, allow])],
  ['empty', policy([])],
])('how many statements name somebody: %s', (naming, document) =>
  expect(parsePolicy(document)).toMatchObject({ is: 'policy', naming }),
);

test('a single statement counts as the first, and values are texts', () => {
  const Condition = { Bool: { a: true }, NumericEquals: { b: [1, '2', false] } };
  const { statements } = parsePolicy(policy({ ...allow, Condition })) as CompiledPolicy;
  expect(statements.map(({ index }) => index)).toEqual([1]);
  expect(statements[0]?.conditions.map(({ wanted }) => wanted)).toEqual([['true'], ['1', '2', 'false']]);
});

test('variables are text in a policy of 2008, and of none', () => {
  for (const more of [{ Version: '2008-10-17' }, { Version: undefined }]) {
    const { statements } = parsePolicy(
      policy([{ ...allow, Resource: 'arn:aws:s3:::${aws:a}' }], more),
    ) as CompiledPolicy;
    expect(statements[0]?.resources).toEqual([{ is: 'exact', text: 'arn:aws:s3:::${aws:a}' }]);
  }
});

test('the statements on an action are found, and found again', () => {
  const found = parsePolicy(
    policy([allow, { ...allow, Action: 'sqs:*' }, { ...allow, Action: '*' }]),
  ) as CompiledPolicy;
  const indexes = (action: string) => found.on(action).map(({ index }) => index);
  for (let round = 0; round < 2; round += 1) {
    expect(indexes('s3:getobject')).toEqual([1, 3]);
    expect(indexes('sqs:sendmessage')).toEqual([2, 3]);
    expect(indexes('kms:decrypt')).toEqual([3]);
  }
  expect(found.on('s3:getobject')).toBe(found.on('s3:getobject'));
  for (let at = 0; at < 1_000; at += 1) expect(indexes(`s3:action-${at}`)).toEqual([1, 3]);
});

test('what is malformed is told by its place', () => {
  const found = parsePolicy(policy([allow, { ...allow, Condition: { StringIs: {} } }]));
  expect(found).toMatchObject({ at: 'Statement[2].Condition.StringIs' });
});

test.each([
  ['a single statement', policy(allow)],
  ['no version', { Statement: [allow] }],
  ['an Id', policy([allow], { Id: 'x' })],
  [
    'numbers and booleans as values',
    policy([{ ...allow, Condition: { Bool: { a: true }, NumericEquals: { b: [1, 2.5] } } }]),
  ],
  ['a unique id of a deleted role', policy([{ ...allow, Principal: { AWS: 'AROADBQP57FF2AEXAMPLE' } }])],
  [
    'an origin access identity',
    policy([{ ...allow, Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } }]),
  ],
  [
    'other kinds of principals',
    policy([{ ...allow, Principal: { Service: ['a.amazonaws.com'], CanonicalUser: 'abc', Federated: 'x' } }]),
  ],
  ['a short ARN', policy([{ ...allow, Resource: 'arn:aws:s3' }])],
  ['its text', JSON.stringify(policy([allow]))],
])('a policy with %s is accepted', (_, document) => expect(parsePolicy(document)).toBeInstanceOf(CompiledPolicy));

test('the same text, and the same object, are not parsed again', () => {
  const document = policy([allow]);
  expect(parsePolicy(document)).toBe(parsePolicy(document));
  expect(parsePolicy(JSON.stringify(document))).toBe(parsePolicy(JSON.stringify(document)));
});
