/** The request context, indexed for look-ups by lower-case key. */
import type { Context } from './types';
import { matchTokens, tokenize, type Token } from './glob';

export const UNKNOWN: unique symbol = Symbol('unknown');
/** A value, a multivalued key's values, unknown, or `undefined`: absent. */
export type Seen = string | readonly string[] | typeof UNKNOWN | undefined;

export interface IndexedContext {
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  readonly unknownKeys: ReadonlySet<string>;
  readonly unknownPatterns: readonly (readonly Token[])[];
}

export function indexContext(context: Context): IndexedContext {
  const known = indexes.get(context);
  if (known !== undefined) return known;
  const made = makeIndex(context);
  indexes.set(context, made);
  return made;
}

/** Several layers ask about one authorization; its context is indexed once. */
const indexes = new WeakMap<Context, IndexedContext>();

export function lookUp(context: IndexedContext, lowerKey: string): Seen {
  const value = context.values.get(lowerKey);
  if (value !== undefined) return value;
  if (context.unknownKeys.has(lowerKey)) return UNKNOWN;
  for (const pattern of context.unknownPatterns) if (matchTokens(pattern, lowerKey)) return UNKNOWN;
  return undefined;
}

/** The context with some unknown keys completed; `undefined` makes a key absent. */
export function completeContext(
  context: Context,
  values: ReadonlyMap<string, string | readonly string[] | undefined>,
): Context {
  const index = indexContext(context);
  const completed = new Map(index.values);
  const unknownKeys = new Set(index.unknownKeys);
  for (const [key, value] of values) {
    unknownKeys.delete(key);
    // An empty array is an absent key, and it hides the patterns of unknown keys.
    completed.set(key, value ?? []);
  }
  const result: Context = { ...context };
  indexes.set(result, { values: completed, unknownKeys, unknownPatterns: index.unknownPatterns });
  return result;
}

function makeIndex(context: Context): IndexedContext {
  const values = new Map<string, string | readonly string[]>();
  for (const key in context.known) {
    const value = context.known[key]!;
    // An empty array is an absent key.
    if (typeof value === 'string' || value.length > 0) values.set(lowerCase(key), value);
  }
  const keys = context.unknown.map(({ key }) => lowerCase(key));
  return {
    values,
    unknownKeys: new Set(keys.filter((key) => !key.includes('*'))),
    unknownPatterns: keys.filter((key) => key.includes('*')).map(tokenize),
  };
}

/** Context keys are few and come again with every request. */
export function lowerCase(key: string): string {
  let lower = lowerKeys.get(key);
  if (lower === undefined) {
    lower = key.toLowerCase();
    if (lowerKeys.size > 5_000) lowerKeys.clear();
    lowerKeys.set(key, lower);
  }
  return lower;
}
const lowerKeys = new Map<string, string>();
