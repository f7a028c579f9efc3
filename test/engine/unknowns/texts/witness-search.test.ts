import { array, assert, boolean, nat, property, record } from 'fast-check';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { answerTo, type Question } from '../../../../src/engine/unknowns/texts/questions';
import { matchesList, type PatternList } from '../../../../src/engine/unknowns/texts/text-lists';
import { freshLetter, witnessesOf, type Search } from '../../../../src/engine/unknowns/texts/witness-search';
import { arnLike, inAnyCase, like, lists, textsOf } from './pattern-lists';

type Given = Omit<Search, 'fresh' | 'budget'> & { readonly most?: number };

const answersOf = ({ lists: all, questions }: Given, text: string) =>
  questions
    .map((question) => Number(answerTo(question, (list) => matchesList(all[list] as PatternList, text))))
    .join('');

/** The answers that the texts give, each combination once. */
function found({ most = 100_000, ...given }: Given) {
  const texts: string[] = [];
  const search = witnessesOf({ ...given, fresh: 'ø', budget: new StepBudget(most) });
  let next = search.next();
  for (; next.done !== true; next = search.next()) texts.push(next.value);
  return { texts, complete: next.value, answers: [...new Set(texts.map((text) => answersOf(given, text)))].sort() };
}

/** For each list: does the text match it? */
const each = (...all: readonly PatternList[]): Given => ({
  lists: all,
  questions: all.map((_, list) => [[{ list, negated: false }]]),
});

describe('there is a text for every combination of lists that some text matches', () => {
  test.each<readonly [string, Given, readonly string[]]>([
    ['nothing', each(), ['']],
    ['one text', each(like('a')), ['0', '1']],
    ['everything', each(like('*')), ['1']],
    ['a beginning', each(like('a*')), ['0', '1']],
    ['a beginning and its text', each(like('a*'), like('a')), ['00', '10', '11']],
    ['two beginnings', each(like('a*'), like('b*')), ['00', '01', '10']],
    ['a beginning and an end', each(like('a*'), like('*b')), ['00', '01', '10', '11']],
    ['one character', each(like('?'), like('a')), ['00', '10', '11']],
    ['two characters, one of them given', each(like('?a'), like('b?')), ['00', '01', '10', '11']],
    ['a middle', each(like('*a*'), like('b')), ['00', '01', '10']],
    ['one in another', each(like('*ab*'), like('*a*')), ['00', '01', '11']],
    ['letters of either case', each(inAnyCase('a'), like('A')), ['00', '10', '11']],
    ['either case and a wildcard', each(inAnyCase('A'), like('?')), ['00', '01', '11']],
    ['a wildcard that must stand for something', each(like('a?*'), like('a')), ['00', '01', '10']],
    ['a list of several', each(like('a', 'b*'), like('bb', '*c')), ['00', '01', '10', '11']],
    ['fields of an ARN', each(arnLike('arn:aws:iam::*:role/a'), like('arn:aws:iam::1:2:role/a')), ['00', '01', '10']],
    ['an ARN and a text', each(arnLike('arn:*:s3:::b*'), like('arn:x:s3:::b:c')), ['00', '10', '11']],
    ['one character of a field', each(arnLike('arn:?:s3:::b'), like('arn:::s3:::b')), ['00', '01', '10']],
  ])('%s', (_, given, expected) => {
    const { answers, complete } = found(given);
    expect({ answers, complete }).toEqual({ answers: expected, complete: true });
  });
});

describe('a question may ask for several lists', () => {
  const all = [like('*a*'), like('*b*'), like('*c*')];
  const is = (list: number) => ({ list, negated: false });
  const isNot = (list: number) => ({ list, negated: true });
  test.each<readonly [string, Question, readonly string[]]>([
    ['any of them', [[is(0)], [is(1)], [is(2)]], ['0', '1']],
    ['all of them', [[is(0), is(1), is(2)]], ['0', '1']],
    ['none of one, or none of another', [[isNot(0)], [isNot(1)], [isNot(2)]], ['0', '1']],
    ['one and not another', [[is(0), isNot(1)]], ['0', '1']],
    ['one and not the same', [[is(0), isNot(0)]], ['0']],
    ['nothing that could hold', [], ['0']],
    ['nothing that could fail', [[]], ['1']],
  ])('%s', (_, question, expected) => {
    expect(found({ lists: all, questions: [question] })).toMatchObject({ answers: expected, complete: true });
  });
});

test('no short text gives an answer that is not found', () => {
  const test = record({ list: nat(2), negated: boolean() });
  const rules = array(array(test, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 });
  const law = property(
    array(lists, { minLength: 3, maxLength: 3 }),
    array(rules, { minLength: 1, maxLength: 3 }),
    (three, questions) => {
      const given = { lists: three, questions };
      const tried = new Set(textsOf(['a', 'b', 'A', 'B', 'ø'], 4).map((text) => answersOf(given, text)));
      const { answers, complete } = found(given);
      expect(answers).toEqual(expect.arrayContaining([...tried]));
      expect(complete).toBe(true);
    },
  );
  assert(law, { numRuns: 150 });
});

describe('only texts that match the required list are wanted', () => {
  test.each<readonly [string, readonly PatternList[], readonly string[]]>([
    ['a text', [like('a'), like('a*')], ['1']],
    ['a beginning', [like('a*'), like('ab')], ['0', '1']],
    ['a length', [like('a?'), like('*b'), like('zz')], ['00', '10']],
    ['one of two', [like('ab', 'cd'), like('a*'), like('*d')], ['01', '10']],
  ])('%s', (_, all, expected) => {
    const given = { ...each(...all), questions: each(...all).questions.slice(1), required: 0 };
    const { texts, answers, complete } = found(given);
    expect({ answers, complete }).toEqual({ answers: expected, complete: true });
    expect(texts.every((text) => matchesList(all[0]!, text))).toBe(true);
  });
});

test('a thousand plain texts are one list, and their end is soon reached', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => `text-${at}`);
  const given = { ...each(like(...many), like('*-1'), like('*9*')), most: 100_000 };
  expect(found(given)).toMatchObject({ complete: true, answers: ['000', '001', '010', '011', '100', '101', '110'] });
});

test('where the budget ends before all is read, it is not said to be all', () => {
  const given = each(...['a', 'b', 'c', 'd'].map((letter) => like(`*${letter}*`)));
  const enough = found(given);
  expect(enough).toMatchObject({ complete: true });
  expect(enough.answers).toHaveLength(16);
  const little = found({ ...given, most: 10 });
  expect(little.complete).toBe(false);
  expect(little.answers.length).toBeLessThan(16);
});

describe('the simplest texts come first, so that whoever has enough stops soon', () => {
  test.each<readonly [string, Given, readonly string[]]>([
    ['of nothing', each(), ['ø']],
    ['of texts and beginnings', each(like('a'), like('b*')), ['ø', 'a', 'b', 'bø']],
    ['of a middle', each(like('a*b')), ['ø', 'ab', 'aøb']],
    ['of an ARN', each(arnLike('arn:*:s3:::?')), ['ø', 'arn::s3:::ø', 'arn:ø:s3:::ø']],
  ])('%s', (_, given, expected) => expect(found(given).texts.slice(0, expected.length)).toEqual(expected));
});

test('many patterns that all must match are put together without trying every letter', () => {
  const words = Array.from({ length: 40 }, (_, at) => `word${at}x`);
  const all = words.map((word) => like(`*${word}*`));
  const none: Question = all.map((_, list) => [{ list, negated: true }]);
  expect(found({ lists: all, questions: [none], most: 50_000 }).answers).toEqual(['0', '1']);
});

test.each([
  [[], 'ø'],
  [['aø'], 'ù'],
  [['Ø'], 'ù'],
  [['ø', 'ùú'], 'û'],
  [['øùúûüýþÿ'], 'ā'],
])('%j hold no %s', (texts, expected) => expect(freshLetter(texts)).toBe(expected));
