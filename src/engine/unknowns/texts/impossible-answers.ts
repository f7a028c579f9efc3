/** Answers that no text gives, as can be seen without reading one: what is like `*ab*` is like `*a*`. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT } from '../../glob';
import type { PlainText } from '../../text';
import { tokensOf } from './pattern-reader';
import type { Question } from './questions';
import { matchesList, type PatternList } from './text-lists';

/** Each as one answer to every question; not all that are impossible. */
export function impossibleAnswers(
  questions: readonly Question[],
  lists: readonly PatternList[],
  combinations: readonly (readonly boolean[])[],
): readonly (readonly boolean[])[] {
  const within = new Within(lists);
  return combinations.filter((answers) => {
    const forced = answers.map((answer, at) => forcedBy(questions[at] as Question, answer)).flat();
    const [matched, unmatched] = [true, false].map((matches) => forced.filter((one) => one.matches === matches)) as [
      Forced[],
      Forced[],
    ];
    return matched.some(({ list }) => unmatched.some((other) => within.has(list, other.list)));
  });
}

interface Forced {
  readonly list: number;
  readonly matches: boolean;
}

/** What must be so of lists, for the question to have this answer. */
function forcedBy(question: Question, answer: boolean): readonly Forced[] {
  const tests = answer
    ? question.length === 1
      ? question.flat()
      : []
    : question.filter(({ length }) => length === 1).flat();
  return tests.map(({ list, negated }) => ({ list, matches: negated !== answer }));
}

/** Which lists hold nothing that other lists do not hold. */
class Within {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly lists: readonly PatternList[]) {}

  has(inner: number, outer: number): boolean {
    const name = `${inner} ${outer}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const found = inner === outer || isWithin(this.lists[inner] as PatternList, this.lists[outer] as PatternList);
    this.known.set(name, found);
    return found;
  }
}

/** Certainly; `false`: perhaps not. */
export function isWithin(inner: PatternList, outer: PatternList): boolean {
  if (inner.ignoreCase && !outer.ignoreCase) return false;
  return inner.patterns.every((pattern) => {
    const fitting = outer.patterns.filter((other) => isComparable(pattern, other));
    return matchesList({ ...outer, patterns: fitting }, standingFor(pattern));
  });
}

/** A letter of its own stands for any text, which only a `*` takes; another one for any letter. */
function standingFor(pattern: PlainArn): string {
  if (pattern.is === 'fields') return pattern.fields.map((field) => standingFor(field)).join(':');
  return tokensOf(pattern)
    .map((token) => (token === ANY_TEXT ? '\u0001' : token === ANY_CHARACTER ? '\u0002' : token))
    .join('');
}

function isComparable(inner: PlainArn, outer: PlainArn): boolean {
  // Any text may hold a colon, which no wildcard of the first fields takes.
  if (outer.is === 'fields' && inner.is !== 'fields' && fieldsBegun(inner) < 6) return false;
  return !has(outer, ANY_CHARACTER) || !has(inner, ANY_TEXT);
}

function fieldsBegun(pattern: PlainText): number {
  const [first] = tokensOf(pattern);
  return typeof first === 'string' ? first.split(':').length : 1;
}

const has = (pattern: PlainArn, wanted: typeof ANY_TEXT | typeof ANY_CHARACTER): boolean =>
  pattern.is === 'fields' ? pattern.fields.some((field) => has(field, wanted)) : tokensOf(pattern).includes(wanted);
