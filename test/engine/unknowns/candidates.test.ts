import { Condition } from '../../../src/engine/condition';
import { indexContext } from '../../../src/engine/context';
import { operatorNamed, type Operator } from '../../../src/engine/operators';
import { valuesToTry, type KeyUses, type Value } from '../../../src/engine/unknowns/candidates';

const context = indexContext({ known: {}, unknown: [] });

function tried(key: string, conditions: readonly (readonly [operator: string, wanted: readonly string[]])[]) {
  const uses: KeyUses = {
    key,
    conditions: conditions.map(([operator, wanted]) => ({
      condition: new Condition(operator, operatorNamed(operator) as Operator, key, wanted, true),
      context,
    })),
    variables: [],
    roles: [],
  };
  return { uses, ...valuesToTry(uses, new Map()) };
}

/** What the conditions say of each value. */
const answers = ({ uses, values }: { readonly uses: KeyUses; readonly values: readonly Value[] }) =>
  values.map((value) => uses.conditions.map(({ condition }) => Number(condition.matchSeen(value, context))).join(''));

test('an unknown key is tried as absent, as each literal and as something else', () => {
  const found = tried('aws:x', [
    ['StringEquals', ['red']],
    ['StringEquals', ['blue']],
    ['Null', ['true']],
  ]);
  expect(answers(found).sort()).toEqual(['000', '001', '010', '100']);
});

test('values that no condition can tell apart are tried once', () => {
  const found = tried('aws:x', [['StringEquals', ['a', 'b', 'c', 'd']]]);
  expect(answers(found).sort()).toEqual(['0', '1']);
});

test('a value that matches two patterns at once is found', () => {
  const found = tried('aws:x', [
    ['StringLike', ['a*']],
    ['StringLike', ['*b']],
    ['StringEquals', ['ab']],
  ]);
  expect(new Set(answers(found))).toEqual(new Set(['000', '100', '010', '110', '111']));
  expect(found.complete).toBe(true);
});

test('patterns that exclude each other are not both matched', () => {
  const found = tried('aws:x', [
    ['StringLike', ['a*']],
    ['StringLike', ['b*']],
  ]);
  expect(answers(found)).not.toContain('11');
});

test('a value of another case is found', () => {
  const found = tried('aws:x', [
    ['StringEqualsIgnoreCase', ['red']],
    ['StringEquals', ['red', 'RED']],
  ]);
  expect(new Set(answers(found))).toEqual(new Set(['00', '10', '11']));
});

test('wildcards in the fields of an ARN cross no colon', () => {
  const found = tried('aws:x', [
    ['ArnLike', ['arn:aws:iam::*:role/a']],
    ['StringLike', ['arn:aws:iam::1:2:role/a']],
  ]);
  expect(answers(found)).not.toContain('11');
  expect(answers(found)).toContain('10');
});

test.each([
  [
    'numbers',
    [
      ['NumericLessThan', ['5']],
      ['NumericLessThan', ['7']],
      ['NumericEquals', ['5']],
    ],
    ['110', '010', '000', '011'],
  ],
  [
    'dates',
    [
      ['DateLessThan', ['2026-01-01']],
      ['DateGreaterThan', ['2025-01-01']],
    ],
    ['10', '11', '01'],
  ],
  [
    'addresses',
    [
      ['IpAddress', ['10.0.0.0/8']],
      ['IpAddress', ['10.1.0.0/16']],
      ['IpAddress', ['2001:db8::/32']],
    ],
    ['100', '110', '000', '001'],
  ],
  [
    'booleans',
    [
      ['Bool', ['true']],
      ['Bool', ['false']],
    ],
    ['10', '01'],
  ],
] as const)('%s are tried on both sides of each border', (_, conditions, expected) => {
  expect(answers(tried('aws:x', conditions))).toEqual(expect.arrayContaining([...expected]));
});

test('a multivalued key is tried with several values', () => {
  const found = tried(
    'aws:tagkeys',
    [
      ['ForAnyValue:StringEquals', ['a']],
      ['ForAnyValue:StringEquals', ['b']],
      ['ForAllValues:StringEquals', ['a']],
    ].map(([operator, wanted]) => [operator as string, wanted as readonly string[]] as const),
  );
  expect(new Set(answers({ ...found, uses: found.uses }))).toContain('110');
});
