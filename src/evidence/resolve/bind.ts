/** Binds facts to the context keys that the record left unknown. What it knows or knows to be absent stays as it is. */
import { matchTokens, tokenize } from '../../engine/glob';
import type { RequestContext } from '../../request/types';

type Value = string | readonly string[];

/** One key (`undefined`: it is absent), or all keys that begin so: those given have their values, all others are absent. */
export type Binding =
  | { readonly key: string; readonly value: Value | undefined }
  /** It stays unknown, but is not what this pattern matches. */
  | { readonly key: string; readonly otherThan: string }
  | { readonly prefix: string; readonly values: Readonly<Record<string, string>> };

/** The first of two bindings of one key holds. */
export const bind = (context: RequestContext, bindings: readonly Binding[]): RequestContext =>
  bindings.reduce((bound, one) => {
    if ('prefix' in one) return bindFamily(bound, one.prefix, one.values);
    return 'otherThan' in one ? exclude(bound, one.key, one.otherThan) : bindKey(bound, one.key, one.value);
  }, context);

/** A key whose value is known to be this, or not known. */
export const ifKnown = (key: string, value: Value | undefined): readonly Binding[] =>
  value === undefined ? [] : [{ key, value }];

/** Is any key that begins so unknown? */
export const isOpen = (context: RequestContext, prefix: string): boolean =>
  context.unknown.some(({ key }) => key.toLowerCase().startsWith(prefix.toLowerCase()));

function bindKey(context: RequestContext, key: string, value: Value | undefined): RequestContext {
  const covering = context.unknown.filter((unknown) => covers(unknown.key, key));
  if (covering.length === 0 || holds(context, key)) return context;
  // A pattern stays unknown for its other keys; an empty list is an absent key, and it hides the pattern.
  const isPattern = covering.some((unknown) => unknown.key.includes('*'));
  const unknown = context.unknown.filter((one) => one.key.toLowerCase() !== key.toLowerCase());
  if (value === undefined && !isPattern) return { ...context, unknown };
  return { known: { ...context.known, [key]: value ?? [] }, unknown };
}

const exclude = ({ known, unknown }: RequestContext, key: string, otherThan: string): RequestContext => ({
  known,
  unknown: unknown.map((one) => (one.key.toLowerCase() === key.toLowerCase() ? { ...one, otherThan } : one)),
});

function bindFamily(context: RequestContext, prefix: string, values: Readonly<Record<string, string>>): RequestContext {
  if (!isOpen(context, prefix)) return context;
  const start = prefix.toLowerCase();
  const unknown = context.unknown.filter(({ key }) => !key.toLowerCase().startsWith(start));
  const known = Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value] as const);
  return { known: { ...Object.fromEntries(known), ...context.known }, unknown };
}

function holds({ known }: RequestContext, key: string): boolean {
  return Object.keys(known).some((name) => name.toLowerCase() === key.toLowerCase());
}

const covers = (pattern: string, key: string): boolean =>
  matchTokens(tokenize(pattern.toLowerCase()), key.toLowerCase());
