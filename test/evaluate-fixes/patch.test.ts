import { evaluateLine } from '../../cli/commands/evaluate';
import type { EvaluatedFix } from '../../src/evaluate-fixes';
import { patched } from '../../src/evaluate-fixes/apply-patch';
import type { Operation } from '../../src/evaluate-fixes/patch';
import { evaluateScenario } from '../../src/scenario/evaluate';
import {
  bucket,
  everything,
  fixesOf,
  key,
  named,
  object,
  policy,
  role,
  scenario,
  smallest,
  type Scenario,
} from './scenario';

const deny = { Effect: 'Deny', Action: 's3:GetObject', Resource: object };
const kms = {
  action: 'kms:Decrypt',
  keyArn: key,
  keyAccountId: '111122223333',
  keyManager: 'CUSTOMER',
  keyPolicy: policy({ ...everything, Principal: { AWS: '111122223333' } }),
  rcps: [],
  context: { 'aws:PrincipalArn': role },
};
const decisionOf = (line: unknown) => evaluateScenario(line).decision;
const pathsOf = ({ patch = [] }: EvaluatedFix) => patch.map(({ op, path }) => `${op} ${path}`);

describe('a policy is found again in the line as it came in:', () => {
  const ofKey = { ...deny, Principal: '*', Action: 'kms:Decrypt', Resource: key };
  test.each<[string, Scenario, string, readonly string[]]>([
    [
      'in a list',
      { identityPolicies: [named(everything), named(deny)] },
      'identity-policies',
      ['replace /identityPolicies/1/policy/Statement/0'],
    ],
    [
      'alone in its slot',
      { permissionsBoundary: named(everything, deny) },
      'permissions-boundary',
      ['replace /permissionsBoundary/policy/Statement/1'],
    ],
    [
      'at a level',
      { scps: [{ target: 'r-1', policies: [named(everything), named(everything, deny)] }] },
      'service-control-policies',
      ['replace /scps/0/policies/1/policy/Statement/1'],
    ],
    [
      'as the slot itself',
      { resourcePolicy: policy({ ...deny, Principal: '*' }) },
      'bucket-policy',
      ['replace /resourcePolicy/Statement/0'],
    ],
    [
      'of the key',
      { kms: { ...kms, keyPolicy: policy({ ...everything, Principal: '*' }, ofKey) } },
      'kms-key',
      ['replace /kms/keyPolicy/Statement/1'],
    ],
    [
      'of the account of the key',
      { kms: { ...kms, rcps: [{ target: 'r-1', policies: [named(ofKey)] }] } },
      'resource-control-policies',
      ['replace /kms/rcps/0/policies/0/policy/Statement/0'],
    ],
    [
      'one statement without a list',
      { vpcEndpointPolicy: { name: 'e', policy: { Statement: { ...everything, Principal: '*', Action: 's3:Put*' } } } },
      'vpc-endpoint-policy',
      ['replace /vpcEndpointPolicy/policy/Statement'],
    ],
    [
      'a statement of which nothing is left',
      { resourcePolicy: policy({ ...deny, Principal: { AWS: role } }, { ...everything, Principal: '*' }) },
      'bucket-policy',
      ['remove /resourcePolicy/Statement/0'],
    ],
    [
      'where there was no policy',
      { request: { ...(scenario({})['request'] as object), resourceAccountId: '444455556666' } },
      'bucket-policy',
      ['add /resourcePolicy'],
    ],
    ['where there was an empty list', { identityPolicies: [] }, 'identity-policies', ['add /identityPolicies/-']],
  ])('%s', (_, slots, layer, paths) => {
    const given = scenario(slots);
    const fix = smallest(given, layer);
    expect(pathsOf(fix)).toEqual(paths);
    expect(decisionOf(patched(given, fix.patch ?? []))).toBe(fix.decisionAfter);
  });
});

describe('a request is changed in its context only:', () => {
  const put = (context: object, condition: object) =>
    scenario(
      {
        identityPolicies: [named(everything, { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: condition })],
      },
      { action: 's3:PutObject', context: { ...context } },
    );
  test.each<[string, object, object, readonly Operation[]]>([
    [
      'a key takes another value',
      { 'AWS:securetransport': 'false' },
      { Bool: { 'aws:SecureTransport': 'false' } },
      [{ op: 'add', path: '/request/context/AWS:securetransport', value: 'true' }],
    ],
    [
      'a key is added, its name escaped',
      {},
      { StringNotEquals: { 's3:RequestObjectTag/a~b': 'x' } },
      [{ op: 'add', path: '/request/context/s3:RequestObjectTag~1a~0b', value: 'x' }],
    ],
    [
      'a key is taken away',
      { 's3:x-amz-storage-class': 'GLACIER' },
      { StringEquals: { 's3:x-amz-storage-class': 'GLACIER' } },
      [{ op: 'remove', path: '/request/context/s3:x-amz-storage-class' }],
    ],
  ])('%s', (_, context, condition, operations) => {
    const given = put(context, condition);
    const fix = fixesOf(given).find(({ kind }) => kind === 'change-the-request');
    expect(fix).toMatchObject({ patch: operations, verified: true, decisionAfter: 'allowed', opens: [] });
    expect(decisionOf(patched(given, operations))).toBe('allowed');
  });
});

/** https://www.rfc-editor.org/rfc/rfc6902#appendix-A */
test.each<[string, object, Operation, object]>([
  ['A.1', { foo: 'bar' }, { op: 'add', path: '/baz', value: 'qux' }, { foo: 'bar', baz: 'qux' }],
  ['A.2', { foo: ['bar', 'baz'] }, { op: 'add', path: '/foo/1', value: 'qux' }, { foo: ['bar', 'qux', 'baz'] }],
  ['A.3', { baz: 'qux', foo: 'bar' }, { op: 'remove', path: '/baz' }, { foo: 'bar' }],
  ['A.4', { foo: ['bar', 'qux', 'baz'] }, { op: 'remove', path: '/foo/1' }, { foo: ['bar', 'baz'] }],
  ['A.5', { baz: 'qux' }, { op: 'replace', path: '/baz', value: 'boo' }, { baz: 'boo' }],
  ['A.14', { '~1': 10, '/': 9 }, { op: 'replace', path: '/~01', value: 11 }, { '~1': 11, '/': 9 }],
  ['A.16', { foo: ['bar'] }, { op: 'add', path: '/foo/-', value: ['abc'] }, { foo: ['bar', ['abc']] }],
])('an operation is applied as RFC 6902 shows in %s', (_, before, operation, after) => {
  expect(patched(before, [operation])).toEqual(after);
});

test('what nobody can decide, and what is allowed, gets no fixes', () => {
  const unknown = { ...scenario({}), identityPolicies: 'unreadable' };
  for (const given of [scenario({}), unknown]) {
    expect(evaluateLine(JSON.stringify(given), { fixes: true })).not.toHaveProperty('fixes');
  }
  const denied = scenario({ identityPolicies: [] }, { resource: `${bucket}/x` });
  expect(evaluateLine(JSON.stringify(denied), { fixes: true })).toHaveProperty('fixes');
  expect(evaluateLine(JSON.stringify(denied), { fixes: false })).not.toHaveProperty('fixes');
});
