/** Texts that stand in a line for what was cut out of it; no line holds them by itself. */
export const mark = (number: number): string => `"${MARK}${number}"`;

/** A character of one byte: one of two would make every line twice as long. */
const MARK = '\u00ad';

/** What was cut out; how many of these were asked for. */
export interface Cut<T> {
  readonly all: readonly T[];
  used: number;
}

/** The number of the mark; `undefined`: no mark. */
export function markedIn(slot: unknown): number | undefined {
  if (typeof slot !== 'string' || slot.charCodeAt(0) !== 0xad) return undefined;
  let number = 0;
  for (let at = 1; at < slot.length; at += 1) number = number * 10 + slot.charCodeAt(at) - 48;
  return number;
}

/** Nothing can be cut out of such a line: it holds what looks like a mark. */
export function looksMarked(line: string): boolean {
  return line.includes(MARK) || (line.includes('\\u00') && ESCAPED_MARK.test(line));
}

const ESCAPED_MARK = /\\u00ad/i;
