/** Texts that are likely to give some answers, made by completing one pattern after the other. */
import type { PlainArn } from '../../arn-pattern';
import type { StepBudget } from '../step-budget';
import { PatternReader, type ReadState } from './pattern-reader';
import type { Question } from './questions';
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
  const readers = new Map<number, PatternReader>();
  const tried = new Set<string>();
  for (const answers of combinationsOf(questions.length)) {
    const wanted = listsFor(questions, answers);
    if (wanted === undefined) continue;
    const all = [...new Set([...(required === undefined ? [] : [required]), ...wanted])];
    const name = all.toSorted((one, other) => one - other).join();
    if (tried.has(name)) continue;
    tried.add(name);
    const chosen = all.map((list) => readerOf(readers, list, lists));
    for (const order of [chosen, chosen.toReversed()]) {
      const text = textMatching(order, fresh, budget);
      if (text !== undefined) yield text;
    }
  }
}

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

/** Lists that a text must match to give these answers; `undefined`: it would also have to match none of them. */
function listsFor(questions: readonly Question[], answers: Answers): readonly number[] | undefined {
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
  return [...wanted].some((list) => unwanted.has(list)) ? undefined : [...wanted];
}

/** Reads one pattern of the list, that leaves room for others if any does. */
function readerOf(readers: Map<number, PatternReader>, list: number, lists: readonly PatternList[]): PatternReader {
  const known = readers.get(list);
  if (known !== undefined) return known;
  const { patterns, ignoreCase } = lists[list] as PatternList;
  const pattern = patterns.find(({ is }) => is !== 'exact') ?? patterns[0] ?? NOTHING;
  const made = new PatternReader(pattern, ignoreCase);
  readers.set(list, made);
  return made;
}

const NOTHING: PlainArn = { is: 'exact', text: '' };

/** A text that matches them all, if each can be completed after the others. */
function textMatching(readers: readonly PatternReader[], fresh: string, budget: StepBudget): string | undefined {
  let states = readers.map(({ start }) => start);
  let text = '';
  for (let round = 0; round < 2 * readers.length + 1; round += 1) {
    const at = readers.findIndex((reader, one) => !reader.matches(states[one] as ReadState));
    if (at < 0) return text;
    const letters = shortestWay(readers[at] as PatternReader, states[at] as ReadState, fresh, budget);
    if (letters === undefined || !budget.spend(letters.length * readers.length)) return undefined;
    for (const letter of letters)
      states = states.map((state, one) => (readers[one] as PatternReader).next(state, letter));
    text += letters.join('');
  }
  return undefined;
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
