/** The unknown keys that open rules hang on, and the rules, each with the context of its authorization. */
import type { IndexedContext } from '../context';
import type { Truth } from '../truth';
import type { PatternList } from './texts/text-lists';
import type { OpenPart } from './uses';

/** What a key may be worth; `undefined`: it is absent. */
export type Value = string | readonly string[] | undefined;

/** An unknown key, one and the same in all contexts where it stands. */
export interface OpenKey {
  /** Its name, in lower case. */
  readonly key: string;
  readonly isMultivalued: boolean;
  /** A value that it has in any case, of several. */
  readonly including?: string;
  /** It is the ARN of a role of which only the path is unknown. */
  readonly role?: RoleOfUnknownPath;
  /** All that it may be worth, where the rules do not say so. */
  readonly values?: readonly Value[];
  /** Lists of texts of which each makes a difference by itself. */
  readonly apart?: readonly PatternList[];
}

export interface RoleOfUnknownPath {
  /** The ARN up to the path. */
  readonly start: string;
  /** The name. */
  readonly end: string;
}

export interface PlacedPart {
  readonly part: OpenPart;
  readonly context: IndexedContext;
  /** The open keys that it hangs on: indexes, in the order of `part.keys`. */
  readonly keys: readonly number[];
}

export interface PlacedRule {
  readonly parts: readonly PlacedPart[];
  /** Index of the list that it counts in. */
  readonly list: number;
  /** Open keys on which hangs what it adds, besides those of its parts. */
  readonly besides: readonly number[];
  /** What it adds to its list, as bits, if it applies or (`undefined`) may apply. */
  readonly adds: (applies: true | undefined, valueOf: (key: number) => Assigned) => number;
}

/** `unknown`: the key stays so. */
export type Assigned = { readonly value: Value } | 'unknown';

/** The truth of parts where keys have these values; keys that are left out stay unknown. */
export function truthWith(values: ReadonlyMap<string, Value>): (placed: PlacedPart) => Truth {
  const contexts = new Map<IndexedContext, IndexedContext>();
  return ({ part, context }) => {
    let supposed = contexts.get(context);
    if (supposed === undefined) {
      const known = new Map(context.values);
      for (const [key, value] of values) known.set(key, value ?? []);
      supposed = { ...context, values: known };
      contexts.set(context, supposed);
    }
    return part.truth(supposed);
  };
}

/** Do all of them hold? */
export function allHold(parts: readonly PlacedPart[], truthOf: (part: PlacedPart) => Truth): Truth {
  let result: Truth = true;
  for (const part of parts) {
    const truth = truthOf(part);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}
