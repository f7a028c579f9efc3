import { array, assert, constantFrom, property } from 'fast-check';
import { compileArn, matchArn } from '../../../../src/engine/arn-pattern';
import { indexContext } from '../../../../src/engine/context';
import { compileText } from '../../../../src/engine/text';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { capturesOf } from '../../../../src/engine/unknowns/texts/captures';
import { filled, templateOf } from '../../../../src/engine/unknowns/texts/template';

const keys = ['aws:u', 'aws:v'];
const context = indexContext({
  known: { 'aws:k': 'known', 'aws:many': ['a', 'b'] },
  unknown: keys.map((key) => ({ key, why: 'test' })),
});
const compiled = (source: string) =>
  source.startsWith('arn:') ? compileArn(source, true) : compileText(source, { wildcards: true, variables: true });
const templateIn = (source: string) => templateOf(compiled(source), context, (key) => keys.indexOf(key));

/** What `aws:u` may be, so that the text matches the value. */
function captured(source: string, value: string, ignoreCase = false, budget = new StepBudget(100_000)) {
  const template = templateIn(source);
  return template === undefined ? undefined : capturesOf(0, template, value, ignoreCase, budget);
}

describe('parts of the value that make the text match', () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ['at the end', 'arn:aws:s3:::b/${aws:u}', 'arn:aws:s3:::b/home', ['home']],
    ['in a field of an ARN', 'arn:*:s3:::${aws:u}/x', 'arn:aws:s3:::b/x', ['b']],
    ['before a wildcard', 'arn:aws:s3:::b/${aws:u}*', 'arn:aws:s3:::b/ab', ['', 'a', 'ab']],
    ['between wildcards', 'arn:aws:s3:::*${aws:u}*', 'arn:aws:s3:::ab', ['', 'a', 'ab', 'b']],
    ['beside another unknown key', 'arn:aws:s3:::${aws:u}/${aws:v}', 'arn:aws:s3:::p/q/r', ['p', 'p/q']],
    ['beside a known key', 'arn:aws:s3:::${aws:k}/${aws:u}', 'arn:aws:s3:::known/x', ['x']],
    ['twice', 'arn:aws:s3:::${aws:u}/${aws:u}', 'arn:aws:s3:::a/a', ['a']],
    ['twice, which differ', 'arn:aws:s3:::${aws:u}/${aws:u}', 'arn:aws:s3:::a/b', []],
    ['in two fields', 'arn:aws:${aws:u}:*::${aws:u}*', 'arn:aws:s3:x::s3', ['s3']],
    ['in two fields, which differ', 'arn:aws:${aws:u}:*::${aws:u}', 'arn:aws:s3:x::b', []],
    ['where nothing fits', 'arn:aws:s3:::c/${aws:u}', 'arn:aws:s3:::b/x', []],
    ['where another field does not fit', 'arn:*:sqs:::${aws:u}', 'arn:aws:s3:::b', []],
    ['in what is no ARN', 'arn:*:s3:::${aws:u}', 'b', []],
  ])('%s', (_, source, value, expected) => {
    expect(captured(source, value)).toEqual({ texts: expected, complete: true });
  });
});

test('a variable without a value leaves nothing to match', () => {
  expect(captured('arn:aws:s3:::${aws:none}/${aws:u}', 'arn:aws:s3:::a/b')).toBeUndefined();
  expect(captured('arn:aws:s3:::${aws:many}/${aws:u}', 'arn:aws:s3:::a/b')).toBeUndefined();
  expect(captured("arn:aws:s3:::${aws:none, 'a'}/${aws:u}", 'arn:aws:s3:::a/b')?.texts).toEqual(['b']);
});

describe('letters of either case', () => {
  test('give the parts in the case of the value', () => {
    expect(captured('${aws:u}-X', 'Red-x', true)).toEqual({ texts: ['Red'], complete: true });
    expect(captured('${aws:u}-X', 'Red-x', false)).toEqual({ texts: [], complete: true });
  });

  test('of which one is longer than the other are not taken apart', () => {
    expect(captured('${aws:u}', 'İ', true)).toEqual({ texts: [], complete: false });
  });
});

test('what is captured matches, and nothing else does', () => {
  const pieces = array(constantFrom('a', 'b', '*', '?', '${aws:u}'), { minLength: 1, maxLength: 4 });
  const letters = array(constantFrom('a', 'b'), { maxLength: 4 });
  const law = property(pieces, letters, letters, (source, value, part) => {
    const text = `arn:aws:s3:::${source.join('')}`;
    const seen = `arn:aws:s3:::${value.join('')}`;
    if (!text.includes('${')) return;
    const pattern = filled(templateIn(text)!, () => [part.join('')]);
    expect(captured(text, seen)?.texts.includes(part.join(''))).toBe(matchArn(pattern!, seen));
  });
  assert(law, { numRuns: 500 });
});

test('what is too much is not said to be all', () => {
  const long = 'abcdefghij'.repeat(10);
  expect(
    captured('*${aws:u}*', Array.from(long, (_, at) => String.fromCodePoint(0x4e00 + at)).join(''))?.complete,
  ).toBe(false);
  expect(captured('${aws:u}', long)).toEqual({ texts: [long], complete: true });
  expect(captured('${aws:u}', long, false, new StepBudget(10))).toEqual({ texts: [], complete: false });
});
