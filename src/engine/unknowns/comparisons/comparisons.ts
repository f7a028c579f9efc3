/**
 * Unknown keys that are compared with one another through variables. Pairs of values that agree, or do not, have no end:
 * two tags may hold any text, the same or not. So each key is tried with kinds of texts, and where texts of two kinds may
 * agree or not, whether they do is a choice of its own.
 */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT, type Token } from '../../glob';
import type { PlainText } from '../../text';
import { tokensOf } from '../texts/pattern-reader';
import { filled, isHole, type Template } from '../texts/template';
import { matchesList, type PatternList } from '../texts/text-lists';

/** An open key, compared with a text in which other open keys stand. */
export interface Comparison {
  readonly compared: number;
  readonly template: Template;
  readonly ignoreCase: boolean;
  /** The keys in the text, each once. */
  readonly holes: readonly number[];
}

/** Does a value that agrees with the one text agree with the other, whatever is in the holes? */
export function implies(one: Comparison, other: Comparison): boolean {
  const isSame = one.compared === other.compared && other.holes.every((hole) => one.holes.includes(hole));
  if (!isSame || !isPlain(one) || (one.ignoreCase && !other.ignoreCase)) return false;
  // What agrees where a key is absent shows nothing of a text in which that key has to stand.
  if (one.template.flat().some((piece) => isHole(piece) && piece.fallback !== undefined)) return false;
  // What stands for one letter does not stand for what is in a hole.
  if (other.template.flat().includes(ANY_CHARACTER)) return false;
  const [text, pattern] = [one, other].map(({ template }) => filled(template, ({ key }) => [`\0${key}\0`]));
  return (
    text?.is === 'exact' && matchesList({ patterns: [pattern as PlainArn], ignoreCase: other.ignoreCase }, text.text)
  );
}

/** No wildcards: with something in its holes it is one text. */
export const isPlain = ({ template }: Comparison): boolean =>
  template.length === 1 && template.flat().every((piece) => isHole(piece) || typeof piece === 'string');

/** Texts that agree, whatever is in the holes. */
export function withAnything({ template, ignoreCase }: Comparison): PatternList {
  return { ignoreCase, patterns: [filled(template, () => [ANY_TEXT]) as PlainArn] };
}

/** Texts that may agree, where what is in the hole is like one of these. */
export interface Around {
  readonly list: PatternList;
  /** With anything else in the hole they do not agree. */
  readonly isExact: boolean;
}

/** In a field of an ARN, and in place of an ARN, anything may stand. */
export function around(comparison: Comparison, hole: number, list: PatternList): Around {
  const { template, ignoreCase } = comparison;
  const isText = template.length === 1 && list.patterns.every(({ is }) => is !== 'fields');
  const patterns = list.patterns.map((pattern) => {
    const inside: readonly Token[] = isText ? tokensOf(pattern as PlainText) : [ANY_TEXT];
    return filled(template, ({ key }) => (key === hole ? inside : [ANY_TEXT])) as PlainArn;
  });
  const isExact = isText && isPlain(comparison) && !ignoreCase && template.flat().filter(isHole).length === 1;
  return { list: { patterns, ignoreCase: ignoreCase || list.ignoreCase }, isExact };
}
