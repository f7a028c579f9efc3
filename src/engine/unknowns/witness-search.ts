/**
 * Strings that tell patterns apart: one for every combination of patterns that some string matches at once. The patterns
 * are read side by side, character by character, so that a string that is like `a*` and like `*b` is found as well.
 */
import { ANY_CHARACTER, ANY_TEXT, type Token } from '../glob';
import type { PlainArn } from '../arn-pattern';
import type { PlainText } from '../text';

export interface Pattern {
  readonly of: PlainArn;
  readonly ignoreCase?: boolean;
  /** Only strings that match one of the required patterns are wanted. */
  readonly required?: true;
}

/** A character that stands in none of the patterns, and the strings. `complete: false`: there were too many to find. */
export interface Witnesses {
  readonly texts: readonly string[];
  readonly complete: boolean;
}

/** `mostStates`: how far the patterns are read before it gives up. */
export function witnessesOf(patterns: readonly Pattern[], fresh: string, mostStates = 20_000): Witnesses {
  const simple = patterns.every(({ of, ignoreCase, required }) => isSimple(of) && !ignoreCase && !required);
  if (simple) return { texts: [fresh, ...patterns.flatMap(({ of }) => simpleWitnesses(of, fresh))], complete: true };
  const automata = patterns.map(automatonOf);
  const [literals, others] = [automata.filter(isLiteral), automata.filter((one) => !isLiteral(one))];
  // Very many literals are tried as they stand; a witness with a fresh character is none of them.
  const readBeside = literals.length > 40 ? others : automata;
  const plain = readBeside === others ? literals.flatMap(spellings) : [];
  const { texts, complete } = search(readBeside, fresh, mostStates);
  return { texts: [...texts, ...plain], complete };
}

/** Of a text in any case two: one of them may be another literal. */
function spellings({ parts, ignoreCase }: Automaton): readonly string[] {
  const text = parts.map(String).join('');
  return ignoreCase ? [text, text.toUpperCase()] : [text];
}

/** A character that occurs in none of the texts. */
export function freshCharacter(texts: readonly string[]): string {
  const all = texts.join('').toLowerCase();
  for (let code = 0xf8; ; code += 1) {
    const character = String.fromCharCode(code);
    if (!all.includes(character) && character.toLowerCase() === character) return character;
  }
}

type Part = string | typeof STAR | typeof ONE | typeof STAR_IN_FIELD | typeof ONE_IN_FIELD;
const STAR = 0;
const ONE = 1;
/** No wildcard of the first five fields of an ARN crosses a colon. */
const STAR_IN_FIELD = 2;
const ONE_IN_FIELD = 3;

interface Automaton {
  readonly parts: readonly Part[];
  readonly ignoreCase: boolean;
  readonly required: boolean;
}

const isSimple = (of: PlainArn) => of.is === 'any' || of.is === 'exact' || of.is === 'prefix';
const isLiteral = ({ parts, required }: Automaton) => !required && parts.every((part) => typeof part === 'string');

function simpleWitnesses(of: PlainArn, fresh: string): readonly string[] {
  if (of.is === 'exact') return [of.text];
  return of.is === 'prefix' ? [of.text, of.text + fresh] : [];
}

function automatonOf({ of, ignoreCase = false, required }: Pattern): Automaton {
  const read = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  return { parts: partsOf(of, read), ignoreCase, required: required === true };
}

function partsOf(of: PlainArn, read: (text: string) => string): readonly Part[] {
  if (of.is !== 'fields') return partsOfText(of, read, STAR, ONE);
  return of.fields.flatMap((field, at) =>
    at === 5
      ? partsOfText(field, read, STAR, ONE)
      : [...partsOfText(field, read, STAR_IN_FIELD, ONE_IN_FIELD), ':' as const],
  );
}

function partsOfText(of: PlainText, read: (text: string) => string, star: Part, one: Part): readonly Part[] {
  const tokens: readonly Token[] =
    of.is === 'any' ? [ANY_TEXT] : of.is === 'glob' ? of.tokens : of.is === 'prefix' ? [of.text, ANY_TEXT] : [of.text];
  return tokens.flatMap<Part>((token) => {
    if (token === ANY_TEXT) return [star];
    return token === ANY_CHARACTER ? [one] : Array.from(read(token));
  });
}

type Places = readonly number[];

function search(automata: readonly Automaton[], fresh: string, mostStates: number): Witnesses {
  const letters = lettersOf(automata, fresh);
  const mustReach = automata.some(({ required }) => required);
  const found = new Map<string, string>();
  const start = automata.map((automaton) => opened(automaton, [0]));
  const seen = new Set([nameOf(start)]);
  let edge = [{ text: '', state: start }];
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const { text, state } of edge) {
      remember(found, automata, state, text, fresh);
      for (const letter of letters) {
        const after = state.map((places, at) => step(automata[at] as Automaton, places, letter));
        if (mustReach && !after.some((places, at) => automata[at]?.required === true && places.length > 0)) continue;
        const name = nameOf(after);
        if (seen.has(name)) continue;
        if (seen.size >= mostStates) return { texts: [...found.values()], complete: false };
        seen.add(name);
        next.push({ text: text + letter, state: after });
      }
    }
    edge = next;
  }
  return { texts: [...found.values()], complete: true };
}

/** Of each combination the shortest text, and the shortest with a fresh character: that one is no literal. */
function remember(
  found: Map<string, string>,
  automata: readonly Automaton[],
  state: readonly Places[],
  text: string,
  fresh: string,
): void {
  const matched = automata.map(({ parts }, at) => state[at]?.at(-1) === parts.length);
  const required = automata.some((one) => one.required);
  if (required && !automata.some((one, at) => one.required && matched[at] === true)) return;
  const name = matched.map(Number).join('');
  if (!found.has(name)) found.set(name, text);
  const freshName = `${name} fresh`;
  if (text.includes(fresh) && !found.has(freshName)) found.set(freshName, text);
}

const nameOf = (state: readonly Places[]): string => state.map((places) => places.join(' ')).join('|');

/** The fresh character comes first: of texts of one length it is then preferred. */
function lettersOf(automata: readonly Automaton[], fresh: string): readonly string[] {
  const letters = new Set([fresh]);
  for (const { parts, ignoreCase } of automata) {
    for (const part of parts) {
      if (typeof part !== 'string') continue;
      letters.add(part);
      if (ignoreCase) letters.add(part.toUpperCase());
    }
  }
  return [...letters];
}

/** A wildcard for any text may stand for none: the place after it is reached too. */
function opened({ parts }: Automaton, places: readonly number[]): Places {
  const all = new Set<number>();
  for (let place of places) {
    all.add(place);
    while (parts[place] === STAR || parts[place] === STAR_IN_FIELD) all.add((place += 1));
  }
  return [...all].sort((one, other) => one - other);
}

function step(automaton: Automaton, places: Places, letter: string): Places {
  const { parts, ignoreCase } = automaton;
  const read = ignoreCase ? letter.toLowerCase() : letter;
  const after: number[] = [];
  for (const place of places) {
    const part = parts[place];
    const stays = part === STAR || (part === STAR_IN_FIELD && letter !== ':');
    const passes = part === ONE || (part === ONE_IN_FIELD && letter !== ':') || part === read;
    if (stays) after.push(place);
    if (passes) after.push(place + 1);
  }
  return opened(automaton, after);
}
