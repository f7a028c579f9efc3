/** Texts that are likely to give some answers, made by completing one pattern after the other. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_TEXT } from '../../glob';
import type { StepBudget } from '../step-budget';
import { PatternReader, type ReadState } from './pattern-reader';
import { combinationsOf, isWhole, listsFor, type Question } from './questions';
import type { AnswersDone } from './answers-done';
import type { Containment } from './containment';
import { simpleText } from './simple-texts';
import { matchesList, type PatternList } from './text-lists';

interface Aim {
  readonly lists: readonly PatternList[];
  readonly questions: readonly Question[];
  readonly required?: number;
  readonly fresh: string;
  readonly budget: StepBudget;
}

export function* guidedTexts(
  { lists, questions, required, fresh, budget }: Aim,
  containment: Containment,
  done: AnswersDone,
): Generator<string> {
  const readers = new Readers();
  const tried = new Set<string>();
  for (const answers of combinationsOf(questions.length)) {
    const isDone = () => isWhole(answers) && done.has(answers);
    if (isDone()) continue;
    const { wanted, unwanted } = listsFor(questions, answers);
    if (required !== undefined) wanted.add(required);
    if ([...wanted].some((list) => unwanted.has(list))) continue;
    const places = [...wanted].map((list) => {
      const isAvoided = (at: number) => [...unwanted].some((other) => containment.holds(other, list, at));
      return { list, at: placeIn(lists[list] as PatternList, isAvoided) };
    });
    const name = places.map(({ list, at }) => `${list}.${at}`).join();
    if (tried.has(name)) continue;
    tried.add(name);
    const patterns = places.map(({ list, at }) => patternAt(lists[list] as PatternList, at));
    for (const text of textsMatching(patterns, readers, fresh, budget)) {
      yield text;
      if (isDone()) break;
    }
  }
}

interface Wanted {
  readonly pattern: PlainArn;
  readonly ignoreCase: boolean;
}

function* textsMatching(
  patterns: readonly Wanted[],
  readers: Readers,
  fresh: string,
  budget: StepBudget,
): Generator<string> {
  const anywhere = patterns.filter(({ pattern }) => isAnywhere(pattern));
  const placed = patterns.filter(({ pattern }) => !isAnywhere(pattern));
  const inside = anywhere.map(({ pattern }) => simpleText(pattern, fresh, '')).join('');
  const joined = joinedText(placed, inside, fresh, budget);
  if (joined === undefined) {
    yield* textMatching(
      placed.map((one) => readers.of(one)),
      inside,
      fresh,
      budget,
    );
  } else yield joined;
  // What begins with one of them may be like another list's beginning.
  if (placed.length === 0) yield fresh + inside;
  // Texts may also overlap, so that the end of one is the beginning of another, and come in another order.
  if (anywhere.length > mostOverlapping || patterns.length === 1) return;
  const all = patterns.map((one) => readers.of(one));
  if (anywhere.length > 0) yield* textMatching(all, '', fresh, budget);
  yield* textMatching(all.toReversed(), '', fresh, budget);
}

/** One of the patterns and what follows it, where that is like the others as well: no letter need be read for it. */
function joinedText(placed: readonly Wanted[], inside: string, fresh: string, budget: StepBudget): string | undefined {
  if (placed.length === 0) return inside;
  if (!budget.spend(placed.length ** 2)) return undefined;
  return placed
    .map(({ pattern }) => simpleText(pattern, fresh, '') + inside)
    .find((text) => placed.every(({ pattern, ignoreCase }) => matchesList({ patterns: [pattern], ignoreCase }, text)));
}

const mostOverlapping = 8;

/** One pattern of the list: not of those that only hold what is to be avoided, and one with room for others if there is. */
function placeIn({ patterns }: PatternList, isAvoided: (at: number) => boolean): number {
  const roomy = patterns.findIndex(({ is }, at) => is !== 'exact' && !isAvoided(at));
  return roomy >= 0
    ? roomy
    : Math.max(
        0,
        patterns.findIndex((_, at) => !isAvoided(at)),
      );
}

const patternAt = ({ patterns, ignoreCase }: PatternList, at: number): Wanted => ({
  pattern: patterns[at] ?? NOTHING,
  ignoreCase,
});

const NOTHING: PlainArn = { is: 'exact', text: '' };

/** A reader remembers what it has read. */
class Readers {
  private readonly known = new Map<PlainArn, PatternReader>();

  of({ pattern, ignoreCase }: Wanted): PatternReader {
    const reader = this.known.get(pattern) ?? new PatternReader(pattern, ignoreCase);
    this.known.set(pattern, reader);
    return reader;
  }
}

/** Whatever stands before and after it, it matches. */
function isAnywhere(pattern: PlainArn): boolean {
  return pattern.is === 'glob' && pattern.tokens[0] === ANY_TEXT && pattern.tokens.at(-1) === ANY_TEXT;
}

/** A text that matches them all and holds `inside`; none, if one is lost by another. */
function* textMatching(
  readers: readonly PatternReader[],
  inside: string,
  fresh: string,
  budget: StepBudget,
): Generator<string> {
  const start = { text: '', states: readers.map((reader) => reader.start) };
  const begun = completed(start, readers, fresh, budget);
  const filled = begun === undefined ? undefined : readOn(begun, inside, readers, budget);
  const whole = filled === undefined ? undefined : completed(filled, readers, fresh, budget);
  if (whole !== undefined) yield whole.text;
}

interface Begun {
  readonly text: string;
  readonly states: readonly ReadState[];
}

/** With what is left of one pattern after the other, until all match; `undefined`: one of them is lost by another. */
function completed(
  begun: Begun,
  readers: readonly PatternReader[],
  fresh: string,
  budget: StepBudget,
): Begun | undefined {
  let { text, states } = begun;
  for (let round = 0; round <= 2 * readers.length; round += 1) {
    const at = readers.findIndex((reader, one) => !reader.matches(states[one] as ReadState));
    if (at < 0) return { text, states };
    const rest = (readers[at] as PatternReader).rest(states[at] as ReadState, fresh);
    const next = rest === undefined ? undefined : readOn({ text, states }, rest, readers, budget);
    if (next === undefined) return undefined;
    ({ text, states } = next);
  }
  return undefined;
}

function readOn(
  { text, states }: Begun,
  more: string,
  readers: readonly PatternReader[],
  budget: StepBudget,
): Begun | undefined {
  if (!budget.spend(1 + more.length * readers.length)) return undefined;
  let after = states;
  for (const letter of more) after = after.map((state, one) => (readers[one] as PatternReader).next(state, letter));
  return { text: text + more, states: after };
}
