import { completeContext, indexContext } from '../../../src/engine/context';
import { UnknownUses, usesIn, type OpenRule } from '../../../src/engine/unknowns/uses';
import { matchesWith, partsOf, type Situation } from './open-rules';

const situation: Situation = { unknown: ['aws:u', 'aws:v'], known: { 'aws:k': 'seen', 'aws:many': ['a', 'b'] } };
const partsIn = (json: object) => partsOf(json, situation);

test('each undecided condition is a part, with the keys that it hangs on', () => {
  const parts = partsIn({
    Condition: {
      StringEquals: { 'aws:U': 'x', 'aws:k': 'seen' },
      Null: { 'aws:u': 'true' },
      StringLike: { 'aws:v': '${aws:u}*' },
    },
  });
  expect(parts.map(({ keys, condition }) => [condition?.operatorName, keys])).toEqual([
    ['StringEquals', ['aws:u']],
    ['Null', ['aws:u']],
    ['StringLike', ['aws:v', 'aws:u']],
  ]);
});

describe('a text with an unknown variable is noted with what it is compared with', () => {
  const resource = { value: 'arn:aws:s3:::b/k' };
  test.each<readonly [string, object, readonly object[]]>([
    [
      'a resource',
      { Resource: 'arn:aws:s3:::b/${aws:u}' },
      [{ keys: ['aws:u'], compared: resource, ignoreCase: false }],
    ],
    [
      'two variables, one of them known',
      { Resource: 'arn:*:s3:::${aws:u}/${aws:k}/${aws:v}' },
      [{ keys: ['aws:u', 'aws:v'], compared: resource, ignoreCase: false }],
    ],
    ['a known variable', { Resource: 'arn:aws:s3:::b/${aws:k}*' }, []],
    [
      'a condition on a known key',
      { Condition: { StringLike: { 'aws:k': ['${aws:u}*', 'x'] } } },
      [{ keys: ['aws:u'], compared: { value: 'seen' }, ignoreCase: false }],
    ],
    [
      'a condition on letters of either case',
      { Condition: { StringEqualsIgnoreCase: { 'aws:k': '${aws:u}' } } },
      [{ keys: ['aws:u'], compared: { value: 'seen' }, ignoreCase: true }],
    ],
    [
      'a condition on several values',
      { Condition: { 'ForAllValues:StringEquals': { 'aws:many': '${aws:u}' } } },
      ['a', 'b'].map((value) => ({ keys: ['aws:u'], compared: { value }, ignoreCase: false })),
    ],
    [
      'a condition on an unknown key',
      { Condition: { ArnLike: { 'aws:v': 'arn:aws:s3:::${aws:u}' } } },
      [{ keys: ['aws:u'], compared: { key: 'aws:v' }, ignoreCase: false }],
    ],
    ['a condition that is decided', { Condition: { StringEquals: { 'aws:k': ['${aws:u}', 'seen'] } } }, []],
    ['a condition on numbers', { Condition: { NumericEquals: { 'aws:v': '${aws:u}' } } }, []],
    ['a condition on an absent key', { Condition: { StringEquals: { 'aws:none': '${aws:u}' } } }, []],
  ])('%s', (_, json, expected) => {
    const texts = partsIn(json).flatMap((part) => part.texts);
    expect(texts.map(({ keys, compared, ignoreCase }) => ({ keys, compared, ignoreCase }))).toEqual(expected);
  });
});

test('a resource that cannot be known hangs on its variables, and is compared with nothing', () => {
  const [part] = partsOf({ Resource: 'arn:aws:s3:::b/${aws:u}' }, { ...situation, resource: null });
  expect(part).toMatchObject({ keys: ['aws:u'], texts: [] });
  expect(matchesWith(part!, situation, { 'aws:u': 'k' })).toBeUndefined();
});

describe('a part holds or not, once its keys are known', () => {
  test.each<readonly [string, object, Readonly<Record<string, string>>, boolean | undefined]>([
    ['a condition', { Condition: { StringEquals: { 'aws:u': 'x' } } }, { 'aws:u': 'x' }, true],
    ['a condition that fails', { Condition: { StringEquals: { 'aws:u': 'x' } } }, { 'aws:u': 'y' }, false],
    [
      'a condition of which a key is missing',
      { Condition: { StringEquals: { 'aws:u': '${aws:v}' } } },
      { 'aws:u': 'x' },
      undefined,
    ],
    ['a resource', { Resource: 'arn:aws:s3:::b/${aws:u}' }, { 'aws:u': 'k' }, true],
    [
      'a resource that is excepted',
      { Resource: undefined, NotResource: 'arn:aws:s3:::b/${aws:u}' },
      { 'aws:u': 'k' },
      false,
    ],
  ])('%s', (_, json, values, expected) => {
    expect(matchesWith(partsIn(json)[0]!, situation, values)).toBe(expected);
  });
});

describe('what was noted', () => {
  const rule = (changed: Partial<OpenRule> = {}): OpenRule => ({
    rule: {},
    parts: [],
    roles: [],
    boundary: false,
    list: {},
    adds: () => 1,
    ...changed,
  });

  test('is kept by the context that carries it', () => {
    const uses = new UnknownUses();
    const context = { known: {}, unknown: [] };
    expect(usesIn(indexContext(context))).toBeUndefined();
    expect(usesIn(indexContext(completeContext(context, new Map(), { uses })))).toBe(uses);
  });

  test('names every key once, and the role of a caller that may be one of several', () => {
    const uses = new UnknownUses();
    uses.rules.push(rule({ parts: partsIn({ Condition: { StringEquals: { 'aws:v': '${aws:u}', 'aws:u': 'x' } } }) }));
    expect([...uses.keys]).toEqual(['aws:v', 'aws:u']);
    uses.rules.push(rule({ roles: ['arn:aws:iam::111122223333:role/app'] }));
    expect([...uses.keys]).toEqual(['aws:v', 'aws:u', 'aws:principalarn']);
  });

  test('hangs on the boundary if any rule does', () => {
    const uses = new UnknownUses();
    uses.rules.push(rule());
    expect(uses.boundary).toBe(false);
    uses.rules.push(rule({ boundary: true }));
    expect(uses.boundary).toBe(true);
  });
});
