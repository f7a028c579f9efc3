/** Texts of policies with unknown keys in them, which are left open as holes. */
import type { ArnPattern, PlainArn } from '../../arn-pattern';
import { lookUp, UNKNOWN, type IndexedContext } from '../../context';
import type { Token } from '../../glob';
import { isVariable, joinLiterals, textOf, type Text, type TextPart } from '../../text';
import { tokensOf } from './pattern-reader';

/** Where the value of an open key stands in the text. */
export interface Hole {
  readonly key: number;
  /** What stands there if the key has no single value; `undefined`: then the text matches nothing. */
  readonly fallback: string | undefined;
}
export type Piece = Token | Hole;

/** A text (one field), or the six fields of an ARN. */
export type Template = readonly (readonly Piece[])[];

export const isHole = (piece: Piece): piece is Hole => typeof piece === 'object';

/** The open keys in it, each once. */
export const holesIn = (template: Template): readonly number[] => [
  ...new Set(template.flatMap((pieces) => pieces.filter(isHole).map(({ key }) => key))),
];

/** `undefined`: a variable has no value, and the text matches nothing. */
export function templateOf(
  pattern: ArnPattern,
  context: IndexedContext,
  indexOf: (key: string) => number,
): Template | undefined {
  const texts = pattern.is === 'fields' ? pattern.fields : [pattern];
  const fields: (readonly Piece[])[] = [];
  for (const text of texts) {
    const pieces = piecesOf(text, context, indexOf);
    if (pieces === undefined) return undefined;
    fields.push(pieces);
  }
  return fields;
}

function piecesOf(text: Text, context: IndexedContext, indexOf: (key: string) => number): readonly Piece[] | undefined {
  if (text.is !== 'variable') return tokensOf(text);
  const pieces = text.parts.map((part) => pieceOf(part, context, indexOf));
  return pieces.some((piece) => piece === undefined) ? undefined : (pieces as Piece[]);
}

function pieceOf(part: TextPart, context: IndexedContext, indexOf: (key: string) => number): Piece | undefined {
  if (!isVariable(part)) return part;
  const { variable, fallback } = part;
  const value = lookUp(context, variable);
  if (value === UNKNOWN) return { key: indexOf(variable), fallback };
  return typeof value === 'string' ? value : fallback;
}

/** The text with something in each hole; `undefined` for a key without a single value. */
export function filled(
  template: Template,
  inPlaceOf: (hole: Hole) => readonly Token[] | undefined,
): PlainArn | undefined {
  const fields = template.map((pieces) => {
    const tokens = pieces.map((piece) => {
      if (!isHole(piece)) return [piece];
      return inPlaceOf(piece) ?? (piece.fallback === undefined ? undefined : [piece.fallback]);
    });
    return tokens.some((some) => some === undefined) ? undefined : textOf(joinLiterals((tokens as Token[][]).flat()));
  });
  if (fields.some((field) => field === undefined)) return undefined;
  const [text, ...others] = fields as Exclude<(typeof fields)[number], undefined>[];
  return others.length === 0 ? text : { is: 'fields', fields: fields as NonNullable<(typeof fields)[number]>[] };
}
