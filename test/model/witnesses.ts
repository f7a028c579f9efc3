/**
 * Strings that tell patterns apart: one for every combination of patterns that some string matches at once. Each pattern
 * is read character by character beside all the others, so a string for "`a*` and `*b` but not `ab`" is found.
 */
export function witnesses(patterns: readonly Pattern[]): readonly string[] {
  const letters = [...new Set([...patterns.flatMap(lettersOf), fresh])];
  const start = patterns.map((pattern) => open(pattern, new Set([0])));
  const found = new Map<string, string>();
  const seen = new Set([nameOf(start)]);
  let edge = [{ text: '', state: start }];
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const { text, state } of edge) {
      const matched = nameOf(state.map((places, at) => new Set(places.has(patterns[at]!.parts.length) ? [1] : [0])));
      if (!found.has(matched)) found.set(matched, text);
      for (const letter of letters) {
        const after = state.map((places, at) => step(patterns[at]!, places, letter));
        if (seen.has(nameOf(after))) continue;
        seen.add(nameOf(after));
        next.push({ text: text + letter, state: after });
      }
    }
    edge = next;
  }
  return [...found.values()];
}

/** What a policy's text is made of: single characters, and the two wildcards. */
export interface Pattern {
  readonly parts: readonly Part[];
  readonly ignoreCase?: boolean;
  /** The fields of an ARN: no wildcard crosses a colon. */
  readonly inFields?: boolean;
}

/** A character, or a wildcard. */
export type Part = string | typeof anyText | typeof anyLetter;
export const anyText = Symbol('*');
export const anyLetter = Symbol('?');
const fresh = 'ø';

type Places = ReadonlySet<number>;
const nameOf = (state: readonly Places[]) =>
  state.map((places) => [...places].sort((a, b) => a - b).join(' ')).join('|');

function lettersOf({ parts, ignoreCase }: Pattern): readonly string[] {
  const letters = parts.filter((part): part is string => typeof part === 'string');
  return ignoreCase === true ? letters.flatMap((letter) => [letter.toLowerCase(), letter.toUpperCase()]) : letters;
}

/** A `*` may be empty, so the place after it is reached too. */
function open({ parts }: Pattern, places: Set<number>): Places {
  for (const place of places) if (parts[place] === anyText) places.add(place + 1);
  return places;
}

function step(pattern: Pattern, places: Places, letter: string): Places {
  const { parts, ignoreCase, inFields } = pattern;
  const after = new Set<number>();
  for (const place of places) {
    const part = parts[place];
    const wild = inFields !== true || letter !== ':';
    const fold = (text: string) => (ignoreCase === true ? text.toLowerCase() : text);
    if (part === anyText && wild) after.add(place);
    if (part === anyLetter && wild) after.add(place + 1);
    if (typeof part === 'string' && fold(part) === fold(letter)) after.add(place + 1);
  }
  return open(pattern, after);
}
