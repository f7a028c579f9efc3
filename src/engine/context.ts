/** The request context, indexed for look-ups by lower-case key. */
import type { Context, UnknownKey } from './types';
import { matchTokens, tokenize, type Token } from './glob';
import { Memory } from './bounded-cache';
import { Interpretations } from './open-questions';

export const UNKNOWN: unique symbol = Symbol('unknown');
/** A value, a multivalued key's values, unknown, or `undefined`: absent. */
export type Seen = string | readonly string[] | typeof UNKNOWN | undefined;

export interface IndexedContext {
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  readonly unknownKeys: ReadonlySet<string>;
  readonly unknownPatterns: readonly (readonly Token[])[];
  /** What an unknown key is known not to be, by lower-case key. */
  readonly otherThan: ReadonlyMap<string, string> | undefined;
  /** One value that an unknown key is known to have among others, by lower-case key. */
  readonly including: ReadonlyMap<string, string> | undefined;
  readonly interpretations: Interpretations;
  /** Where the unknowns that matter are noted down, when somebody asks; see `usesIn`. */
  readonly uses: object | undefined;
  /** Whether statements and grants that hang on unknown keys are taken to apply. */
  readonly assumed: ReadonlyMap<object, boolean> | undefined;
}

/** What is another in a completed context, besides its values. */
export type Completion = Partial<Pick<IndexedContext, 'interpretations' | 'uses' | 'assumed'>>;

export function indexContext(context: Context): IndexedContext {
  if (context instanceof IndexedOnce) return context.index;
  const known = indexes.get(context);
  if (known !== undefined) return known;
  const made = makeIndex(context);
  indexes.set(context, made);
  return made;
}

/** A context that keeps its own index: it costs less than a look-up. */
export class IndexedOnce<Why extends string> implements Context<Why> {
  private made: IndexedContext | undefined;
  constructor(
    readonly known: Context['known'],
    readonly unknown: Context<Why>['unknown'],
    index?: IndexedContext,
  ) {
    this.made = index;
  }

  get index(): IndexedContext {
    return (this.made ??= makeIndex(this));
  }
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

/** The same context with some unknown keys completed (`undefined` makes a key absent), or another way to evaluate it. */
export function completeContext<Why extends string>(
  context: Context<Why>,
  values: ReadonlyMap<string, string | readonly string[] | undefined>,
  { interpretations, uses, assumed }: Completion = {},
): Context<Why> {
  const index = indexContext(context);
  return new IndexedOnce(context.known, context.unknown, {
    values: values.size === 0 ? index.values : completedValues(index.values, values),
    unknownKeys: index.unknownKeys,
    unknownPatterns: index.unknownPatterns,
    otherThan: index.otherThan,
    including: index.including,
    interpretations: interpretations ?? new Interpretations(index.interpretations.reversed),
    uses,
    assumed,
  });
}

function completedValues(
  known: IndexedContext['values'],
  values: ReadonlyMap<string, string | readonly string[] | undefined>,
): IndexedContext['values'] {
  const completed = new Map(known);
  // What is known hides that it was unknown.
  for (const [key, value] of values) completed.set(key, value ?? []);
  return completed;
}

/** The same context, with what AWS's documentation leaves open interpreted that way. */
export function withInterpretations<Why extends string>(
  context: Context<Why>,
  interpretations: Interpretations,
): Context<Why> {
  // All fields by their names: a spread would cost more than all look-ups of a small policy.
  const { values, unknownKeys, unknownPatterns, otherThan, including } = indexContext(context);
  const index = {
    values,
    unknownKeys,
    unknownPatterns,
    otherThan,
    including,
    interpretations,
    uses: undefined,
    assumed: undefined,
  };
  return new IndexedOnce(context.known, context.unknown, index);
}

function makeIndex(context: Context): IndexedContext {
  const values = new Map<string, string | readonly string[]>();
  for (const key of Object.keys(context.known)) {
    // An empty array is an absent key, and it hides the patterns of unknown keys.
    values.set(lowerCase(key), context.known[key] as string | readonly string[]);
  }
  return indexOf(values, context.unknown);
}

/** The index of known keys in lower case. */
export function indexOf(values: IndexedContext['values'], unknown: Context['unknown']): IndexedContext {
  const keys = unknown.length === 0 ? NONE : unknown.map(({ key }) => lowerCase(key));
  return {
    values,
    unknownKeys: keys.length === 0 ? NO_KEYS : new Set(keys.filter((key) => !key.includes('*'))),
    unknownPatterns: keys.length === 0 ? NO_PATTERNS : keys.filter((key) => key.includes('*')).map(tokenize),
    otherThan: keys.length === 0 ? undefined : byKey(unknown, (one) => one.otherThan),
    including: keys.length === 0 ? undefined : byKey(unknown, (one) => one.including),
    interpretations: new Interpretations(),
    uses: undefined,
    assumed: undefined,
  };
}

function byKey(
  unknown: Context['unknown'],
  of: (one: UnknownKey) => string | undefined,
): ReadonlyMap<string, string> | undefined {
  const found = unknown.flatMap((one) => {
    const text = of(one);
    return text === undefined ? [] : [[lowerCase(one.key), text] as const];
  });
  return found.length === 0 ? undefined : new Map(found);
}

const NONE: readonly string[] = [];

const NO_KEYS: ReadonlySet<string> = new Set();
const NO_PATTERNS: readonly (readonly Token[])[] = [];

/** Context keys and actions are few and come again with every request. */
export const lowerCase = (key: string): string => lowerKeys.of(key, lowered);
const lowered = (key: string): string => key.toLowerCase();
const lowerKeys = new Memory<string>(5_000);
