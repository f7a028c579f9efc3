import { openQuestions } from '../../src/engine/open-questions';
import { boundaryQuestions } from '../../src/judging/policy/boundary';
import { grantQuestions } from '../../src/layers/kms-key/grants';
import { evaluateScenario } from '../../src/scenario/evaluate';

// For each question that AWS's documentation leaves open: a scenario that hangs on it, and one beside it that does not.

const own = '111122223333';
const session = `arn:aws:sts::${own}:assumed-role/app/s`;
const role = `arn:aws:iam::${own}:role/app`;
const user = `arn:aws:iam::${own}:user/alice`;
const key = `arn:aws:kms:us-east-1:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const holding = (statement: object) => ({
  identityPolicies: [{ name: 'p', policy: policy({ ...allow, ...statement }) }],
});
const nothing = { name: 'b', policy: policy({ ...allow, Action: 'sqs:*' }) };
const asking = (context: object, more: object = {}) => ({
  request: {
    principal: user,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    resourceAccountId: own,
    context,
    ...more,
  },
});
const bySession = asking({ 'aws:PrincipalArn': role }, { principal: session });
const decrypting = (more: object = {}) =>
  asking({ 'aws:PrincipalArn': role }, { principal: session, action: 'kms:Decrypt', resource: key, ...more });
const keyPolicy = { resourcePolicy: policy({ ...allow, Principal: { AWS: `arn:aws:iam::${own}:root` } }) };
const grant = { grants: [{ GrantId: 'g', GranteePrincipal: role, Operations: ['Decrypt'] }] };
const outsider = '444455556666';

const evaluated = (scenario: object) =>
  evaluateScenario({ id: 'x', identityPolicies: [], sessionPolicies: [], scps: [], rcps: [], ...scenario });

const all = { ...openQuestions, ...boundaryQuestions, ...grantQuestions };

const rows: readonly (readonly [keyof typeof all, hanging: object, decision: string, twin: object])[] = [
  [
    'bool-case',
    {
      ...asking({ 'aws:SecureTransport': 'true' }),
      ...holding({ Condition: { Bool: { 'aws:SecureTransport': 'True' } } }),
    },
    'allowed',
    {
      ...asking({ 'aws:SecureTransport': 'true' }),
      ...holding({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
  ],
  [
    'for-any-value-if-exists',
    { ...asking({}), ...holding({ Condition: { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } }) },
    'allowed',
    { ...asking({}), ...holding({ Condition: { 'ForAllValues:StringEqualsIfExists': { 'aws:TagKeys': 'a' } } }) },
  ],
  [
    'valueless-variable-in-not-resource',
    { ...asking({}), ...holding({ Resource: undefined, NotResource: 'arn:aws:s3:::b/${aws:PrincipalTag/none}' }) },
    'allowed',
    { ...asking({}), ...holding({ Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/none}' }) },
  ],
  [
    'aws-star-and-services',
    {
      ...asking({}, { principal: 'service:logging.s3.amazonaws.com' }),
      resourcePolicy: policy({ ...allow, Principal: { AWS: '*' } }),
    },
    'allowed',
    {
      ...asking({}, { principal: 'service:logging.s3.amazonaws.com' }),
      resourcePolicy: policy({ ...allow, Principal: '*' }),
    },
  ],
  [
    'binary-equals-of-text',
    { ...asking({ 'aws:x': 'QQ==' }), ...holding({ Condition: { BinaryEquals: { 'aws:x': 'QQ==' } } }) },
    'allowed',
    { ...asking({ 'aws:x': 'QQ==' }), ...holding({ Condition: { BinaryEquals: { 'aws:x': 'Qg==' } } }) },
  ],
  [
    'unparsable-value-negated',
    { ...asking({ 's3:max-keys': 'many' }), ...holding({ Condition: { NumericNotEquals: { 's3:max-keys': '5' } } }) },
    'allowed',
    { ...asking({ 's3:max-keys': 'many' }), ...holding({ Condition: { NumericEquals: { 's3:max-keys': '5' } } }) },
  ],
  [
    'not-principal-listed-in-part',
    {
      ...asking({}),
      ...holding({}),
      resourcePolicy: policy({ ...allow, Effect: 'Deny', NotPrincipal: { AWS: user } }),
    },
    'explicit-deny',
    {
      ...asking({}),
      ...holding({}),
      resourcePolicy: policy({ ...allow, Effect: 'Deny', NotPrincipal: { AWS: [user, own] } }),
    },
  ],
  [
    'wildcard-principal-and-boundary',
    { ...bySession, permissionsBoundary: nothing, resourcePolicy: policy({ ...allow, Principal: '*' }) },
    'allowed',
    {
      ...bySession,
      permissionsBoundary: nothing,
      resourcePolicy: policy({
        ...allow,
        Principal: '*',
        Condition: { ArnEquals: { 'aws:PrincipalArn': role }, Null: { 'aws:none': 'true' } },
      }),
    },
  ],
  [
    'grant-across-accounts',
    { ...decrypting({ resourceAccountId: outsider }), ...keyPolicy, ...grant },
    'implicit-deny',
    { ...decrypting({ resourceAccountId: outsider }), ...keyPolicy, ...grant, ...holding({}) },
  ],
  [
    'grant-and-boundary',
    { ...decrypting(), ...keyPolicy, ...grant, permissionsBoundary: nothing },
    'implicit-deny',
    { ...decrypting(), ...keyPolicy, ...grant },
  ],
  [
    'multivalued-key-without-set-operator',
    { ...asking({ 'aws:TagKeys': ['a', 'b'] }), ...holding({ Condition: { StringEquals: { 'aws:TagKeys': 'a' } } }) },
    'allowed',
    {
      ...asking({ 'aws:TagKeys': ['a', 'b'] }),
      ...holding({ Condition: { StringEquals: { 'aws:TagKeys': ['a', 'b'] } } }),
    },
  ],
];

test.each(rows)('a decision hangs on %s', (question, hanging, decision) => {
  expect(evaluated(hanging)).toMatchObject({ decision, hangsOn: [question] });
});

test.each(rows)('a decision beside it does not hang on %s', (_, __, ___, twin) => {
  expect(evaluated(twin)).not.toHaveProperty('hangsOn');
});

test('every open question has its rows', () => {
  expect(rows.map(([question]) => question).sort()).toEqual(Object.keys(all).sort());
});

test('a decision may hang on two questions', () => {
  const conditions = { Bool: { 'aws:SecureTransport': 'True' }, StringEquals: { 'aws:TagKeys': 'a' } };
  const context = { 'aws:SecureTransport': 'true', 'aws:TagKeys': ['a', 'b'] };
  expect(evaluated({ ...asking(context), ...holding({ Condition: conditions }) }).hangsOn).toEqual([
    'bool-case',
    'multivalued-key-without-set-operator',
  ]);
});

test('what a statement without effect on the outcome leaves open is not told', () => {
  const Condition = { Bool: { 'aws:SecureTransport': 'True' } };
  const both = { identityPolicies: [{ name: 'p', policy: policy({ ...allow, Condition }, allow) }] };
  expect(evaluated({ ...asking({ 'aws:SecureTransport': 'true' }), ...both })).not.toHaveProperty('hangsOn');
});
