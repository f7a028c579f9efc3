import { Condition } from '../../src/engine/condition';
import { indexContext } from '../../src/engine/context';
import { operatorNamed, type Operator } from '../../src/engine/operators';
import type { Truth } from '../../src/engine/truth';

const key = 'aws:PrincipalTag/k';

function match(
  operator: string,
  wanted: readonly string[],
  seen: string | readonly string[] | undefined,
  more: { readonly known?: Readonly<Record<string, string>>; readonly unknown?: readonly string[]; old?: true } = {},
): Truth {
  const context = indexContext({
    known: { ...more.known, ...(seen === undefined ? {} : { [key]: seen }) },
    unknown: (more.unknown ?? []).map((name) => ({ key: name, why: 'test' })),
  });
  const condition = new Condition(operator, operatorNamed(operator) as Operator, key, wanted, more.old !== true);
  return condition.match(context);
}

type Row = readonly [
  operator: string,
  wanted: readonly string[],
  seen: string | readonly string[] | undefined,
  expected: Truth,
];

describe('texts', () => {
  test.each<Row>([
    ['StringEquals', ['red'], 'red', true],
    ['StringEquals', ['red'], 'Red', false],
    ['StringEquals', ['r*'], 'red', false],
    ['StringEquals', ['blue', 'red'], 'red', true],
    ['StringEquals', ['1', '2', '3', '4', '5', '6', '7', '8', '9'], '9', true],
    ['StringEquals', ['1', '2', '3', '4', '5', '6', '7', '8', '9'], '0', false],
    ['StringNotEquals', ['blue', 'red'], 'red', false],
    ['StringNotEquals', ['blue', 'green'], 'red', true],
    ['StringEqualsIgnoreCase', ['RED'], 'red', true],
    ['StringNotEqualsIgnoreCase', ['RED'], 'red', false],
    ['StringLike', ['r*d'], 'red', true],
    ['StringLike', ['r?d'], 'reed', false],
    ['StringLike', ['r??d'], 'reed', true],
    ['StringLike', ['*'], '', true],
    ['StringNotLike', ['r*'], 'red', false],
    ['StringLike', ['1', '2', '3', '4', '5', '6', '7', '8', 'r*'], 'red', true],
    ['StringLike', ['1', '2', '3', '4', '5', '6', '7', '8', 'r*'], 'r*', true],
    ['StringLike', ['a*', 'b*', 'c*', 'd*', 'e*', 'f*', 'g*', 'h*', 'r*'], 'red', true],
    ['StringEqualsIgnoreCase', ['1', '2', '3', '4', '5', '6', '7', '8', 'RED'], 'Red', true],
    ['StringEqualsIgnoreCase', ['blue', 'RED'], 'Red', true],
    ['StringLike', ['1', '2', '3', '4', '5', '6', '7', '8', '${aws:none}'], 'unresolved', false],
    ['BinaryEquals', ['QmluYXJ5'], 'QmluYXJ5', true],
    ['BinaryEquals', ['QmluYXJ5'], 'qmluyxj5', false],
  ])('%s %j for %j is %s', (operator, wanted, seen, expected) => expect(match(operator, wanted, seen)).toBe(expected));
});

describe('numbers, dates, booleans and addresses', () => {
  test.each<Row>([
    ['NumericEquals', ['1.20'], '1.2', true],
    ['NumericNotEquals', ['1'], '2', true],
    ['NumericLessThan', ['10'], '9', true],
    ['NumericLessThan', ['10'], '10', false],
    ['NumericLessThanEquals', ['10'], '10', true],
    ['NumericGreaterThan', ['10'], '1e2', true],
    ['NumericGreaterThanEquals', ['10'], '-10', false],
    ['NumericEquals', ['ten'], '10', false],
    ['NumericLessThan', ['4000000000'], '2025-01-01', false],
    ['NumericEquals', ['ten', '9', '10'], '10', true],
    ['NumericNotEquals', ['ten', '9', '10'], '10', false],
    ['NumericLessThan', ['ten'], '-1', false],
    ['NumericLessThan', ['10'], 'few', false],
    ['DateEquals', ['2026-11-23T12:00:00Z'], '2026-11-23T13:00:00+01:00', true],
    ['DateEquals', ['2026-11-23T12:00:00Z'], '1795435200', true],
    ['DateLessThan', ['2026-11-24'], '2026-11-23T23:59:59Z', true],
    ['DateGreaterThan', ['2026-11-24'], '2026-11-24T00:00:00Z', false],
    ['DateNotEquals', ['2026-11-24'], 'someday', true],
    ['Bool', ['true'], 'true', true],
    ['Bool', ['true'], 'false', false],
    ['Bool', ['False', 'TRUE'], 'true', true],
    ['Bool', ['false'], 'true', false],
    ['IpAddress', ['10.0.0.0/8'], '10.255.0.1', true],
    ['IpAddress', ['10.0.0.0/8'], '11.0.0.0', false],
    ['IpAddress', ['0.0.0.0/0'], '2001:db8::1', false],
    ['IpAddress', ['2001:db8::/33'], '2001:db8:7fff::1', true],
    ['IpAddress', ['2001:db8::/33'], '2001:db8:8000::1', false],
    ['IpAddress', ['192.0.2.7'], '192.0.2.7', true],
    ['IpAddress', ['10.0.0.0/33'], '10.0.0.0', false],
    ['NotIpAddress', ['10.0.0.0/8'], '10.0.0.1', false],
    ['NotIpAddress', ['10.0.0.0/8'], 'AWS Internal', true],
  ])('%s %j for %j is %s', (operator, wanted, seen, expected) => expect(match(operator, wanted, seen)).toBe(expected));
});

describe('ARNs are compared field by field', () => {
  test.each<Row>([
    ['ArnLike', ['arn:aws:iam::*:role/app'], 'arn:aws:iam::111122223333:role/app', true],
    ['ArnEquals', ['arn:aws:iam::*:role/*'], 'arn:aws:iam::111122223333:role/a/b', true],
    ['ArnLike', ['arn:aws:x:*:finance/*'], 'arn:aws:x:us-east-2:1:store/a:1:finance/d', false],
    ['ArnLike', ['arn:aws:s3:::b*'], 'arn:aws:s3:::b/x:y:z', true],
    ['ArnLike', ['arn:aws:s3'], 'arn:aws:s3:::b', true],
    ['ArnNotLike', ['arn:aws:s3:::b'], 'arn:aws:s3:::c', true],
    ['ArnNotEquals', ['arn:aws:s3:::b'], 'arn:aws:s3:::b', false],
    ['ArnLike', ['arn:aws:s3:*:*:b'], 'no arn', false],
  ])('%s %j for %j is %s', (operator, wanted, seen, expected) => expect(match(operator, wanted, seen)).toBe(expected));
});

describe('absent keys, sets and Null', () => {
  test.each<Row>([
    ['StringEquals', ['a'], undefined, false],
    ['StringNotEquals', ['a'], undefined, true],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringNotLikeIfExists', ['a'], undefined, true],
    ['NumericLessThan', ['1'], undefined, false],
    ['Null', ['true'], undefined, true],
    ['Null', ['false'], undefined, false],
    ['Null', ['false'], 'x', true],
    ['Null', ['true'], [], true],
    ['Null', ['false', 'true'], undefined, true],
    ['Null', ['false', 'TRUE'], 'x', true],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], true],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'a'], false],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAnyValue:StringEquals', ['a'], ['b', 'a'], true],
    ['ForAnyValue:StringEquals', ['a'], ['b'], false],
    ['ForAnyValue:StringNotEquals', ['a'], undefined, false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
    ['ForAnyValue:StringLike', ['a*'], 'ab', true],
    ['StringEquals', ['a'], ['b', 'a'], true],
    ['StringNotEquals', ['a'], ['b', 'a'], false],
  ])('%s %j for %j is %s', (operator, wanted, seen, expected) => expect(match(operator, wanted, seen)).toBe(expected));
});

describe('variables', () => {
  const known = { 'aws:username': 'alice', 'aws:PrincipalTag/star': '*' };
  test.each([
    ['StringEquals', '${aws:username}', 'alice', true],
    ['StringEquals', '${AWS:UserName}', 'alice', true],
    ['StringLike', 'home/${aws:username}/*', 'home/alice/x', true],
    ['StringLike', '${aws:PrincipalTag/star}', 'anything', false],
    ['StringLike', '${aws:PrincipalTag/star}', '*', true],
    ['StringEquals', "${aws:PrincipalTag/none, 'all'}", 'all', true],
    ['StringEquals', '${aws:PrincipalTag/none}', '', false],
    ['StringEqualsIgnoreCase', '${aws:username}', 'ALICE', true],
    ['StringEqualsIgnoreCase', 'X-${aws:username}', 'x-Alice', true],
    ['ArnLike', 'arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/alice', true],
    ['ArnLike', 'arn:aws:iam::1:user/${aws:PrincipalTag/none}', 'unresolved', false],
    ['StringEquals', '${aws:PrincipalTag/none}', 'unresolved', false],
    ['StringNotEquals', '${aws:PrincipalTag/none}', 'x', true],
    ['StringLike', 'a${*}', 'ab', false],
    ['StringLike', 'a${*}', 'a*', true],
    ['StringEquals', '${$}{x}', '${x}', true],
    ['StringEquals', '${unclosed', '${unclosed', true],
    ['NumericEquals', '${aws:username}', 'alice', false],
  ])('%s %s for %s is %s', (operator, wanted, seen, expected) =>
    expect(match(operator, [wanted], seen, { known })).toBe(expected),
  );

  test('are text in a policy of 2008', () => {
    expect(match('StringEquals', ['${aws:username}'], '${aws:username}', { known, old: true })).toBe(true);
  });
});

describe('what cannot be known', () => {
  test.each([
    ['StringEquals', ['a'], undefined],
    ['StringNotEquals', ['a'], undefined],
    ['Null', ['true'], undefined],
    ['StringLike', ['*'], undefined],
    ['ForAllValues:StringEquals', ['a'], undefined],
  ])('%s %j on an unknown key is unknown', (operator, wanted, expected) =>
    expect(match(operator, wanted, undefined, { unknown: ['aws:PrincipalTag/*'] })).toBe(expected),
  );

  test('a value that matches without the unknown variable matches', () => {
    const unknown = ['aws:username'];
    expect(match('StringEquals', ['${aws:username}', 'a'], 'a', { unknown })).toBe(true);
    expect(match('StringEquals', ['${aws:username}', 'b'], 'a', { unknown })).toBe(undefined);
    expect(match('StringNotEquals', ['${aws:username}', 'a'], 'a', { unknown })).toBe(false);
  });

  test('a known key wins over a pattern of unknown ones', () => {
    expect(match('StringEquals', ['a'], 'a', { unknown: ['aws:*'] })).toBe(true);
    expect(match('Null', ['true'], [], { unknown: ['aws:*'] })).toBe(true);
  });
});

test.each(['stringequals', 'StringEqual', 'NullIfExists', 'ForEach:StringEquals', 'IfExists', '', 'constructor'])(
  'AWS has no operator `%s`',
  (name) => expect(operatorNamed(name)).toBeUndefined(),
);

describe('a key of which is known only what it is not', () => {
  const ours = 'o-ours';
  test.each<readonly [operator: string, wanted: readonly string[], otherThan: string, expected: Truth]>([
    ['StringEquals', [ours], ours, false],
    ['StringNotEquals', [ours], ours, true],
    ['StringNotEqualsIfExists', [ours], ours, true],
    ['StringEqualsIgnoreCase', [ours], ours, false],
    ['StringLike', [ours], ours, false],
    ['ForAnyValue:StringLike', [`${ours}/*`], `${ours}/*`, false],
    ['ForAnyValue:StringLike', [`${ours}/r-1/ou-1/*`], `${ours}/*`, false],
    // Absent it matches, otherwise not.
    ['StringEqualsIfExists', [ours], ours, undefined],
    ['ForAllValues:StringLike', [`${ours}/*`], `${ours}/*`, undefined],
    ['Null', ['true'], ours, undefined],
    ['Null', ['true', 'false'], ours, true],
    // Another one may be meant.
    ['StringEquals', [ours, 'o-theirs'], ours, undefined],
    ['StringLike', ['o-*'], ours, undefined],
    ['StringLike', ['o-our?'], ours, undefined],
    ['StringEquals', ['${aws:PrincipalTag/home}'], ours, undefined],
    ['StringEqualsIgnoreCase', ['O-OURS'], ours, undefined],
  ])('%s %j, other than %s: %s', (operator, wanted, otherThan, expected) => {
    const context = indexContext({ known: {}, unknown: [{ key, why: 'test', otherThan }] });
    const condition = new Condition(operator, operatorNamed(operator) as Operator, key, wanted, true);
    expect(condition.match(context)).toBe(expected);
  });
});

describe('a key of which one value is known, and perhaps not all', () => {
  const athena = 'athena.amazonaws.com';
  const other = 'cloudformation.amazonaws.com';
  test.each<readonly [operator: string, wanted: readonly string[], expected: Truth]>([
    ['ForAnyValue:StringEquals', [athena], true],
    ['ForAnyValue:StringLike', ['athena.*'], true],
    ['ForAnyValue:StringNotEquals', [other], true],
    ['ForAllValues:StringNotEquals', [athena], false],
    ['ForAllValues:StringEquals', [other], false],
    ['Null', ['true'], false],
    ['Null', ['false'], true],
    // Another value may stand beside it.
    ['ForAnyValue:StringEquals', [other], undefined],
    ['ForAnyValue:StringNotEquals', [athena], undefined],
    ['ForAllValues:StringEquals', [athena], undefined],
    ['ForAllValues:StringNotEquals', [other], undefined],
    ['StringEquals', [athena], undefined],
  ])('%s %j: %s', (operator, wanted, expected) => {
    const context = indexContext({ known: {}, unknown: [{ key, why: 'test', including: athena }] });
    const condition = new Condition(operator, operatorNamed(operator) as Operator, key, wanted, true);
    expect(condition.match(context)).toBe(expected);
  });
});
