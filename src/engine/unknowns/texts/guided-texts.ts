/** Texts that are likely to give some answers, made by completing one pattern after the other. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_TEXT } from '../../glob';
import type { StepBudget } from '../step-budget';
import { PatternReader, type ReadState } from './pattern-reader';
import type { Question } from './questions';
import { isWithin } from './impossible-answers';
import { simpleText } from './simple-texts';
import type { PatternList } from './text-lists';

/** With more questions only each answer by itself is aimed at. */
const mostAtOnce = 6;

interface Aim {
  readonly lists: readonly PatternList[];
  readonly questions: readonly Question[];
  readonly required?: number;
  readonly fresh: string;
  readonly budget: StepBudget;
}

export function* guidedTexts({ lists, questions, required, fresh, budget }: Aim): Generator<string> {
  const tried = new Set<string>();
  for (const answers of combinationsOf(questions.length)) {
    const { wanted, unwanted } = listsFor(questions, answers);
    if (required !== undefined) wanted.add(required);
    if ([...wanted].some((list) => unwanted.has(list))) continue;
    const avoided = [...unwanted].map((list) => lists[list] as PatternList);
    const patterns = [...wanted].map((list) => patternOf(lists[list] as PatternList, avoided));
    const name = JSON.stringify(patterns);
    if (tried.has(name)) continue;
    tried.add(name);
    yield* textsMatching(patterns, fresh, budget);
  }
}

interface Wanted {
  readonly pattern: PlainArn;
  readonly ignoreCase: boolean;
}

function* textsMatching(patterns: readonly Wanted[], fresh: string, budget: StepBudget): Generator<string> {
  const anywhere = patterns.filter(({ pattern }) => isAnywhere(pattern));
  const placed = patterns.filter(({ pattern }) => !isAnywhere(pattern)).map(readerOf);
  const inside = anywhere.map(({ pattern }) => simpleText(pattern, fresh, '')).join('');
  // Texts may also overlap: the end of one is the beginning of another.
  const all = anywhere.length > mostOverlapping ? [] : patterns.map(readerOf);
  const texts = [
    textMatching(placed, inside, fresh, budget),
    ...(all.length === 0 ? [] : [all, all.toReversed()]).map((order) => textMatching(order, '', fresh, budget)),
  ];
  for (const text of texts) if (text !== undefined) yield text;
}

const mostOverlapping = 8;

type Answers = readonly (boolean | undefined)[];

function* combinationsOf(questions: number): Generator<Answers> {
  if (questions > mostAtOnce) {
    for (let at = 0; at < questions; at += 1) {
      for (const answer of [true, false])
        yield Array.from({ length: questions }, (_, one) => (one === at ? answer : undefined));
    }
    return;
  }
  for (let bits = 0; bits < 2 ** questions; bits += 1) {
    yield Array.from({ length: questions }, (_, at) => (bits & (1 << at)) !== 0);
  }
}

/** Lists that a text should match, and should not, to give these answers. */
function listsFor(
  questions: readonly Question[],
  answers: Answers,
): { readonly wanted: Set<number>; readonly unwanted: Set<number> } {
  const [wanted, unwanted] = [new Set<number>(), new Set<number>()];
  questions.forEach((question, at) => {
    const [first = []] = question;
    if (answers[at] === true) for (const { list, negated } of first) (negated ? unwanted : wanted).add(list);
    if (answers[at] === false) {
      for (const rule of question) {
        const test =
          rule.find(({ list, negated }) => negated && wanted.has(list)) ??
          rule.find(({ negated }) => !negated) ??
          rule[0];
        if (test !== undefined) (test.negated ? wanted : unwanted).add(test.list);
      }
    }
  });
  return { wanted, unwanted };
}

/** One pattern of the list: not of those that only hold what is to be avoided, and one with room for others if there is. */
function patternOf({ patterns, ignoreCase }: PatternList, avoided: readonly PatternList[]): Wanted {
  const free = patterns.filter(
    (pattern) => !avoided.some((list) => isWithin({ patterns: [pattern], ignoreCase }, list)),
  );
  const pattern = free.find(({ is }) => is !== 'exact') ?? free[0] ?? patterns[0] ?? NOTHING;
  return { pattern, ignoreCase };
}

const NOTHING: PlainArn = { is: 'exact', text: '' };
const readerOf = ({ pattern, ignoreCase }: Wanted) => new PatternReader(pattern, ignoreCase);

/** Whatever stands before and after it, it matches. */
function isAnywhere(pattern: PlainArn): boolean {
  return pattern.is === 'glob' && pattern.tokens[0] === ANY_TEXT && pattern.tokens.at(-1) === ANY_TEXT;
}

/** A text that matches them all and holds `inside`, if each can be completed after the others. */
function textMatching(
  readers: readonly PatternReader[],
  inside: string,
  fresh: string,
  budget: StepBudget,
): string | undefined {
  const start = { text: '', states: readers.map((reader) => reader.start) };
  const begun = completed(start, readers, fresh, budget);
  const filled = begun === undefined ? undefined : readOn(begun, inside, readers, budget);
  return filled === undefined ? undefined : completed(filled, readers, fresh, budget)?.text;
}

interface Begun {
  readonly text: string;
  readonly states: readonly ReadState[];
}

/** With the fewest letters after which one more matches, until all do; `undefined`: one of them is lost by another. */
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
    const letters = shortestWay(readers[at] as PatternReader, states[at] as ReadState, fresh, budget);
    const next = letters === undefined ? undefined : readOn({ text, states }, letters.join(''), readers, budget);
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

const mostStates = 500;

/** The fewest letters after which the pattern matches. */
function shortestWay(
  reader: PatternReader,
  from: ReadState,
  fresh: string,
  budget: StepBudget,
): readonly string[] | undefined {
  const ways = new Map<ReadState, readonly string[]>([[from, []]]);
  for (const [state, way] of ways) {
    if (reader.matches(state)) return way;
    for (const letter of new Set([...reader.lettersAt(state), fresh])) {
      if (ways.size > mostStates || !budget.spend(1)) return undefined;
      const next = reader.next(state, letter);
      if (!ways.has(next)) ways.set(next, [...way, letter]);
    }
  }
  return undefined;
}
