import { compareNearness, explainStatement, referTo } from '../../src/engine/explain';
import { prepare } from '../../src/engine/match';
import { parseStatement, type Statement } from '../../src/engine/statement';
import type { Truth } from '../../src/engine/truth';
import type { Context, StatementExplanation } from '../../src/engine/types';
import type { Principal } from '../../src/names/principal';

const account = '111122223333';
const alice: Principal = {
  type: 'user',
  arn: `arn:aws:iam::${account}:user/alice`,
  accountId: account,
  userName: 'alice',
};

interface Asked {
  readonly principal?: Principal;
  readonly resource?: string | undefined;
  readonly known?: Context['known'];
  readonly unknown?: readonly string[];
  readonly isMeant?: Truth;
}

function explained(json: object, more: Asked = {}): StatementExplanation {
  const statement = parseStatement({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...json }, 1, true) as Statement;
  const asked = prepare({
    principal: more.principal ?? alice,
    action: 's3:GetObject',
    resource: 'resource' in more ? more.resource : 'arn:aws:s3:::b/k',
    context: { known: more.known ?? {}, unknown: (more.unknown ?? []).map((key) => ({ key, why: 'test' })) },
  });
  return explainStatement(
    statement,
    asked,
    { policy: 'p', index: 1, effect: 'Allow' },
    'isMeant' in more ? more.isMeant : true,
  );
}

test('every element is judged, never only the first that failed', () => {
  const json = {
    Effect: 'Deny',
    NotPrincipal: { AWS: [account, `arn:aws:iam::${account}:user/bob`] },
    NotAction: 's3:Get*',
    NotResource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'],
    Condition: { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] }, Bool: { 'aws:SecureTransport': false } },
  };
  const {
    elements,
    result,
    json: kept,
    statement,
  } = explained(
    { ...json, Action: undefined, Resource: undefined },
    { known: { 'aws:PrincipalTag/team': 'green' }, unknown: ['aws:SecureTransport'], isMeant: undefined },
  );
  expect(result).toBe('does-not-match');
  expect(statement).toEqual({ policy: 'p', index: 1, effect: 'Allow' });
  expect(kept).toMatchObject(json);
  expect(elements).toEqual([
    {
      element: 'NotPrincipal',
      result: 'unknown',
      wanted: [account, `arn:aws:iam::${account}:user/bob`],
      seen: [`arn:aws:iam::${account}:user/alice`],
    },
    { element: 'NotAction', result: 'does-not-match', wanted: ['s3:Get*'], seen: ['s3:GetObject'] },
    {
      element: 'NotResource',
      result: 'does-not-match',
      wanted: ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*'],
      seen: ['arn:aws:s3:::b/k'],
    },
    {
      element: 'Condition',
      result: 'does-not-match',
      wanted: [],
      seen: [],
      conditions: [
        {
          operator: 'StringEquals',
          key: 'aws:PrincipalTag/team',
          wanted: ['red', 'blue'],
          seen: ['green'],
          result: 'does-not-match',
        },
        {
          operator: 'Bool',
          key: 'aws:SecureTransport',
          wanted: ['false'],
          seen: null,
          unknown: true,
          result: 'unknown',
        },
      ],
    },
  ]);
});

test('a statement without Principal and Condition has two elements', () => {
  expect(explained({}).elements).toEqual([
    { element: 'Action', result: 'matches', wanted: ['s3:*'], seen: ['s3:GetObject'] },
    { element: 'Resource', result: 'matches', wanted: ['*'], seen: ['arn:aws:s3:::b/k'] },
  ]);
});

describe('all elements together', () => {
  const key = 'aws:PrincipalTag/team';
  const ifRed = { Condition: { StringEquals: { [key]: 'red' } } };
  test.each<readonly [string, object, Asked, string]>([
    ['match', ifRed, { known: { [key]: 'red' } }, 'matches'],
    ['do not match where one does not', ifRed, { known: { [key]: 'blue' } }, 'does-not-match'],
    ['are unknown where one is', ifRed, { unknown: [key] }, 'unknown'],
    [
      'do not match where one does not and another is unknown',
      { ...ifRed, Action: 's3:Put*' },
      { unknown: [key] },
      'does-not-match',
    ],
    ['hang on the resource', { Resource: 'arn:aws:s3:::c/*' }, {}, 'does-not-match'],
    ['hang on a resource that nobody knows', { Resource: 'arn:aws:s3:::c/*' }, { resource: undefined }, 'unknown'],
    ['hang on who is meant', { Principal: '*' }, { isMeant: false }, 'does-not-match'],
  ])('%s', (_, json, asked, result) => expect(explained(json, asked).result).toBe(result));
});

describe('what a condition saw', () => {
  test.each<readonly [string, Asked, readonly string[] | null]>([
    ['one value', { known: { 'aws:TagKeys': 'a' } }, ['a']],
    ['several values', { known: { 'aws:TagKeys': ['a', 'b'] } }, ['a', 'b']],
    ['an absent key', {}, null],
    ['an empty list', { known: { 'aws:TagKeys': [] } }, null],
  ])('%s', (_, asked, seen) => {
    const { elements } = explained({ Condition: { StringEquals: { 'aws:TagKeys': 'a' } } }, asked);
    expect(elements.at(-1)?.conditions?.[0]).toMatchObject({ seen });
    expect(elements.at(-1)?.conditions?.[0]).not.toHaveProperty('unknown');
  });
});

describe('whom a Principal saw', () => {
  test.each<readonly [Principal, readonly string[]]>([
    [alice, [alice.arn]],
    [{ type: 'service', service: 'a.amazonaws.com' }, ['a.amazonaws.com']],
    [{ type: 'anonymous' }, ['anonymous']],
    [{ type: 'unidentified', accountId: account, principalId: 'x' }, [account]],
  ])('%j', (principal, seen) => {
    expect(explained({ Principal: '*' }, { principal }).elements[0]).toEqual({
      element: 'Principal',
      result: 'matches',
      wanted: ['*'],
      seen,
    });
  });
});

test('an unknown resource has nothing to be seen', () => {
  expect(explained({}, { resource: undefined }).elements[1]?.seen).toEqual([]);
});

describe('a statement is the nearer to matching, the later of principal, action, resource and conditions it fails', () => {
  const two = { Condition: { StringEquals: { 'aws:a': 'x', 'aws:b': 'x' } } };
  const asked: Asked = { known: { 'aws:a': 'x' }, unknown: ['aws:c'] };
  const stranger = { Principal: { AWS: '444455556666' } };
  const nearestFirst: readonly (readonly [string, object])[] = [
    ['nothing fails', {}],
    ['a condition is unknown', { Condition: { StringEquals: { 'aws:c': 'x' } } }],
    ['one condition of two fails', two],
    ['one fails and one is unknown', { Condition: { StringEquals: { 'aws:b': 'x', 'aws:c': 'x' } } }],
    ['two conditions fail', { Condition: { StringEquals: { 'aws:b': 'x', 'aws:d': 'x' } } }],
    ['the resource fails', { Resource: 'arn:aws:s3:::c' }],
    ['the action fails', { Action: 's3:Put*' }],
    ['the action is excluded, and a condition fails', { NotAction: 's3:*', Action: undefined, ...two }],
    ['the action and the resource fail', { Action: 's3:Put*', Resource: 'arn:aws:s3:::c' }],
    ['the principal fails', stranger],
    ['the principal and a condition fail', { ...stranger, ...two }],
    ['the resource is excluded, and the principal fails', { ...stranger, NotResource: '*', Resource: undefined }],
    ['the principal and the action fail', { ...stranger, Action: 's3:Put*' }],
  ];
  const explanations = nearestFirst.map(([, json]) => explained(json, { ...asked, isMeant: !('Principal' in json) }));
  test.each(nearestFirst.map(([title], at) => [title, at] as const))('%s', (_, at) => {
    explanations.forEach((other, place) => {
      expect(Math.sign(compareNearness(explanations[at]!, other))).toBe(Math.sign(at - place));
    });
  });
});

describe('a reference', () => {
  const statement = (more: object = {}) =>
    parseStatement({ Effect: 'Deny', Action: '*', Resource: '*', ...more }, 3, true) as Statement;
  test.each([
    [() => referTo(statement(), { name: 'p' }), { policy: 'p', index: 3, effect: 'Deny' }],
    [
      () => referTo(statement({ Sid: 'No' }), { name: 'p', arn: 'arn:p' }, 'r-1'),
      { policy: 'p', policyArn: 'arn:p', target: 'r-1', sid: 'No', index: 3, effect: 'Deny' },
    ],
  ])('names what is known', (reference, expected) => expect(reference()).toStrictEqual(expected));
});
