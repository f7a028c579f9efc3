import type { Card, Link } from '../contract';

/** One block of a page, in words, but not yet how it looks. */
export type Block =
  /** Once, first. `tone` separates good news from bad. */
  | { readonly is: 'card'; readonly tone: 'denied' | 'unclear' | 'allowed'; readonly card: Card }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'sentence'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'code'; readonly lines: readonly string[] }
  /** A policy's statement; `marked`: the lines, counted from 0, of the conditions that decided. */
  | { readonly is: 'statement'; readonly lines: readonly string[]; readonly marked: readonly number[] }
  /** The gates of each action in the order of AWS, as far as the request came to them. */
  | { readonly is: 'gates'; readonly rows: readonly GateRow[] }
  | { readonly is: 'times'; readonly points: readonly { readonly time: string; readonly text: string }[] }
  | { readonly is: 'links'; readonly links: readonly Link[] };

export interface GateRow {
  readonly action: string;
  readonly gates: readonly Gate[];
}
export interface Gate {
  readonly label: string;
  /** `stopped`: what denied it; `stops-next`: what would deny it then. */
  readonly is: 'passed' | 'stopped' | 'stops-next' | 'unknown';
}
