/** A list of patterns read letter by letter as if it were one: what all of its patterns have read so far is one state. */
import { LiteralsReader } from './literals-reader';
import { DEAD, PatternReader, type Reader, type ReadState } from './pattern-reader';
import type { PatternList } from './text-lists';

/** Whatever follows, no pattern matches. */
export const NEVER: ReadState = 0;
/** Whatever follows, some pattern matches. */
export const ALWAYS: ReadState = 1;

interface Entry {
  /** How far each pattern was read; of `NEVER` and `ALWAYS` it does not matter. */
  readonly states: readonly ReadState[];
  readonly matches: boolean;
  readonly next: Map<string, ReadState>;
  letters?: readonly string[];
}

export class ListReader implements Reader {
  readonly start: ReadState;
  private work = 0;
  private readonly readers: readonly Reader[];
  private readonly entries: Entry[] = [
    { states: [], matches: false, next: new Map() },
    { states: [], matches: true, next: new Map() },
  ];
  private readonly known = new Map<string, ReadState>();

  constructor(list: PatternList) {
    this.readers = readersOf(list);
    this.start = this.stateOf(this.readers.map(({ start }) => start));
  }

  next(state: ReadState, letter: string): ReadState {
    if (state <= ALWAYS) return state;
    const { states, next } = this.entryAt(state);
    const known = next.get(letter);
    if (known !== undefined) return known;
    this.work += states.length;
    const after = this.stateOf(states.map((one, at) => (this.readers[at] as Reader).next(one, letter)));
    next.set(letter, after);
    return after;
  }

  /** How many letters its patterns have read since it was asked last; what is remembered is not read again. */
  takeWork(): number {
    const { work } = this;
    this.work = 0;
    return work;
  }

  matches(state: ReadState): boolean {
    return this.entryAt(state).matches;
  }

  isSettled(state: ReadState): boolean {
    return state === ALWAYS;
  }

  lettersAt(state: ReadState): readonly string[] {
    const entry = this.entryAt(state);
    entry.letters ??= [...new Set(entry.states.flatMap((one, at) => (this.readers[at] as Reader).lettersAt(one)))];
    return entry.letters;
  }

  private entryAt(state: ReadState): Entry {
    return this.entries[state] as Entry;
  }

  private stateOf(states: readonly ReadState[]): ReadState {
    if (states.every((state) => state === DEAD)) return NEVER;
    if (states.some((state, at) => (this.readers[at] as Reader).isSettled(state))) return ALWAYS;
    const name = states.join();
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const matches = states.some((state, at) => (this.readers[at] as Reader).matches(state));
    const made = this.entries.push({ states, matches, next: new Map() }) - 1;
    this.known.set(name, made);
    return made;
  }
}

function readersOf({ patterns, ignoreCase }: PatternList): readonly Reader[] {
  const literals = patterns.flatMap((pattern) => (pattern.is === 'exact' ? [pattern.text] : []));
  const others = patterns.filter(({ is }) => is !== 'exact').map((pattern) => new PatternReader(pattern, ignoreCase));
  return literals.length === 0 ? others : [new LiteralsReader(literals, ignoreCase), ...others];
}
