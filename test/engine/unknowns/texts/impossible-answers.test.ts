import { assert, property } from 'fast-check';
import { impossibleAnswers, isWithin } from '../../../../src/engine/unknowns/texts/impossible-answers';
import type { Question } from '../../../../src/engine/unknowns/texts/questions';
import { matchesList, type PatternList } from '../../../../src/engine/unknowns/texts/text-lists';
import { arnLike, inAnyCase, like, lists, textsOf } from './pattern-lists';

describe('all that is like one list is like another', () => {
  test.each<readonly [string, PatternList, PatternList, boolean]>([
    ['a text in its own list', like('a'), like('b', 'a'), true],
    ['a text in a pattern', like('xay'), like('*a*'), true],
    ['a pattern in a looser one', like('*-ab-*'), like('*-a*'), true],
    ['a pattern in a tighter one', like('*a*'), like('*ab*'), false],
    ['every one of several', like('ab*', 'ac*'), like('a*'), true],
    ['not every one', like('ab*', 'c*'), like('a*'), false],
    ['one letter in any text', like('a?'), like('a*'), true],
    ['any text in one letter', like('a*'), like('a?'), false],
    ['two letters in two', like('?a'), like('??'), true],
    ['any case in any case', inAnyCase('A'), inAnyCase('a', 'b'), true],
    ['any case in one', inAnyCase('a'), like('a'), false],
    ['fields in fields', arnLike('arn:aws:iam::1:role/a*'), arnLike('arn:*:iam::*:role/*'), true],
    ['any text in fields', like('arn:*'), arnLike('arn:*:s3:::*'), false],
    ['nothing in anything', like(), like(), true],
  ])('%s', (_, inner, outer, expected) => expect(isWithin(inner, outer)).toBe(expected));

  test('is said only where it is so', () => {
    const texts = textsOf(['a', 'b', 'B', ':'], 4);
    const law = property(lists, lists, (inner, outer) => {
      if (!isWithin(inner, outer)) return;
      for (const text of texts) if (matchesList(inner, text)) expect(matchesList(outer, text)).toBe(true);
    });
    assert(law, { numRuns: 300 });
  });
});

describe('answers that no text gives', () => {
  const [is, isNot] = [false, true].map((negated) => (list: number) => ({ list, negated })) as [
    (list: number) => { list: number; negated: boolean },
    (list: number) => { list: number; negated: boolean },
  ];
  const all = [like('*ab*'), like('*a*'), like('*c*')];
  const both = [true, false].flatMap((one) => [true, false].map((other) => [one, other]));
  test.each<readonly [string, readonly Question[], readonly (readonly boolean[])[]]>([
    ['one in another', [[[is(0)]], [[is(1)]]], [[true, false]]],
    ['of which one is forbidden', [[[isNot(0)]], [[isNot(1)]]], [[false, true]]],
    [
      'of lists that must all be matched',
      [
        [[isNot(0)], [isNot(2)]],
        [[is(1)], [is(2)]],
      ],
      [[false, false]],
    ],
    ['of tests that must hold together', [[[is(0), is(2)]], [[is(1)]]], [[true, false]]],
    ['none, where each may be so alone', [[[is(1)]], [[is(2)]]], []],
  ])('%s', (_, questions, expected) => {
    expect(impossibleAnswers(questions, all, both)).toEqual(expected);
  });
});
