/** Which combinations of answers are done with: some text gives them, or it is seen that none does. */
import type { StepBudget } from '../step-budget';
import type { Containment } from './containment';
import { impossibleAnswers, PlainTexts } from './impossible-answers';
import { answerTo, type Question } from './questions';
import { matchesList, type PatternList } from './text-lists';

/** By question: the answer, or what is left to ask. */
export type Left = readonly (boolean | Question)[];

/** With more open questions there are too many ways in which they may be answered. */
const mostOpen = 8;

export class AnswersDone {
  private readonly done = new Set<string>();
  /** One that is not done, where it was looked for before. */
  private readonly open = new Map<Left, string>();
  /** All are. */
  private readonly closed = new Set<Left>();

  constructor(
    private readonly lists: readonly PatternList[],
    private readonly questions: readonly Question[],
    containment: Containment,
    budget: StepBudget,
  ) {
    if (questions.length > mostOpen) return;
    const plain = new PlainTexts(lists, questions, budget);
    for (const answers of impossibleAnswers(questions, completionsOf(questions), containment, plain)) this.add(answers);
  }

  /** The text gives its answers. */
  addText(text: string): void {
    const matched = this.lists.map((list) => matchesList(list, text));
    this.add(this.questions.map((question) => answerTo(question, (list) => matched[list] === true)));
  }

  has(answers: readonly boolean[]): boolean {
    return this.done.has(answers.join());
  }

  /** Returns whether they are new. */
  add(answers: readonly boolean[]): boolean {
    const before = this.done.size;
    return this.done.add(answers.join()).size > before;
  }

  /** Are all done with, however the rest is answered? `false`: perhaps not. */
  hasAll(left: Left): boolean {
    if (this.closed.has(left)) return true;
    const known = this.open.get(left);
    if (known !== undefined && !this.done.has(known)) return false;
    if (left.filter((answer) => typeof answer !== 'boolean').length > mostOpen) return false;
    const found = completionsOf(left).find((answers) => !this.done.has(answers.join()));
    if (found === undefined) this.closed.add(left);
    else this.open.set(left, found.join());
    return found === undefined;
  }
}

function completionsOf(left: Left): readonly (readonly boolean[])[] {
  return left.reduce<readonly (readonly boolean[])[]>(
    (all, answer) =>
      all.flatMap((before) => (typeof answer === 'boolean' ? [answer] : [true, false]).map((one) => [...before, one])),
    [[]],
  );
}
