import type { Card } from '../contract';

/** One block of a page, in words, but not yet how it looks. */
export type Block =
  /** Once, first. `tone` separates good news from bad. */
  | { readonly is: 'card'; readonly tone: 'denied' | 'unclear' | 'allowed'; readonly card: Card }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'sentence'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly is: 'code'; readonly lines: readonly string[] };
