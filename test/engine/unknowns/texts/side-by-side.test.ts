import { array, assert, boolean, nat, property, record } from 'fast-check';
import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { AnswersDone } from '../../../../src/engine/unknowns/texts/answers-done';
import { Containment } from '../../../../src/engine/unknowns/texts/containment';
import { ListReader } from '../../../../src/engine/unknowns/texts/list-reader';
import { answerTo, whatIsLeft, type Question } from '../../../../src/engine/unknowns/texts/questions';
import { SideBySide } from '../../../../src/engine/unknowns/texts/side-by-side';
import { matchesList, type PatternList } from '../../../../src/engine/unknowns/texts/text-lists';
import { like, lists, textsOf } from './pattern-lists';

const answersOf = (all: readonly PatternList[], questions: readonly Question[], text: string) =>
  questions.map((question) => Number(answerTo(question, (list) => matchesList(all[list]!, text)))).join('');

/** The answers of all texts that are found by reading alone. */
function found(all: readonly PatternList[], questions: readonly Question[]) {
  const budget = new StepBudget(1_000_000);
  const reading = { lists: all, questions, fresh: 'ø', budget };
  const search = new SideBySide(
    reading,
    all.map((list) => new ListReader(list)),
    new AnswersDone(all, questions, new Containment(all, budget), budget),
  ).texts();
  const answers = new Set<string>();
  let next = search.next();
  for (; next.done !== true; next = search.next()) answers.add(answersOf(all, questions, next.value));
  return { answers: [...answers].sort(), complete: next.value };
}

const is = (list: number) => ({ list, negated: false });
const isNot = (list: number) => ({ list, negated: true });

test('what was matched long ago is not forgotten', () => {
  const words = ['a', 'b', 'c', 'd'].map((letter) => like(`*${letter}*`));
  const lacksOne: Question = words.map((_, list) => [isNot(list)]);
  expect(found(words, [lacksOne, [[is(0)]]])).toEqual({ answers: ['01', '10', '11'], complete: true });
});

test('no short text gives answers that are not found', () => {
  const rules = array(array(record({ list: nat(3), negated: boolean() }), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 4,
  });
  const law = property(
    array(lists, { minLength: 4, maxLength: 4 }),
    array(rules, { minLength: 1, maxLength: 3 }),
    (all, questions) => {
      const tried = new Set(textsOf(['a', 'b', 'A', 'B', 'ø'], 4).map((text) => answersOf(all, questions, text)));
      const { answers, complete } = found(all, questions);
      expect(complete).toBe(true);
      expect(answers).toEqual(expect.arrayContaining([...tried]));
    },
  );
  assert(law, { numRuns: 200 });
});

describe('what is left of a question', () => {
  test.each<readonly [string, Question, readonly (boolean | undefined)[], boolean | Question]>([
    ['all of it, where nothing is known', [[is(0), isNot(1)]], [], [[is(0), isNot(1)]]],
    ['its answer, where a rule holds', [[is(0)], [is(1)]], [undefined, true], true],
    ['its answer, where no rule can hold', [[is(0)], [isNot(1)]], [false, true], false],
    ['the tests that are open', [[is(0), isNot(1)], [is(2)]], [true, undefined, false], [[isNot(1)]]],
    ['nothing of no rules', [], [], false],
  ])('%s', (_, question, known, expected) => {
    expect(whatIsLeft(question, (list) => known[list])).toEqual(expected);
  });
});
