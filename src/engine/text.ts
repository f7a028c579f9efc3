/** Text of a policy that may hold wildcards and policy variables. */
import { defined } from '../defined';
import { type IndexedContext, lookUp, UNKNOWN } from './context';
import { ANY_TEXT, matchTokens, tokenize, type Token } from './glob';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export interface Variable {
  readonly variable: string;
  readonly fallback?: string;
}
export type TextPart = Token | Variable;

/** How a text compares: by its shape, the cheapest comparison that is right. */
export type Text =
  | { readonly is: 'any' }
  | { readonly is: 'exact'; readonly text: string }
  | { readonly is: 'prefix'; readonly text: string }
  | { readonly is: 'glob'; readonly tokens: readonly Token[] }
  | { readonly is: 'variable'; readonly parts: readonly TextPart[] };

export type PlainText = Exclude<Text, { readonly is: 'variable' }>;

export interface CompileOptions {
  /** `*` and `?` are wildcards (StringLike); otherwise they are themselves (StringEquals). */
  readonly wildcards: boolean;
  /** Version 2012-10-17: `${…}` is a variable. */
  readonly variables: boolean;
}

export function compileText(source: string, options: CompileOptions): Text {
  if (options.variables && source.includes('${')) {
    const parts = splitVariables(source, options.wildcards);
    if (parts.some(isVariable)) return { is: 'variable', parts };
    return textOf(parts as readonly Token[]);
  }
  return options.wildcards ? textOf(tokenize(source)) : { is: 'exact', text: source };
}

export function textOf(tokens: readonly Token[]): PlainText {
  if (tokens.length === 0) return { is: 'exact', text: '' };
  const [first, second] = tokens;
  if (tokens.length === 1 && first === ANY_TEXT) return { is: 'any' };
  if (tokens.length === 1 && typeof first === 'string') return { is: 'exact', text: first };
  if (tokens.length === 2 && typeof first === 'string' && second === ANY_TEXT) return { is: 'prefix', text: first };
  return { is: 'glob', tokens };
}

export function matchText(text: PlainText, value: string): boolean {
  switch (text.is) {
    case 'any':
      return true;
    case 'exact':
      return text.text === value;
    case 'prefix':
      return value.startsWith(text.text);
    case 'glob':
      return matchTokens(text.tokens, value);
  }
}

/** The text with its variables replaced; `undefined`: one cannot be known; `'unresolved'`: one has no value. */
export function resolveText(text: Text, context: IndexedContext): PlainText | 'unresolved' | undefined {
  if (text.is !== 'variable') return text;
  const tokens: Token[] = [];
  let unknown = false;
  for (const part of text.parts) {
    if (!isVariable(part)) {
      tokens.push(part);
      continue;
    }
    const value = lookUp(context, part.variable);
    if (value === UNKNOWN) unknown = true;
    // A multivalued key has no single value to put in its place.
    else if (typeof value === 'string') tokens.push(value);
    else if (part.fallback !== undefined) tokens.push(part.fallback);
    else return 'unresolved';
  }
  return unknown ? undefined : textOf(joinLiterals(tokens));
}

export function joinLiterals(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (typeof token === 'string' && typeof last === 'string') joined[joined.length - 1] = last + token;
    else if (token !== '') joined.push(token);
  }
  return joined;
}

export function isVariable(part: TextPart): part is Variable {
  return typeof part === 'object';
}

/**
 * `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; `${*}`, `${?}` and `${$}` are those characters. Only one part of
 * the expression takes spaces at any place, so that a text which never ends costs no more than its length.
 */
const VARIABLE = /\$\{(?<literal>[*?$])\}|\$\{(?<name>[^${}'",]+)(?:,\s*'(?<fallback>[^']*)'\s*)?\}/g;

function splitVariables(source: string, wildcards: boolean): TextPart[] {
  const parts: TextPart[] = [];
  const literal = (text: string) => {
    if (text === '') return;
    parts.push(...(wildcards ? tokenize(text) : [text]));
  };
  let at = 0;
  for (const match of source.matchAll(VARIABLE)) {
    literal(source.slice(at, match.index));
    at = match.index + match[0].length;
    const { literal: character, name = '', fallback } = match.groups ?? {};
    if (character !== undefined) parts.push(character);
    else parts.push({ variable: name.trim().toLowerCase(), ...defined({ fallback }) });
  }
  literal(source.slice(at));
  return parts.every((part) => !isVariable(part)) ? [...joinLiterals(parts as Token[])] : parts;
}
