/** All texts, as far as lists of patterns tell them apart: the lists are read side by side, the shortest texts first. */
import type { StepBudget } from '../step-budget';
import type { AnswersDone, Left } from './answers-done';
import { ALWAYS, NEVER, type ListReader } from './list-reader';
import type { ReadState } from './pattern-reader';
import { answerTo, whatIsLeft, type Question } from './questions';
import type { PatternList } from './text-lists';

interface ListsToRead {
  readonly lists: readonly PatternList[];
  readonly questions: readonly Question[];
  readonly required?: number;
  readonly fresh: string;
  readonly budget: StepBudget;
}

/** What is known of the answers, whatever follows. */
interface Outlook {
  readonly index: number;
  readonly left: Left;
  /** Lists that are asked for. */
  readonly asked: ReadonlySet<number>;
}

interface State {
  readonly text: string;
  /** By list; `UNASKED`: no open question asks for it. */
  readonly lists: readonly ReadState[];
  readonly outlook: Outlook;
}

const UNASKED: ReadState = -1;

export class SideBySide {
  private readonly seen = new Set<string>();
  private readonly matched = new Set<string>();
  private readonly outlooks = new Map<string, Outlook>();

  constructor(
    private readonly reading: ListsToRead,
    private readonly readers: readonly ListReader[],
    /** Answers that are not looked for. */
    private readonly answers: AnswersDone,
  ) {}

  /** A text for every other combination of answers; returns whether there are no more. */
  *texts(): Generator<string, boolean> {
    let edge = [this.start()];
    while (edge.length > 0) {
      const next: State[] = [];
      for (const state of edge) {
        if (this.isAnswerNew(state)) yield state.text;
        if (this.answers.hasAll(state.outlook.left)) continue;
        for (const letter of this.lettersAt(state)) {
          const after = this.read(state, letter);
          if (after === 'too much') return false;
          if (this.isPossible(after) && this.isNew(after)) next.push(after);
        }
      }
      edge = next;
    }
    return true;
  }

  private start(): State {
    const lists = this.readers.map((reader) => reader.start);
    return this.settled('', lists, this.outlookOf(lists, this.reading.questions));
  }

  private read({ text, lists, outlook }: State, letter: string): State | 'too much' {
    let steps = lists.length;
    let isSettled = false;
    const after = lists.map((state, list) => {
      if (state <= ALWAYS) return state;
      const reader = this.readers[list] as ListReader;
      const next = reader.next(state, letter);
      steps += reader.takeWork();
      if (next <= ALWAYS) isSettled = true;
      return next;
    });
    if (!this.reading.budget.spend(steps)) return 'too much';
    return this.settled(text + letter, after, isSettled ? this.outlookOf(after, outlook.left) : outlook);
  }

  /** The state without what no open question asks for. */
  private settled(text: string, lists: readonly ReadState[], outlook: Outlook): State {
    return { text, outlook, lists: lists.map((state, list) => (outlook.asked.has(list) ? state : UNASKED)) };
  }

  private outlookOf(lists: readonly ReadState[], before: Left): Outlook {
    const matches = (list: number) => settledMatch(lists[list] as ReadState);
    const left = before.map((question) => (typeof question === 'boolean' ? question : whatIsLeft(question, matches)));
    const name = JSON.stringify(left);
    const known = this.outlooks.get(name);
    if (known !== undefined) return known;
    const { required } = this.reading;
    const tests = left.flatMap((question) => (typeof question === 'boolean' ? [] : question.flat()));
    const asked = new Set([...(required === undefined ? [] : [required]), ...tests.map(({ list }) => list)]);
    const made = { index: this.outlooks.size, left, asked };
    this.outlooks.set(name, made);
    return made;
  }

  private isPossible({ lists }: State): boolean {
    const { required } = this.reading;
    return required === undefined || lists[required] !== NEVER;
  }

  private isNew({ lists, outlook }: State): boolean {
    return isFirst(this.seen, `${outlook.index} ${lists.join()}`);
  }

  /** Does the text up to here answer the questions as none before it? */
  private isAnswerNew({ lists, outlook }: State): boolean {
    const matched = lists.map((state, list) => state !== UNASKED && (this.readers[list] as ListReader).matches(state));
    if (!isFirst(this.matched, `${outlook.index} ${matched.join()}`)) return false;
    const { required } = this.reading;
    if (required !== undefined && matched[required] !== true) return false;
    const given = outlook.left.map((question) =>
      typeof question === 'boolean' ? question : answerTo(question, (list) => matched[list] === true),
    );
    return this.answers.add(given);
  }

  /** Every letter by which something is told apart, and one that stands for all others. */
  private lettersAt({ lists }: State): ReadonlySet<string> {
    const letters = new Set<string>();
    lists.forEach((state, list) => {
      if (state <= ALWAYS) return;
      letters.add(this.reading.fresh);
      for (const letter of (this.readers[list] as ListReader).lettersAt(state)) letters.add(letter);
    });
    return letters;
  }
}

function settledMatch(state: ReadState): boolean | undefined {
  if (state === ALWAYS) return true;
  return state === NEVER ? false : undefined;
}

function isFirst(names: Set<string>, name: string): boolean {
  if (names.has(name)) return false;
  names.add(name);
  return true;
}
