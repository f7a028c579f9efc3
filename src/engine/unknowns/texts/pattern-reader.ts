/** Patterns read letter by letter, so that many can be read side by side. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT, type Token } from '../../glob';
import type { PlainText } from '../../text';

/** How far a pattern was read: a number that only its reader knows. */
export type ReadState = number;
/** Nothing that follows can match any more. */
export const DEAD: ReadState = 0;

export interface Reader {
  readonly start: ReadState;
  next(state: ReadState, letter: string): ReadState;
  /** Does the text up to here match? */
  matches(state: ReadState): boolean;
  /** Does it match, whatever follows? */
  isSettled(state: ReadState): boolean;
  /** The letters by which it goes on otherwise than by any other letter. */
  lettersAt(state: ReadState): readonly string[];
}

/** Reads one pattern. Each set of places in the pattern that a text may have reached is one state. */
export class PatternReader implements Reader {
  readonly start: ReadState;
  private readonly parts: readonly Part[];
  private readonly places: (readonly number[])[] = [[]];
  private readonly states = new Map<string, ReadState>([['', DEAD]]);
  private readonly steps: Map<string, ReadState>[] = [];
  private readonly letters: (readonly string[])[] = [];
  /** All letters that are not named are alike. */
  private readonly named = new Set([':']);

  constructor(
    pattern: PlainArn,
    private readonly ignoreCase: boolean,
  ) {
    this.parts = partsOf(pattern, ignoreCase ? (text) => text.toLowerCase() : (text) => text);
    for (const part of this.parts) if (typeof part === 'string') this.named.add(part);
    this.start = this.stateOf([0]);
  }

  next(state: ReadState, letter: string): ReadState {
    const steps = (this.steps[state] ??= new Map());
    const read = this.ignoreCase ? letter.toLowerCase() : letter;
    const name = this.named.has(read) ? read : ANY_OTHER;
    const known = steps.get(name);
    if (known !== undefined) return known;
    const after = this.after(state, read);
    steps.set(name, after);
    return after;
  }

  matches(state: ReadState): boolean {
    return this.placesAt(state).at(-1) === this.parts.length;
  }

  isSettled(state: ReadState): boolean {
    return this.matches(state) && this.parts.at(-1) === STAR && this.placesAt(state).includes(this.parts.length - 1);
  }

  lettersAt(state: ReadState): readonly string[] {
    return (this.letters[state] ??= this.placesAt(state).flatMap((place) => {
      const part = this.parts[place];
      if (part === STAR_IN_FIELD || part === ONE_IN_FIELD) return [':'];
      if (typeof part !== 'string') return [];
      return this.ignoreCase ? inBothCases(part) : [part];
    }));
  }

  /** A text after which it matches, as short as may be; `undefined`: there is none. `any`: what stands for a `?`. */
  rest(state: ReadState, any: string): string | undefined {
    const farthest = this.placesAt(state).at(-1);
    if (farthest === undefined) return undefined;
    const letters = this.parts.slice(farthest).map((part) => {
      if (typeof part === 'string') return part;
      return part === ONE || part === ONE_IN_FIELD ? any : '';
    });
    return letters.join('');
  }

  private placesAt(state: ReadState): readonly number[] {
    return this.places[state] as readonly number[];
  }

  private after(state: ReadState, read: string): ReadState {
    const after: number[] = [];
    for (const place of this.placesAt(state)) {
      const part = this.parts[place];
      const inField = read !== ':';
      if (part === STAR || (part === STAR_IN_FIELD && inField)) after.push(place);
      if (part === ONE || (part === ONE_IN_FIELD && inField) || part === read) after.push(place + 1);
    }
    return this.stateOf(after);
  }

  private stateOf(places: readonly number[]): ReadState {
    const all = this.opened(places);
    const name = all.join(' ');
    const known = this.states.get(name);
    if (known !== undefined) return known;
    const made = this.places.push(all) - 1;
    this.states.set(name, made);
    return made;
  }

  /** A `*` may stand for nothing: the place after it is reached too. What a later `*` takes, an earlier place need not. */
  private opened(places: readonly number[]): readonly number[] {
    const all: number[] = [];
    let lastStar = 0;
    for (let place of places) {
      if (all.length > 0 && place <= (all.at(-1) as number)) continue;
      all.push(place);
      while (this.isStar(place)) {
        lastStar = all.length - 1;
        all.push((place += 1));
      }
    }
    return all.slice(lastStar);
  }

  private isStar(place: number): boolean {
    const part = this.parts[place];
    return part === STAR || part === STAR_IN_FIELD;
  }
}

/** Stands for every letter that is not named; it is none itself. */
const ANY_OTHER = 'any other';

/** Both forms of a lower-case letter, where the other one is one letter too. */
export function inBothCases(letter: string): readonly string[] {
  const upper = letter.toUpperCase();
  return upper === letter || Array.from(upper).length !== 1 ? [letter] : [letter, upper];
}

type Part = string | typeof STAR | typeof ONE | typeof STAR_IN_FIELD | typeof ONE_IN_FIELD;
const STAR = 0;
const ONE = 1;
/** No wildcard of the first five fields of an ARN crosses a colon. */
const STAR_IN_FIELD = 2;
const ONE_IN_FIELD = 3;

function partsOf(pattern: PlainArn, read: (text: string) => string): readonly Part[] {
  if (pattern.is !== 'fields') return partsOfText(pattern, read, STAR, ONE);
  return pattern.fields.flatMap((field, at) =>
    at === 5
      ? partsOfText(field, read, STAR, ONE)
      : [...partsOfText(field, read, STAR_IN_FIELD, ONE_IN_FIELD), ':' as const],
  );
}

function partsOfText(pattern: PlainText, read: (text: string) => string, star: Part, one: Part): readonly Part[] {
  return tokensOf(pattern).flatMap<Part>((token) => {
    if (token === ANY_TEXT) return [star];
    return token === ANY_CHARACTER ? [one] : Array.from(read(token));
  });
}

export function tokensOf(pattern: PlainText): readonly Token[] {
  switch (pattern.is) {
    case 'any':
      return [ANY_TEXT];
    case 'exact':
      return [pattern.text];
    case 'prefix':
      return [pattern.text, ANY_TEXT];
    case 'glob':
      return pattern.tokens;
  }
}
