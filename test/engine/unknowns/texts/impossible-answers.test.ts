import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { Containment } from '../../../../src/engine/unknowns/texts/containment';
import { impossibleAnswers, PlainTexts } from '../../../../src/engine/unknowns/texts/impossible-answers';
import type { Question } from '../../../../src/engine/unknowns/texts/questions';
import { like } from './pattern-lists';

describe('answers that no text gives', () => {
  const [is, isNot] = [false, true].map((negated) => (list: number) => ({ list, negated })) as [
    (list: number) => { list: number; negated: boolean },
    (list: number) => { list: number; negated: boolean },
  ];
  const all = [like('*ab*'), like('*a*'), like('*c*'), like('ab', 'abc')];
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
    ['none, where some plain text gives them', [[[is(3)]], [[is(1), is(2)], [isNot(0)]]], []],
    ['of plain texts, none of which gives them', [[[is(3)]], [[isNot(1)], [isNot(0)]]], [[true, true]]],
  ])('%s', (_, questions, expected) => {
    const containment = new Containment(all, new StepBudget(1_000));
    const plain = new PlainTexts(all, questions, new StepBudget(1_000));
    expect(impossibleAnswers(questions, both, containment, plain)).toEqual(expected);
  });
});
