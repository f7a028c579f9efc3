/** All texts, as far as lists of patterns tell them apart: the lists are read side by side, the shortest texts first. */
import type { StepBudget } from '../step-budget';
import { ALWAYS, NEVER, type ListReader } from './list-reader';
import type { ReadState } from './pattern-reader';
import { answerTo, listsAsked, type Question } from './questions';

interface Reading {
  readonly questions: readonly Question[];
  readonly required?: number;
  readonly fresh: string;
  readonly budget: StepBudget;
}

interface State {
  readonly text: string;
  /** By list; `UNASKED`: no open question asks for it. */
  readonly lists: readonly ReadState[];
  /** By question; `undefined`: it hangs on the letters that follow. */
  readonly answers: readonly (boolean | undefined)[];
}

const UNASKED: ReadState = -1;

export class SideBySide {
  private readonly seen = new Set<string>();
  private readonly answered = new Set<string>();
  private readonly outlooks = new Map<string, Outlook>();

  constructor(
    private readonly reading: Reading,
    private readonly readers: readonly ListReader[],
  ) {}

  /** A text for every combination of answers; returns whether there are no others. */
  *texts(): Generator<string, boolean> {
    const start = this.settled(
      '',
      this.readers.map((reader) => reader.start),
      [],
    );
    let edge = [start];
    while (edge.length > 0) {
      const next: State[] = [];
      for (const state of edge) {
        if (this.isAnswerNew(state)) yield state.text;
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

  private read({ text, lists, answers }: State, letter: string): State | 'too much' {
    let steps = lists.length + answers.length;
    const after = lists.map((state, list) => {
      if (state <= ALWAYS) return state;
      const reader = this.readers[list] as ListReader;
      const next = reader.next(state, letter);
      steps += 1 + reader.takeWork();
      return next;
    });
    return this.reading.budget.spend(steps) ? this.settled(text + letter, after, answers) : 'too much';
  }

  /** The state without what no open question asks for. */
  private settled(text: string, lists: readonly ReadState[], before: State['answers']): State {
    const name = `${lists.map((state) => (state > ALWAYS ? '?' : state)).join()} ${before.join()}`;
    let outlook = this.outlooks.get(name);
    if (outlook === undefined) this.outlooks.set(name, (outlook = this.outlookOf(lists, before)));
    const { answers, asked } = outlook;
    return { text, answers, lists: lists.map((state, list) => (asked.has(list) ? state : UNASKED)) };
  }

  private outlookOf(lists: readonly ReadState[], before: State['answers']): Outlook {
    const { questions, required } = this.reading;
    const asked = new Set(required === undefined ? [] : [required]);
    const matches = (list: number) => settledMatch(lists[list] as ReadState);
    const answers = questions.map((question, at) => {
      const answer = before[at] ?? answerTo(question, matches);
      if (answer === undefined) for (const list of listsAsked(question, matches)) asked.add(list);
      return answer;
    });
    return { answers, asked };
  }

  private isPossible({ lists }: State): boolean {
    const { required } = this.reading;
    return required === undefined || lists[required] !== NEVER;
  }

  private isNew({ lists, answers }: State): boolean {
    return isFirst(this.seen, `${lists.join()} ${answers.join()}`);
  }

  /** Does the text up to here answer the questions as none before it? */
  private isAnswerNew({ lists, answers }: State): boolean {
    const { questions, required } = this.reading;
    const matches = (list: number) => {
      const state = lists[list] as ReadState;
      return state !== UNASKED && (this.readers[list] as ListReader).matches(state);
    };
    if (required !== undefined && !matches(required)) return false;
    const given = questions.map((question, at) => answers[at] ?? answerTo(question, matches));
    return isFirst(this.answered, given.join());
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

/** What of the questions is answered for all that may follow, and the lists that the others hang on. */
interface Outlook {
  readonly answers: State['answers'];
  readonly asked: ReadonlySet<number>;
}

function settledMatch(state: ReadState): boolean | undefined {
  if (state === ALWAYS) return true;
  return state === NEVER || state === UNASKED ? false : undefined;
}

function isFirst(names: Set<string>, name: string): boolean {
  if (names.has(name)) return false;
  names.add(name);
  return true;
}
