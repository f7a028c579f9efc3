import { prepare, matchRest } from '../../../src/engine/match';
import { completeContext } from '../../../src/engine/context';
import { parseStatement, type Statement } from '../../../src/engine/statement';
import { noteUses, Uses } from '../../../src/engine/unknowns/uses';

const unknown = ['aws:u', 'aws:v'].map((key) => ({ key, why: 'test' }));
const known = { 'aws:k': 'seen', 'aws:many': ['a', 'b'] };

function asked(resource: string | undefined, uses?: Uses) {
  const context = completeContext({ known, unknown }, new Map(), uses === undefined ? {} : { uses });
  return prepare({ principal: { type: 'anonymous' }, action: 's3:GetObject', resource, context });
}

function usesOf(json: object, resource: string | undefined = 'arn:aws:s3:::b/k'): Uses {
  const statement = parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', ...json }, 1, true) as Statement;
  const uses = new Uses();
  noteUses(statement, asked(resource), uses);
  return uses;
}

const variables = ({ variables: all }: Uses) =>
  all.map(({ keys, seen, against, ignoreCase }) => ({ keys, seen, against, ignoreCase }));

test('a condition on an unknown key is noted with its key, once', () => {
  const uses = usesOf({
    Condition: {
      StringEquals: { 'aws:U': 'x', 'aws:k': 'seen' },
      Null: { 'aws:u': 'true' },
      Bool: { 'aws:v': 'true' },
    },
  });
  expect([...uses.conditions].map(([key, conditions]) => [key, conditions.size])).toEqual([
    ['aws:u', 2],
    ['aws:v', 1],
  ]);
  expect(uses.variables).toEqual([]);
  expect([...uses.keys()]).toEqual(['aws:u', 'aws:v']);
});

describe('a text with an unknown variable is noted with what it is compared with', () => {
  const plain = { against: undefined, ignoreCase: false };
  test.each<readonly [string, object, readonly object[]]>([
    ['a resource', { Resource: 'arn:aws:s3:::b/${aws:u}' }, [{ keys: ['aws:u'], seen: 'arn:aws:s3:::b/k', ...plain }]],
    [
      'a resource in fields',
      { Resource: 'arn:aws:s3:::${aws:u}*', NotResource: undefined },
      [{ keys: ['aws:u'], seen: 'arn:aws:s3:::b/k', ...plain }],
    ],
    [
      'two variables, one of them known',
      { Resource: 'arn:*:s3:::${aws:u}/${aws:k}/${aws:v}' },
      [{ keys: ['aws:u', 'aws:v'], seen: 'arn:aws:s3:::b/k', ...plain }],
    ],
    ['a known variable', { Resource: 'arn:aws:s3:::b/${aws:k}' }, []],
    [
      'a condition on a known key',
      { Condition: { StringLike: { 'aws:k': ['${aws:u}*', 'x'] } } },
      [{ keys: ['aws:u'], seen: 'seen', ...plain }],
    ],
    [
      'a condition on letters of either case',
      { Condition: { StringEqualsIgnoreCase: { 'aws:k': '${aws:u}' } } },
      [{ keys: ['aws:u'], seen: 'seen', against: undefined, ignoreCase: true }],
    ],
    [
      'a condition on several values',
      { Condition: { 'ForAllValues:StringEquals': { 'aws:many': '${aws:u}' } } },
      ['a', 'b'].map((seen) => ({ keys: ['aws:u'], seen, ...plain })),
    ],
    [
      'a condition on an unknown key',
      { Condition: { ArnLike: { 'aws:v': 'arn:aws:s3:::${aws:u}' } } },
      [{ keys: ['aws:u'], seen: undefined, against: 'aws:v', ignoreCase: false }],
    ],
    ['a condition that is decided', { Condition: { StringEquals: { 'aws:k': ['${aws:u}', 'seen'] } } }, []],
    ['a condition on numbers', { Condition: { NumericEquals: { 'aws:v': '${aws:u}' } } }, []],
    ['a condition on an absent key', { Condition: { StringEquals: { 'aws:none': '${aws:u}' } } }, []],
  ])('%s', (_, json, expected) => expect(variables(usesOf(json))).toEqual(expected));
});

test('keys of variables and the role are among those that matter', () => {
  const uses = usesOf({ Resource: 'arn:aws:s3:::b/${aws:u}' });
  expect([...uses.keys()]).toEqual(['aws:u']);
  uses.roles.add('arn:aws:iam::111122223333:role/app');
  expect([...uses.keys()]).toEqual(['aws:u', 'aws:principalarn']);
});

describe('what an undecided statement hangs on is noted while it is matched', () => {
  test.each<readonly [string, object, boolean | undefined, readonly string[]]>([
    ['undecided', { Condition: { Bool: { 'aws:u': 'true' } } }, undefined, ['aws:u']],
    ['decided against', { Condition: { Bool: { 'aws:u': 'true' }, StringEquals: { 'aws:k': 'x' } } }, false, []],
    ['decided for', { Condition: { StringEquals: { 'aws:k': 'seen' } } }, true, []],
    ['undecided by its resource', { Resource: 'arn:aws:s3:::b/${aws:v}' }, undefined, ['aws:v']],
    ['of another resource', { Resource: 'arn:aws:s3:::c', Condition: { Bool: { 'aws:u': 'true' } } }, false, []],
  ])('%s', (_, json, truth, keys) => {
    const statement = parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', ...json }, 1, true) as Statement;
    const uses = new Uses();
    expect(matchRest(statement, asked('arn:aws:s3:::b/k', uses))).toBe(truth);
    expect(matchRest(statement, asked('arn:aws:s3:::b/k'))).toBe(truth);
    expect([...uses.keys()]).toEqual(keys);
  });
});
