/** Many plain texts read at once: how far a text was read is a place in the tree of their letters. */
import { DEAD, inBothCases, type Reader, type ReadState } from './pattern-reader';

export class LiteralsReader implements Reader {
  readonly start: ReadState = 1;
  private readonly branches: Map<string, ReadState>[] = [new Map(), new Map()];
  private readonly ends = new Set<ReadState>();

  constructor(
    texts: readonly string[],
    private readonly ignoreCase: boolean,
  ) {
    for (const text of texts) this.ends.add(this.grow(ignoreCase ? text.toLowerCase() : text));
  }

  next(state: ReadState, letter: string): ReadState {
    return this.branchesAt(state).get(this.ignoreCase ? letter.toLowerCase() : letter) ?? DEAD;
  }

  matches(state: ReadState): boolean {
    return this.ends.has(state);
  }

  /** Whatever follows, another text would be no plain one. */
  isSettled(): boolean {
    return false;
  }

  lettersAt(state: ReadState): readonly string[] {
    const letters = [...this.branchesAt(state).keys()];
    return this.ignoreCase ? letters.flatMap(inBothCases) : letters;
  }

  private branchesAt(state: ReadState): Map<string, ReadState> {
    return this.branches[state] as Map<string, ReadState>;
  }

  private grow(text: string): ReadState {
    let state = this.start;
    for (const letter of text) {
      const known = this.branchesAt(state).get(letter);
      const next = known ?? this.branches.push(new Map()) - 1;
      if (known === undefined) this.branchesAt(state).set(letter, next);
      state = next;
    }
    return state;
  }
}
