/** What the text of an input is cut into, one after the other, before anything is read from it. */
export type Frame =
  /** A whole JSON value; `before` is what stood before it on its line (the time and stream of `aws logs tail`). */
  | { readonly is: 'json'; readonly text: string; readonly line: number; readonly before?: string }
  /** Lines that are no JSON. */
  | { readonly is: 'text'; readonly text: string; readonly line: number; readonly lines: number }
  /** A row of a table, by the names of its header. */
  | { readonly is: 'row'; readonly row: Readonly<Record<string, string>>; readonly line: number }
  /** A JSON value that has no end; what could still be read of it came before. */
  | { readonly is: 'cut'; readonly line: number }
  /** A value that is longer than `longestValue`. */
  | { readonly is: 'too-long'; readonly line: number };

/** Takes the text piece by piece, wherever the pieces were cut. */
export interface Framer {
  readonly push: (piece: string) => readonly Frame[];
  readonly end: () => readonly Frame[];
}

/** Characters. A record of CloudTrail has 256 KB at most; lists are taken apart before. */
export const longestValue = 16 * 1024 * 1024;
