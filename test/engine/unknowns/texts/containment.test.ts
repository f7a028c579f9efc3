import { assert, property } from 'fast-check';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { Containment } from '../../../../src/engine/unknowns/texts/containment';
import { matchesList, type PatternList } from '../../../../src/engine/unknowns/texts/text-lists';
import { arnLike, inAnyCase, like, lists, textsOf } from './pattern-lists';

const within = (inner: PatternList, outer: PatternList, steps = 1_000) =>
  new Containment([inner, outer], new StepBudget(steps)).isWithin(0, 1);

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
  ])('%s', (_, inner, outer, expected) => expect(within(inner, outer)).toBe(expected));

  test('is said only where it is so', () => {
    const texts = textsOf(['a', 'b', 'B', ':'], 4);
    const law = property(lists, lists, (inner, outer) => {
      if (!within(inner, outer)) return;
      for (const text of texts) if (matchesList(inner, text)) expect(matchesList(outer, text)).toBe(true);
    });
    assert(law, { numRuns: 300 });
  });
});

test('without steps nothing is seen', () => {
  expect(within(like('a'), like('a*'), 1)).toBe(true);
  expect(within(like('a'), like('a*'), 0)).toBe(false);
});
