import { candidatesOf, type Candidates } from '../../../../src/engine/unknowns/candidates/candidates';
import { useOf } from '../../../../src/engine/unknowns/candidates/key-use';
import { comparedTexts } from '../../../../src/engine/unknowns/comparisons/compared-texts';
import { sharedTexts } from '../../../../src/engine/unknowns/comparisons/shared-texts';
import type { OpenKey, Value } from '../../../../src/engine/unknowns/open-keys';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { exactly } from '../../../../src/engine/unknowns/texts/text-lists';
import { rulesOf, singleValued, when, type Situation } from '../open-rules';

interface Row extends Partial<Situation> {
  readonly key?: Partial<OpenKey>;
  readonly statements: readonly object[];
  /** The statements count together. */
  readonly together?: true;
  readonly steps?: number;
}

/** What the first unknown key is tried with, if these statements hang on it. */
function tried({ key = {}, statements, together, steps = 100_000, ...more }: Row): Candidates {
  const situation = { unknown: ['aws:u'], ...more };
  const budget = new StepBudget(steps);
  const keys = situation.unknown.map((name, at) => ({ ...singleValued(name), ...(at === 0 ? key : {}) }));
  const rules = rulesOf(statements, situation, (at) => (together ? 0 : at));
  const [texts] = sharedTexts(keys, rules, comparedTexts(rules), budget);
  return candidatesOf(useOf(0, keys[0]!, rules, texts!), budget, 'all');
}

/** The first letter that no pattern holds: any text of which nothing is said. */
const other = 'ø';

describe('one value of every kind that the statements tell apart', () => {
  test.each<readonly [string, Row, readonly Value[]]>([
    ['a text', { statements: [when('StringEquals', 'aws:u', 'red')] }, ['red']],
    ['a text that it must not be', { statements: [when('StringNotEquals', 'aws:u', 'red')] }, ['red']],
    ['texts of one list', { statements: [when('StringEquals', 'aws:u', 'a', 'b', 'c')] }, ['a']],
    [
      'texts of two statements',
      { statements: [when('StringEquals', 'aws:u', 'red'), when('StringEquals', 'aws:u', 'blue')] },
      ['red', 'blue'],
    ],
    [
      'texts of two statements that count together',
      { together: true, statements: [when('StringEquals', 'aws:u', 'red'), when('StringEquals', 'aws:u', 'blue')] },
      ['red'],
    ],
    ['a pattern', { statements: [when('StringLike', 'aws:u', 'a*b')] }, ['ab']],
    ['patterns of one list', { statements: [when('StringNotLike', 'aws:u', '*a*', '*b*', '?c')] }, ['a']],
    [
      'patterns that overlap',
      { statements: [when('StringLike', 'aws:u', 'a*'), when('StringLike', 'aws:u', '*b')] },
      ['a', 'b', 'ab'],
    ],
    [
      'patterns that exclude each other',
      { statements: [when('StringLike', 'aws:u', 'a*'), when('StringLike', 'aws:u', 'b*')] },
      ['a', 'b'],
    ],
    [
      'letters of either case',
      { statements: [when('StringEqualsIgnoreCase', 'aws:u', 'red'), when('StringEquals', 'aws:u', 'red')] },
      ['red', 'reD'],
    ],
    ['presence alone', { statements: [when('Null', 'aws:u', 'true')] }, [other]],
    [
      'presence and a text',
      { statements: [when('Null', 'aws:u', 'true'), when('StringEquals', 'aws:u', 'red')] },
      [other, 'red'],
    ],
    [
      'two conditions of one statement',
      { statements: [{ Condition: { StringLike: { 'aws:u': 'a*' }, StringNotEquals: { 'aws:u': 'ab' } } }] },
      ['a'],
    ],
    [
      'what no text can meet',
      { statements: [{ Condition: { StringEquals: { 'aws:u': 'a' }, StringLike: { 'aws:u': 'b*' } } }] },
      [],
    ],
    [
      'a condition beside one on another key',
      {
        unknown: ['aws:u', 'aws:v'],
        statements: [
          { Condition: { StringEquals: { 'aws:u': 'a', 'aws:v': 'b' } } },
          when('StringEquals', 'aws:u', 'c'),
        ],
      },
      ['c', 'a'],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });
});

describe('as a variable, the key is tried with the parts that make its text match', () => {
  test.each<readonly [string, Row, readonly Value[]]>([
    ['of the resource', { resource: 'arn:aws:s3:::b/x', statements: [{ Resource: 'arn:*:s3:::${aws:u}/x' }] }, ['b']],
    ['none, where nothing fits', { statements: [{ Resource: 'arn:aws:s3:::c/${aws:u}' }] }, []],
    [
      'of the value of a known key',
      { known: { 'aws:k': 'red!' }, statements: [when('StringEquals', 'aws:k', '${aws:u}!')] },
      ['red'],
    ],
    [
      'and with another text that a condition in any case takes for the same',
      {
        resource: 'arn:aws:s3:::b/red',
        statements: [when('StringEqualsIgnoreCase', 'aws:u', 'RED'), { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['red', 'reD'],
    ],
    [
      'for two statements',
      {
        resource: 'arn:aws:s3:::b/p',
        statements: [{ Resource: 'arn:aws:s3:::${aws:u}/p' }, { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['b', 'p'],
    ],
    [
      'beside another unknown key',
      {
        unknown: ['aws:u', 'aws:v'],
        resource: 'arn:aws:s3:::b/p/q',
        statements: [{ Resource: 'arn:aws:s3:::b/${aws:u}/${aws:v}' }],
      },
      [other, 'p'],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });
});

describe('numbers, dates, addresses and booleans are tried as such', () => {
  test.each<readonly [string, Row, readonly Value[]]>([
    ['a number on both sides', { statements: [when('NumericLessThan', 'aws:u', '5')] }, ['4']],
    [
      'numbers between the borders of two statements',
      { statements: [when('NumericGreaterThan', 'aws:u', '5'), when('NumericLessThan', 'aws:u', '5.5')] },
      ['4', '6', '5.25'],
    ],
    [
      'dates between the borders of two statements',
      {
        statements: [
          when('DateGreaterThan', 'aws:u', '2026-01-01'),
          when('DateLessThan', 'aws:u', '2026-01-01T00:00:01Z'),
        ],
      },
      ['2025-12-31T23:59:59.000Z', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:00.500Z'],
    ],
    [
      'an address of each range, and of none',
      { statements: [when('IpAddress', 'aws:u', '10.0.0.0/8'), when('IpAddress', 'aws:u', '10.0.0.0/16')] },
      ['10.0.0.0', '10.255.255.255'],
    ],
    ['a boolean', { statements: [when('Bool', 'aws:u', 'true')] }, ['true']],
    [
      'a boolean and a text',
      { statements: [when('Bool', 'aws:u', 'true'), when('StringEquals', 'aws:u', 'false')] },
      ['true', 'false'],
    ],
    [
      'a number and a text',
      { statements: [when('NumericLessThan', 'aws:u', '5'), when('StringEquals', 'aws:u', 'x')] },
      ['4', 'x'],
    ],
    [
      'a number that is a variable as well, and the same number as another text',
      {
        resource: 'arn:aws:s3:::b/4',
        statements: [when('NumericLessThan', 'aws:u', '5'), { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['4', '4e0'],
    ],
    [
      'a point in time in the same way',
      {
        resource: 'arn:aws:s3:::b/2026-01-01T00:00:00.000Z',
        statements: [when('DateEquals', 'aws:u', '2026-01-01'), { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000+00:00'],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });

  test('a number that is like a pattern is not looked for, and it says so', () => {
    const both = (pattern: string) =>
      tried({ statements: [when('NumericLessThan', 'aws:u', '5'), when('StringLike', 'aws:u', pattern)] });
    expect(both('7*').complete).toBe(false);
    expect(both('3*')).toEqual({ values: [undefined, '4', '3', '3ø'], complete: true });
  });
});

describe('a key that holds several values is tried with sets of them', () => {
  const key = { isMultivalued: true };
  const any = (...wanted: readonly string[]) => when('ForAnyValue:StringEquals', 'aws:u', ...wanted);
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'of each kind',
      { key, statements: [any('a', 'b'), when('ForAllValues:StringEquals', 'aws:u', 'a')] },
      [[other], ['a'], ['b']],
    ],
    [
      'whether any statement takes it for a set or not',
      { key, statements: [when('StringEquals', 'aws:u', 'a')] },
      [['a']],
    ],
    ['and its presence', { key, statements: [when('Null', 'aws:u', 'true'), any('a')] }, [[other], ['a']]],
    ['by what it is compared with', { key, statements: [any('a'), any('b')] }, [['a'], ['b'], ['a', 'b']]],
    ['of statements that count together', { key, together: true, statements: [any('a'), any('b')] }, [['a']]],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });

  const having = { ...key, including: 'a' };
  test.each<readonly [string, Row, readonly Value[]]>([
    ['of it and others', { key: having, statements: [any('b')] }, [['a'], ['a', 'b']]],
    ['also where nothing tells more apart', { key: having, statements: [any('a')] }, [['a']]],
    ['and never absent', { key: having, statements: [when('Null', 'aws:u', 'true'), any('a')] }, [['a']]],
    [
      'which all are never others only',
      { key: having, statements: [when('ForAllValues:StringEquals', 'aws:u', 'b', 'a'), any('b')] },
      [['a'], ['a', other], ['a', 'b'], ['a', other, 'b']],
    ],
  ])('of which one is known: sets %s', (_, row, expected) => {
    const { values, complete } = tried(row);
    const names = (sets: readonly Value[]) => sets.map((set) => [set ?? []].flat().toSorted().join()).toSorted();
    expect({ values: names(values), complete }).toEqual({ values: names(expected), complete: true });
  });

  test('eleven that are told apart in all combinations, and of thirteen it says that there are more', () => {
    const letters = 'abcdefghijklm'.split('');
    const of = (many: number) =>
      tried({ key, statements: letters.slice(0, many).map((one) => any(one)), steps: 500_000 });
    expect(of(11).values).toHaveLength(2 ** 11);
    expect(of(11).complete).toBe(true);
    expect(of(13).complete).toBe(false);
  });

  test('a key that no set is taken of has one value', () => {
    expect(tried({ statements: [any('a'), any('b')] }).values).toEqual([undefined, 'a', 'b']);
  });
});

describe('a role of which only the path is unknown is tried with paths alone', () => {
  const start = 'arn:aws:iam::111122223333:role/';
  const name = 'aws:principalarn';
  const role = { unknown: [name], key: { role: { start, end: 'App' } } };
  const named = { ...role, key: { ...role.key, apart: [exactly(`${start}x/App`)] } };
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'by a pattern with a path',
      { ...role, statements: [when('ArnLike', name, `${start}team/*`)] },
      [`${start}team/App`],
    ],
    [
      'by its own ARN without a path',
      { ...role, statements: [when('ArnEquals', name, `${start}App`)] },
      [`${start}App`],
    ],
    [
      'by a role that a statement names',
      { ...named, statements: [when('ArnLike', name, `${start}*`)] },
      [`${start}App`, `${start}x/App`],
    ],
    ['by no role of another name', { ...role, statements: [when('ArnEquals', name, `${start}Other`)] }, []],
    [
      'by one that is no other name',
      { ...role, statements: [when('StringLike', name, `${start}*App`)] },
      [`${start}App`],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });
});

test('a key whose values are known beforehand is tried with these', () => {
  const row: Row = { key: { values: ['true', 'false'] }, statements: [when('StringEquals', 'aws:u', 'x')] };
  expect(tried(row)).toEqual({ values: ['true', 'false'], complete: true });
});

describe('it says where there may be more than it tries', () => {
  const inside = (seen: string) => ({
    known: { 'aws:k': seen },
    statements: [when('StringLike', 'aws:k', '*${aws:u}*')],
  });
  const letters = (many: number) => Array.from({ length: many }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
  test.each<readonly [string, Row, boolean]>([
    ['a text of few parts', inside(letters(20)), true],
    ['a text of more than a thousand parts', inside(letters(60)), false],
    ['enough steps', { statements: [when('StringLike', 'aws:u', 'a*')], steps: 100 }, true],
    ['too few steps', { statements: [when('StringLike', 'aws:u', 'a*')], steps: 3 }, false],
  ])('%s', (_, row, complete) => expect(tried(row).complete).toBe(complete));
});

test('each of the many texts that two keys bring one another is tried', () => {
  const texts = Array.from({ length: 30 }, (_, at) => `t${at}`);
  const situation = { unknown: ['aws:u', 'aws:v'] };
  const rules = rulesOf(
    [
      when('StringEquals', 'aws:u', '${aws:v}'),
      when('StringLike', 'aws:u', '*a?*b'),
      when('StringEquals', 'aws:v', ...texts),
    ],
    situation,
  );
  const keys = situation.unknown.map((key) => singleValued(key));
  const budget = new StepBudget(1_000_000);
  const [brought] = sharedTexts(keys, rules, comparedTexts(rules), budget);
  const { values } = candidatesOf(useOf(0, keys[0]!, rules, brought!), budget, 'all');
  expect(values).toEqual(expect.arrayContaining(texts));
});
