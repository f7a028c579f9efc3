/** Answers that no text gives, as lists show that lie in one another, or hold nothing but plain texts. */
import type { StepBudget } from '../step-budget';
import type { Containment } from './containment';
import { answerTo, type Question } from './questions';
import { matchesList, type PatternList } from './text-lists';

/** Each as one answer to every question; not all that are impossible. */
export function impossibleAnswers(
  questions: readonly Question[],
  combinations: readonly (readonly boolean[])[],
  containment: Containment,
  plain: PlainTexts,
): readonly (readonly boolean[])[] {
  return combinations.filter((answers) => {
    const forced = answers.flatMap((answer, at) => forcedBy(questions[at] as Question, answer));
    const matched = forced.flatMap(({ list, matches }) => (matches ? [list] : []));
    const unmatched = forced.flatMap(({ list, matches }) => (matches ? [] : [list]));
    return matched.some(
      (list) =>
        unmatched.some((other) => containment.isWithin(list, other)) ||
        plain.answersOf(list)?.every((given) => given.some((answer, at) => answer !== answers[at])) === true,
    );
  });
}

/** What must be so of lists, for the question to have this answer. */
function forcedBy(
  question: Question,
  answer: boolean,
): readonly { readonly list: number; readonly matches: boolean }[] {
  const deciding = question.length === 1 ? question : [];
  const tests = (answer ? deciding : question.filter(({ length }) => length === 1)).flat();
  return tests.map(({ list, negated }) => ({ list, matches: negated !== answer }));
}

/** Lists of nothing but plain texts: whoever matches one is one of them, so that its answers are known. */
export class PlainTexts {
  private readonly known = new Map<number, readonly (readonly boolean[])[] | undefined>();

  constructor(
    private readonly lists: readonly PatternList[],
    private readonly questions: readonly Question[],
    private readonly budget: StepBudget,
  ) {}

  /** The answers that texts of the list give; `undefined`: it holds others than plain texts, or too many. */
  answersOf(list: number): readonly (readonly boolean[])[] | undefined {
    if (!this.known.has(list)) this.known.set(list, this.read(this.lists[list] as PatternList));
    return this.known.get(list);
  }

  private read({ patterns, ignoreCase }: PatternList): readonly (readonly boolean[])[] | undefined {
    const texts = patterns.flatMap((pattern) => (pattern.is === 'exact' ? [pattern.text] : []));
    if (ignoreCase || texts.length < patterns.length) return undefined;
    const patternsOfAll = this.lists.reduce((sum, one) => sum + one.patterns.length, 0);
    return this.budget.spend(texts.length * patternsOfAll) ? texts.map((text) => this.answersTo(text)) : undefined;
  }

  private answersTo(text: string): readonly boolean[] {
    const matched = this.lists.map((list) => matchesList(list, text));
    return this.questions.map((question) => answerTo(question, (list) => matched[list] === true));
  }
}
