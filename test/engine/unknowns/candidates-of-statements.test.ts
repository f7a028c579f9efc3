import { defined } from '../../../src/defined';
import { completeContext, indexContext } from '../../../src/engine/context';
import { prepare } from '../../../src/engine/match';
import { parseStatement, type Statement } from '../../../src/engine/statement';
import { noteUses, Uses } from '../../../src/engine/unknowns/uses';
import { valuesToTry, type Candidates, type KeyUses, type Value } from '../../../src/engine/unknowns/candidates';

interface Row {
  readonly key?: string;
  /** Of the unknown keys, besides `key`. */
  readonly unknown?: readonly string[];
  readonly known?: Readonly<Record<string, string>>;
  readonly resource?: string;
  readonly others?: Readonly<Record<string, readonly Value[]>>;
  readonly roles?: readonly string[];
  readonly roleOfUnknownPath?: KeyUses['roleOfUnknownPath'];
  readonly statements: readonly object[];
}

/** What the key is tried with, if these statements hang on it. */
function tried(row: Row): Candidates {
  const { key = 'aws:u', unknown = [], known = {}, others = {}, roles = [] } = row;
  const context = { known, unknown: [key, ...unknown].map((one) => ({ key: one, why: 'test' })) };
  const uses = new Uses();
  for (const json of row.statements) {
    const statement = parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', ...json }, 1, true) as Statement;
    const resource = row.resource ?? 'arn:aws:s3:::b/k';
    const asked = { principal: { type: 'anonymous' }, action: 's3:GetObject', resource } as const;
    noteUses(statement, prepare({ ...asked, context: completeContext(context, new Map(), { uses }) }), uses);
  }
  const index = indexContext(context);
  const own: KeyUses = {
    key,
    conditions: [...(uses.conditions.get(key) ?? [])].map((condition) => ({ condition, context: index })),
    variables: uses.variables.filter(({ keys }) => keys.includes(key)).map((use) => ({ use, context: index })),
    roles,
    ...defined({ roleOfUnknownPath: row.roleOfUnknownPath }),
  };
  return valuesToTry(own, new Map(Object.entries(others)));
}

const when = (operator: string, key: string, ...wanted: readonly string[]) => ({
  Condition: { [operator]: { [key]: wanted } },
});
/** The first character that no pattern holds: any text of which nothing is said. */
const other = 'ø';

describe('as a variable, the key is tried with the parts that make its text match', () => {
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'at the end',
      { resource: 'arn:aws:s3:::b/home', statements: [{ Resource: 'arn:aws:s3:::b/${aws:u}' }] },
      ['home'],
    ],
    [
      'in a field of an ARN',
      { resource: 'arn:aws:s3:::b/x', statements: [{ Resource: 'arn:*:s3:::${aws:u}/x' }] },
      ['b'],
    ],
    [
      'before a wildcard',
      { resource: 'arn:aws:s3:::b/abc', statements: [{ Resource: 'arn:aws:s3:::b/${aws:u}*' }] },
      [''],
    ],
    ['none, where nothing fits', { statements: [{ Resource: 'arn:aws:s3:::c/${aws:u}' }] }, []],
    [
      'of the value of a known key',
      { known: { 'aws:k': 'red!' }, statements: [when('StringEquals', 'aws:k', '${aws:u}!')] },
      ['red'],
    ],
    [
      'in any case',
      { known: { 'aws:k': 'Red-x' }, statements: [when('StringEqualsIgnoreCase', 'aws:k', '${aws:u}-X')] },
      ['Red'],
    ],
    [
      'and with another text that a condition in any case takes for the same',
      {
        resource: 'arn:aws:s3:::b/red',
        statements: [when('StringEqualsIgnoreCase', 'aws:u', 'RED'), { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['red', 'reD'],
    ],
    ['in its own case', { known: { 'aws:k': 'Red-x' }, statements: [when('StringEquals', 'aws:k', '${aws:u}-X')] }, []],
    [
      'with the fresh character in it',
      { known: { 'aws:k': 'ø' }, statements: [when('StringLike', 'aws:k', '${aws:u}')] },
      ['ø'],
    ],
    ['of a condition on an absent key', { statements: [when('StringEquals', 'aws:absent', '${aws:u}')] }, []],
    [
      'for two statements',
      {
        resource: 'arn:aws:s3:::b/p',
        statements: [{ Resource: 'arn:aws:s3:::${aws:u}/p' }, { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['b', 'p'],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });
});

describe('beside another unknown key it is tried with what may be right for some value of that', () => {
  const both = { unknown: ['aws:v'] };
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'two variables of one text',
      { ...both, resource: 'arn:aws:s3:::b/p/q', statements: [{ Resource: 'arn:aws:s3:::b/${aws:u}/${aws:v}' }] },
      [other, 'p'],
    ],
    [
      'two variables of one ARN that has wildcards',
      { ...both, resource: 'arn:aws:s3:::b/p', statements: [{ Resource: 'arn:*:s3:::${aws:v}/${aws:u}' }] },
      [other, 'p'],
    ],
    [
      'a variable in what the other is compared with',
      { ...both, statements: [when('StringEquals', 'aws:v', 'a-${aws:u}')] },
      [other],
    ],
    [
      'whose values are known',
      {
        ...both,
        others: { 'aws:v': ['a-1', 'b', undefined, ['a-2']], 'aws:u': ['a-3'] },
        statements: [when('StringEquals', 'aws:v', 'a-${aws:u}')],
      },
      [other, '1'],
    ],
    [
      'the key compared with the other',
      {
        ...both,
        others: { 'aws:v': ['1', undefined, ['x'], '2'] },
        statements: [when('StringEquals', 'aws:u', 'a-${aws:v}', 'c')],
      },
      [other, 'a-1', 'a-2', 'c'],
    ],
    [
      'the key like the other, whatever its case',
      { ...both, others: { 'aws:v': ['Red'] }, statements: [when('StringEqualsIgnoreCase', 'aws:u', '${aws:v}')] },
      ['', other, 'red'],
    ],
    ['nothing known of the other', { ...both, statements: [when('StringEquals', 'aws:u', 'a-${aws:v}')] }, [other]],
    [
      'two such patterns, of which one has an absent variable',
      {
        ...both,
        others: { 'aws:v': ['1'] },
        statements: [when('StringEquals', 'aws:u', 'a-${aws:absent}-${aws:v}', 'b')],
      },
      ['b'],
    ],
  ])('%s', (_, row, expected) => {
    const { values, complete } = tried(row);
    expect(values).toEqual([undefined, ...expected]);
    expect(complete).toBe(true);
  });

  test('no more than some hundreds of its values are taken', () => {
    const many = Array.from({ length: 300 }, (_, at) => `v${at}`);
    const { values } = tried({
      ...both,
      others: { 'aws:v': many },
      statements: [when('StringEquals', 'aws:u', '${aws:v}')],
    });
    expect(values).toHaveLength(203);
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
      'a number and a text',
      { statements: [when('NumericLessThan', 'aws:u', '5'), when('StringEquals', 'aws:u', 'x')] },
      ['x', '4'],
    ],
    [
      'a number that is a variable as well',
      {
        resource: 'arn:aws:s3:::b/7',
        statements: [when('NumericLessThan', 'aws:u', '5'), { Resource: 'arn:aws:s3:::b/${aws:u}' }],
      },
      ['7', '4'],
    ],
    [
      'a date and an address',
      { statements: [when('DateLessThan', 'aws:u', '2026-01-01'), when('IpAddress', 'aws:u', '10.0.0.0/8')] },
      ['2025-12-31T23:59:59.000Z', '10.0.0.0'],
    ],
    [
      'a number whose text a variable stands for, and the same number as another text',
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
    ['a boolean', { statements: [when('Bool', 'aws:u', 'true')] }, ['true']],
    ['presence alone', { statements: [when('Null', 'aws:u', 'true')] }, [other]],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });
});

describe('a key that holds several values is tried with sets of them', () => {
  const anyOf = (key: string) => [
    when('ForAnyValue:StringEquals', key, 'a'),
    when('ForAnyValue:StringEquals', key, 'b'),
  ];
  const sets = [['a'], ['b'], ['a', 'b']];
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'one of those that AWS fills so',
      {
        key: 'aws:tagkeys',
        statements: [
          when('ForAnyValue:StringEquals', 'aws:tagkeys', 'a', 'b'),
          when('ForAllValues:StringEquals', 'aws:tagkeys', 'a'),
        ],
      },
      [[other], ['a'], [other, 'a']],
    ],
    [
      'whether any statement takes it for a set or not',
      { key: 'aws:tagkeys', statements: [when('StringEquals', 'aws:tagkeys', 'a')] },
      [['a']],
    ],
    [
      'and its presence',
      {
        key: 'aws:tagkeys',
        statements: [when('Null', 'aws:tagkeys', 'true'), when('ForAnyValue:StringEquals', 'aws:tagkeys', 'a')],
      },
      [[other], ['a']],
    ],
    ['one of a session, by what it is compared with', { key: 'saml:edu', statements: anyOf('saml:edu') }, sets],
    [
      'one of a session, of which one statement takes a single value',
      { key: 'saml:edu', statements: [...anyOf('saml:edu'), when('StringEquals', 'saml:edu', 'c')] },
      [['a'], ['b'], ['a', 'b'], ['c'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']],
    ],
    [
      'one of an application, whose name has that of AWS in it',
      { key: 'my-aws:x', statements: anyOf('my-aws:x') },
      sets,
    ],
    ['no single-valued key of AWS', { key: 'aws:u', statements: anyOf('aws:u') }, ['a', 'b']],
    ['no tag', { key: 'custom/x', statements: anyOf('custom/x') }, ['a', 'b']],
    [
      'no key that nothing takes for a set',
      { key: 'saml:edu', statements: [when('StringEquals', 'saml:edu', 'a')] },
      ['a'],
    ],
  ])('%s', (_, row, expected) => {
    expect(tried(row)).toEqual({ values: [undefined, ...expected], complete: true });
  });

  test('of very many values only some in all combinations, and it says so', () => {
    const statements = 'abcdefghijk'.split('').map((letter) => when('ForAnyValue:StringEquals', 'aws:tagkeys', letter));
    const { values, complete } = tried({ key: 'aws:tagkeys', statements });
    expect(values.slice(-4)).toEqual(['abcdefgh'.split(''), ['i'], ['j'], ['k']]);
    expect(values).toHaveLength(1 + 255 + 3);
    expect(complete).toBe(false);
  });

  test('nine values, the fresh one among them, in all combinations are everything', () => {
    const statements = 'abcdefgh'.split('').map((letter) => when('ForAnyValue:StringEquals', 'aws:tagkeys', letter));
    const { values, complete } = tried({ key: 'aws:tagkeys', statements });
    expect(values).toHaveLength(256);
    expect(complete).toBe(true);
  });
});

describe('it says where there may be more than it tries', () => {
  const inside = (seen: string, pattern: string) =>
    tried({ known: { 'aws:k': seen }, statements: [when('StringLike', 'aws:k', pattern)] });
  test.each<readonly [string, string, string, Candidates]>([
    [
      'a text as long as is read',
      'a'.repeat(120),
      '${aws:u}',
      { values: [undefined, 'a'.repeat(120)], complete: true },
    ],
    ['a longer text', 'a'.repeat(121), '${aws:u}', { values: [undefined], complete: false }],
    ['a text of few parts', 'abcdefghij', '*${aws:u}*', { values: [undefined, ''], complete: true }],
    ['a text of many parts', 'abcdefghijk', '*${aws:u}*', { values: [undefined, ''], complete: false }],
  ])('%s', (_, seen, pattern, expected) => {
    expect(inside(seen, pattern)).toEqual(expected);
  });

  test('a variable that cannot be read to its end leaves all open', () => {
    const statements = [when('StringLike', 'aws:k', '${aws:u}'), { Resource: 'arn:aws:s3:::b/${aws:u}' }];
    expect(tried({ known: { 'aws:k': 'a'.repeat(121) }, statements }).complete).toBe(false);
  });
});

describe('a role of which only the path is unknown is tried with paths alone', () => {
  const start = 'arn:aws:iam::111122223333:role/';
  const role = { key: 'aws:principalarn', roleOfUnknownPath: { start, end: 'App' } };
  test.each<readonly [string, Row, readonly Value[]]>([
    [
      'by a pattern with a path',
      { ...role, statements: [when('ArnLike', role.key, `${start}team/*`)] },
      [`${start}team/App`],
    ],
    [
      'by its own ARN without a path',
      { ...role, statements: [when('ArnEquals', role.key, `${start}App`)] },
      [`${start}App`],
    ],
    ['by a role that a statement names', { ...role, roles: [`${start}x/App`], statements: [] }, [`${start}x/App`]],
    [
      'by no role of another name',
      { ...role, roles: [`${start}x/MyApp`], statements: [when('ArnEquals', role.key, `${start}Other`)] },
      [],
    ],
    [
      'by one that is no other name',
      { ...role, statements: [when('StringLike', role.key, `${start}*App`)] },
      [`${start}App`],
    ],
  ])('%s', (_, row, expected) => {
    const { values, complete } = tried(row);
    expect(values).toEqual([undefined, ...expected]);
    expect(complete).toBe(true);
  });
});
