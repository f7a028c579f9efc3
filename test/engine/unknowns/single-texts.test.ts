import { overSingleTexts } from '../../../src/engine/unknowns/single-texts';
import type { OpenPart, OpenRule } from '../../../src/engine/unknowns/uses';

const part = (keys: readonly string[], apart?: OpenPart['apart']): OpenPart => ({
  keys,
  truth: () => undefined,
  texts: [],
  ...(apart === undefined ? {} : { apart }),
});
const listOf = (hold: 'any' | 'all', ...keys: readonly string[]): OpenPart =>
  part(keys, () => ({ hold, parts: () => keys.map((key) => part([key])) }));
const rule = (...parts: readonly OpenPart[]): OpenRule => ({
  rule: {},
  parts,
  roles: [],
  boundary: false,
  list: {},
  adds: () => 0,
});

/** The keys of each part, by rule. */
const keysOf = (one: OpenRule, isSingle = true) =>
  overSingleTexts(one, () => isSingle).map(({ parts }) => parts.map(({ keys }) => keys.join('+')));

test.each<readonly [string, OpenRule, readonly (readonly string[])[]]>([
  ['what may be any text: a rule for each', rule(listOf('any', 'a', 'b', 'c')), [['a'], ['b'], ['c']]],
  ['what must be none of the texts: a part for each', rule(listOf('all', 'a', 'b', 'c')), [['a', 'b', 'c']]],
  [
    'other parts belong to every rule',
    rule(part(['x']), listOf('any', 'a', 'b', 'c')),
    [
      ['x', 'a'],
      ['x', 'b'],
      ['x', 'c'],
    ],
  ],
  [
    'one list, the largest: rules of two would be multiplied',
    rule(listOf('any', 'a', 'b', 'c'), listOf('any', 'd', 'e', 'f', 'g')),
    ['d', 'e', 'f', 'g'].map((key) => ['a+b+c', key]),
  ],
  ['two keys are tried together', rule(listOf('any', 'a', 'b')), [['a+b']]],
])('%s', (_, one, expected) => expect(keysOf(one)).toEqual(expected));

test('a value of several may be like one text by the one and like another by the other', () => {
  expect(keysOf(rule(listOf('any', 'a', 'b', 'c')), false)).toEqual([['a+b+c']]);
});
