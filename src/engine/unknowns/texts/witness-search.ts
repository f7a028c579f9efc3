/**
 * Texts that tell questions about patterns apart: one for every combination of answers that some text gives. First come
 * texts that are easily made; then all patterns are read side by side, letter by letter, until nothing new can come, so
 * that a text that is like `a*` and like `*b` is found as well.
 */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT } from '../../glob';
import type { StepBudget } from '../step-budget';
import { guidedTexts } from './guided-texts';
import { ListReader } from './list-reader';
import { tokensOf } from './pattern-reader';
import type { Question } from './questions';
import { SideBySide } from './side-by-side';
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
  const known: string[] = [];
  if (search.required === undefined) {
    for (const text of simplestTexts(search)) {
      yield text;
      if (known.length < mostKnown) known.push(text);
    }
    if (search.lists.every(isSimple)) return true;
  }
  for (const text of guidedTexts(search)) {
    yield text;
    known.push(text);
  }
  const readers = search.lists.map((list) => new ListReader(list));
  return yield* new SideBySide(search, readers).texts(known);
}

/** Simple texts whose answers need not be looked for any more; of more it is not worth while. */
const mostKnown = 50;

/** Texts and beginnings of texts: the texts as they stand, and each beginning with something after it, are all there is. */
const isSimple = ({ patterns, ignoreCase }: PatternList): boolean =>
  !ignoreCase && patterns.every(({ is }) => is === 'any' || is === 'exact' || is === 'prefix');

/** A text of which nothing is said, and each pattern with nothing and with something in place of its wildcards. */
function* simplestTexts({ lists, fresh }: Search): Generator<string> {
  yield fresh;
  for (const pattern of lists.flatMap(({ patterns }) => patterns)) {
    yield textOf(pattern, fresh, '');
    if (pattern.is !== 'exact' && pattern.is !== 'any') yield textOf(pattern, fresh, fresh);
  }
}

function textOf(pattern: PlainArn, character: string, text: string): string {
  if (pattern.is === 'fields') return pattern.fields.map((field) => textOf(field, character, text)).join(':');
  return tokensOf(pattern)
    .map((token) => (token === ANY_TEXT ? text : token === ANY_CHARACTER ? character : token))
    .join('');
}

/** A letter that occurs in none of the texts, in any case. */
export function freshLetter(texts: readonly string[]): string {
  const all = texts.join('').toLowerCase();
  for (let code = 0xf8; ; code += 1) {
    const letter = String.fromCharCode(code);
    if (!all.includes(letter) && letter.toLowerCase() === letter) return letter;
  }
}
