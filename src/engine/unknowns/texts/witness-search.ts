/**
 * Texts that tell questions about patterns apart: one for every combination of answers that some text gives. First come
 * texts that are easily made; then all patterns are read side by side, letter by letter, until nothing new can come, so
 * that a text that is like `a*` and like `*b` is found as well.
 */
import type { StepBudget } from '../step-budget';
import { AnswersDone } from './answers-done';
import { Containment } from './containment';
import { guidedTexts } from './guided-texts';
import { ListReader } from './list-reader';
import type { Question } from './questions';
import { SideBySide } from './side-by-side';
import { isSimple, simplestTexts } from './simple-texts';
import type { PatternList } from './text-lists';

export interface Search {
  readonly lists: readonly PatternList[];
  readonly questions: readonly Question[];
  /** Index of a list that every text must match. */
  readonly required?: number;
  /** A letter that stands in no pattern. */
  readonly fresh: string;
  readonly budget: StepBudget;
}

/**
 * Take as many texts as are needed. The generator returns whether no text gives a further combination of answers
 * (`false`: the budget ended before all was read).
 */
export function* witnessesOf(search: Search): Generator<string, boolean> {
  const { lists, questions, fresh, required, budget } = search;
  const simple = required === undefined ? simplestTexts(lists, fresh) : [];
  if (required === undefined && lists.every(isSimple)) {
    yield* simple;
    return true;
  }
  const containment = new Containment(lists, budget);
  const answers = new AnswersDone(lists, questions, containment, budget);
  const comparisons = lists.reduce((sum, { patterns }) => sum + patterns.length, 0);
  for (const texts of [first(mostSimple, simple), guidedTexts(search, containment, answers)]) {
    for (const text of texts) {
      yield text;
      if (!budget.spend(comparisons)) return false;
      answers.addText(text);
    }
  }
  if (answers.hasAll(questions)) return true;
  const readers = lists.map((list) => new ListReader(list));
  return yield* new SideBySide(search, readers, answers).texts();
}

/** Where there are many patterns, most of the texts that are easily made are alike. */
const mostSimple = 4;

function* first(most: number, texts: Iterable<string>): Generator<string> {
  let count = 0;
  for (const text of texts) {
    if (count === most) return;
    count += 1;
    yield text;
  }
}

/** A letter that occurs in none of the texts, in any case. */
export function freshLetter(texts: readonly string[]): string {
  const all = texts.join('').toLowerCase();
  for (let code = 0xf8; ; code += 1) {
    const letter = String.fromCharCode(code);
    if (!all.includes(letter) && letter.toLowerCase() === letter) return letter;
  }
}
