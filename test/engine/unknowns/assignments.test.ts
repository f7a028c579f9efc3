import { array, assert, constantFrom, property, record, tuple } from 'fast-check';
import { assignmentsOf } from '../../../src/engine/unknowns/assignments';
import type { Value } from '../../../src/engine/unknowns/open-keys';
import { StepBudget } from '../../../src/engine/unknowns/step-budget';
import { matchesWith, partsOf, rulesOf, singleValued, when, type Situation } from './open-rules';
import { textsOf } from './texts/pattern-lists';

const situation: Situation = { unknown: ['aws:a', 'aws:b'] };

/** For each way in which the statements may apply together, a text of 1 (it applies), 0 and `?` (it may). */
function found(statements: readonly object[], { of = situation, steps = 200_000, most = 4_096 } = {}) {
  const rules = rulesOf(statements, of);
  const open = { keys: of.unknown.map(singleValued), rules, apart: new Set<number>() };
  const { all, exact } = assignmentsOf(open, new StepBudget(steps), most);
  const signOf = (truth: boolean | undefined) => (truth === undefined ? '?' : String(Number(truth)));
  const ways = all.map((assignment) => statements.map((_, at) => signOf(assignment.applies(at))).join(''));
  return { ways: [...new Set(ways)].sort(), exact };
}

describe('keys that are compared with one another', () => {
  const equal = when('StringEquals', 'aws:a', '${aws:b}');
  const unequal = when('StringNotEquals', 'aws:a', '${aws:b}');
  const isRed = when('StringEquals', 'aws:a', 'red');
  const isRedToo = when('StringEquals', 'aws:b', 'red');
  const both = (operator: string, one: string, other: string) => ({
    Condition: { StringEquals: { 'aws:a': '${aws:b}' }, [operator]: { 'aws:a': one, 'aws:b': other } },
  });
  test.each<readonly [string, readonly object[], readonly string[]]>([
    ['agree or not', [equal], ['0', '1']],
    ['never agree and differ at once', [equal, unequal], ['01', '10']],
    ['agree for all statements alike', [equal, { ...equal, Sid: 'Other' }], ['00', '11']],
    [
      'agree if both are one text, and if only one is they do not',
      [equal, isRed, isRedToo],
      ['000', '001', '010', '100', '111'],
    ],
    ['agree while both are like a pattern with a single letter open', [both('StringLike', 'r?d', '*')], ['0', '1']],
    ['agree while the other one is like it', [both('StringLike', '*', 'r?d')], ['0', '1']],
    ['agree while each is like another pattern', [both('StringLike', 'r*', '*d')], ['0', '1']],
    ['cannot agree while each is like another beginning', [both('StringLike', 'r*', 'd*')], ['0']],
    ['cannot agree while one is a text that the other is not like', [both('StringLike', 'red', 'b*')], ['0']],
    ['agree as part of a text', [when('StringEquals', 'aws:a', 'x-${aws:b}'), isRedToo], ['00', '01', '10', '11']],
    [
      'agree as part of a text that is given',
      [when('StringEquals', 'aws:a', 'x-${aws:b}'), isRedToo, when('StringEquals', 'aws:a', 'x-red')],
      ['000', '001', '010', '100', '111'],
    ],
    ['agree in another case', [when('StringEqualsIgnoreCase', 'aws:a', '${aws:b}'), equal], ['00', '10', '11']],
    ['agree with anything after it', [when('StringLike', 'aws:a', '${aws:b}*'), equal], ['00', '10', '11']],
    [
      'one of which is absent',
      [equal, when('Null', 'aws:a', 'true'), when('Null', 'aws:b', 'true')],
      ['000', '001', '010', '011', '100'],
    ],
    [
      'with a text in its place where it is absent',
      [
        when('StringEquals', 'aws:a', "${aws:b, 'none'}"),
        when('Null', 'aws:b', 'true'),
        when('StringEquals', 'aws:a', 'none'),
      ],
      ['000', '001', '010', '100', '101', '111'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(found(statements)).toEqual({ ways: expected, exact: true });
  });

  test.each([2, 3, 4, 5])('a text goes along a chain of %i keys', (length) => {
    const unknown = Array.from({ length }, (_, at) => `aws:k${at}`);
    const link = Object.fromEntries(
      unknown.map((key, at) => [key, at + 1 < length ? `\${${unknown[at + 1]}}` : 'red']),
    );
    const { ways } = found([{ Condition: { StringEquals: link } }, when('StringEquals', 'aws:k0', 'red')], {
      of: { unknown },
    });
    expect(ways).toContain('11');
    expect(ways).not.toContain('10');
  });

  test('of texts in which each stands for the other, and which grow without end', () => {
    const { ways } = found([
      when('StringEquals', 'aws:a', 'x${aws:b}'),
      when('StringEquals', 'aws:b', 'y${aws:a}'),
      when('StringEquals', 'aws:a', 'xy'),
    ]);
    expect(ways).toEqual(expect.arrayContaining(['000', '010', '100', '101']));
  });
});

describe('two variables of one text decide what the other one is', () => {
  const resource = { resource: 'arn:aws:s3:::b/p/q', unknown: ['aws:a', 'aws:b'] };
  test.each<readonly [string, readonly object[], readonly string[]]>([
    ['of the resource', [{ Resource: 'arn:aws:s3:::b/${aws:a}/${aws:b}' }], ['0', '1']],
    [
      'and conditions on both',
      [
        { Resource: 'arn:aws:s3:::b/${aws:a}/${aws:b}' },
        when('StringEquals', 'aws:a', 'p'),
        when('StringEquals', 'aws:b', 'p'),
      ],
      ['000', '001', '010', '011', '110'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(found(statements, { of: resource })).toEqual({ ways: expected, exact: true });
  });
});

test('a statement on a resource that cannot be known may apply at most', () => {
  const { ways } = found([when('StringEquals', 'aws:a', 'x')], { of: { ...situation, resource: null } });
  expect(ways).toEqual(['0', '1']);
  const named = { Resource: 'arn:aws:s3:::b/*', ...when('StringEquals', 'aws:a', 'x') };
  expect(found([named], { of: { ...situation, resource: null } }).ways).toEqual(['0', '?']);
});

describe('what is too much stays unknown, and it says so', () => {
  const statements = [when('StringLike', 'aws:a', '*x*'), when('StringLike', 'aws:b', '*y*')];
  test('too many assignments', () =>
    expect(found(statements, { most: 2 })).toEqual({ ways: ['0?', '1?'], exact: false }));
  test('too few steps', () => expect(found(statements, { steps: 4 })).toEqual({ ways: ['??'], exact: false }));
});

describe('whatever short texts the keys are, the statements apply in a way that is found', () => {
  const variable = (key: string) => constantFrom('a', 'b', '?', '*', `\${${key}}`, `\${${key}}`);
  const text = (key: string) => array(variable(key), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
  const operators = constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'StringLikeIfExists',
  );
  const condition = (key: string, other: string) =>
    record({ operator: operators, wanted: array(text(other), { minLength: 1, maxLength: 2 }) }).map(
      ({ operator, wanted }) => ({
        [operator]: { [key]: wanted },
      }),
    );
  const on = (key: string, other: string) => condition(key, other).map((Condition) => ({ Condition }));
  const statement = constantFrom('aws:a', 'aws:b').chain((key) => {
    const other = key === 'aws:a' ? 'aws:b' : 'aws:a';
    return tuple(on(key, other), condition(other, key)).map(([one, more]) => [
      one,
      { Condition: { ...more, ...one.Condition } },
    ]);
  });
  const values: readonly Value[] = [undefined, ...textsOf(['a', 'b', 'c'], 2), 'aab', 'aba', 'bab', 'abab'];

  test('with patterns, single letters left open and variables', () => {
    const law = property(array(statement, { minLength: 1, maxLength: 2 }), (made) => {
      const statements = made.flat();
      const parts = statements.map((json) => partsOf(json, situation));
      const { ways } = found(statements);
      for (const a of values) {
        for (const b of values) {
          const applies = parts.map((all) =>
            all.every((part) => matchesWith(part, situation, { 'aws:a': a, 'aws:b': b }) === true),
          );
          const fits = ways.some((way) => applies.every((one, at) => way[at] === '?' || way[at] === (one ? '1' : '0')));
          if (!fits) throw new Error(`${JSON.stringify({ a, b, applies })} is not among ${ways.join()}`);
        }
      }
    });
    assert(law, { numRuns: Number(process.env['CULPRIT_RUNS'] ?? 40) });
  });
});
