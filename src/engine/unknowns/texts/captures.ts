/** What may stand in a hole of a text, so that the text matches a value: parts of that value. */
import { fieldsOf } from '../../arn-pattern';
import { ANY_TEXT, matchTokens, type Token } from '../../glob';
import type { StepBudget } from '../step-budget';
import { isHole, type Piece, type Template } from './template';

export interface Captures {
  readonly texts: readonly string[];
  /** `false`: there may be more. */
  readonly complete: boolean;
}

const mostTexts = 1_000;
/** A `*` on both sides of a hole lets every part of the value stand there. */
const mostLetters = 50_000;

/** The parts of the value that the open key may be, whatever other open keys are. */
export function capturesOf(
  key: number,
  template: Template,
  value: string,
  ignoreCase: boolean,
  budget: StepBudget,
): Captures {
  const texts = template.length === 1 ? [value] : fieldsOf(value, false);
  if (texts.length !== template.length) return NONE;
  const fields = template.map((pieces, at) => new Field(pieces, texts[at] as string, ignoreCase));
  if (!budget.spend(fields.reduce((steps, { cost }) => steps + cost, 0))) return UNREAD;
  if (!fields.every((field) => field.fits())) return NONE;
  const [first = NONE, ...others] = fields.filter((field) => field.has(key)).map((field) => field.captures(key));
  return others.reduce(inBoth, first);
}

const NONE: Captures = { texts: [], complete: true };
const UNREAD: Captures = { texts: [], complete: false };

const inBoth = (one: Captures, other: Captures): Captures => ({
  texts: one.texts.filter((text) => other.texts.includes(text)),
  complete: one.complete && other.complete,
});

/** One field of an ARN, or a text that is none, beside what it is compared with. */
class Field {
  private readonly text: string;

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly value: string,
    private readonly ignoreCase: boolean,
  ) {
    this.text = this.read(value);
  }

  get cost(): number {
    return this.pieces.some(isHole) ? 2 * this.pieces.length * (this.text.length + 1) : 1;
  }

  has(key: number): boolean {
    return this.pieces.some((piece) => isHoleOf(key, piece));
  }

  /** Does it match, if anything may stand in its holes? */
  fits(): boolean {
    return matchTokens(this.tokens(), this.text);
  }

  captures(key: number): Captures {
    // A letter of another case may be longer: then the parts of the text are none of the value's.
    if (this.text.length !== this.value.length) return UNREAD;
    const at = this.pieces.findIndex((piece) => isHoleOf(key, piece));
    const tokens = this.tokens();
    const places = Array.from({ length: this.text.length + 1 }, (_, place) => place);
    const starts = places.filter((place) => matchTokens(tokens.slice(0, at), this.text.slice(0, place)));
    const ends = places.filter((place) => matchTokens(tokens.slice(at + 1), this.text.slice(place)));
    const isOnce = !this.pieces.slice(at + 1).some((piece) => isHoleOf(key, piece));
    return bounded(partsBetween(this.value, starts, ends), (part) => isOnce || this.fitsWith(key, part));
  }

  private fitsWith(key: number, part: string): boolean {
    const tokens = this.tokens();
    const filled = this.pieces.map((piece, at) => (isHoleOf(key, piece) ? this.read(part) : (tokens[at] as Token)));
    return matchTokens(filled, this.text);
  }

  private tokens(): readonly Token[] {
    return this.pieces.map((piece) => {
      if (isHole(piece)) return ANY_TEXT;
      return typeof piece === 'string' ? this.read(piece) : piece;
    });
  }

  private read(text: string): string {
    return this.ignoreCase ? text.toLowerCase() : text;
  }
}

const isHoleOf = (key: number, piece: Piece): boolean => isHole(piece) && piece.key === key;

function* partsBetween(value: string, starts: readonly number[], ends: readonly number[]): Generator<string> {
  for (const start of starts) for (const end of ends) if (end >= start) yield value.slice(start, end);
}

function bounded(parts: Iterable<string>, fits: (part: string) => boolean): Captures {
  const found = new Set<string>();
  let letters = 0;
  for (const part of parts) {
    if (found.has(part) || !fits(part)) continue;
    letters += part.length;
    if (found.size >= mostTexts || letters > mostLetters) return { texts: [...found], complete: false };
    found.add(part);
  }
  return { texts: [...found], complete: true };
}
