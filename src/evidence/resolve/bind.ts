/** Binds facts to the context keys that the record left unknown. What it knows or knows to be absent stays as it is. */
import { matchTokens, tokenize } from '../../engine/glob';
import type { Context } from '../../engine/types';

type Value = string | readonly string[];

/** Binds one key; an `undefined` value means that the key is absent. */
export function bindKey(context: Context, key: string, value: Value | undefined): Context {
  const covering = context.unknown.filter((unknown) => covers(unknown.key, key));
  if (covering.length === 0 || holds(context, key)) return context;
  // A pattern stays unknown for its other keys; an empty list is an absent key, and it hides the pattern.
  const isPattern = covering.some((unknown) => unknown.key.includes('*'));
  const unknown = context.unknown.filter((one) => one.key.toLowerCase() !== key.toLowerCase());
  if (value === undefined && !isPattern) return { ...context, unknown };
  return { known: { ...context.known, [key]: value ?? [] }, unknown };
}

/** Binds every key that begins so (`aws:PrincipalTag/`): those given have their values, all others are absent. */
export function bindFamily(context: Context, prefix: string, values: Readonly<Record<string, string>>): Context {
  if (!isOpen(context, prefix)) return context;
  const start = prefix.toLowerCase();
  const unknown = context.unknown.filter(({ key }) => !key.toLowerCase().startsWith(start));
  const known = Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value] as const);
  return { known: { ...Object.fromEntries(known), ...context.known }, unknown };
}

/** Is any key that begins so unknown? */
export const isOpen = (context: Context, prefix: string): boolean =>
  context.unknown.some(({ key }) => key.toLowerCase().startsWith(prefix.toLowerCase()));

function holds({ known }: Context, key: string): boolean {
  return Object.keys(known).some((name) => name.toLowerCase() === key.toLowerCase());
}

const covers = (pattern: string, key: string): boolean =>
  matchTokens(tokenize(pattern.toLowerCase()), key.toLowerCase());
