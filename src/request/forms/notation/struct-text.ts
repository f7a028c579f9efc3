/**
 * How Athena and CloudTrail Lake write structs, maps and arrays as text: `{type=Role, arn=…, issuer={…}}`, `[{…}, {…}]`. Nothing
 * is escaped there, so that a value may imitate the names that follow it.
 */
import { lineEndsOf, scanValue } from '../framing/json-value';

/** `undefined`: it is no such text, or it is ambiguous (a name stands twice in one struct). */
export function structOf(text: string): unknown {
  if (text.length > longest || !/^[{[]/.test(text)) return undefined;
  try {
    const { value, end } = valueAt(text, 0, 0);
    return text.slice(end).trim() === '' ? value : undefined;
  } catch (error) {
    if (error instanceof Ambiguous) return undefined;
    throw error;
  }
}

const longest = 512 * 1024;
const deepest = 20;

class Ambiguous extends Error {}

interface Read {
  readonly value: unknown;
  readonly end: number;
}

function valueAt(text: string, at: number, depth: number): Read {
  if (depth > deepest) throw new Ambiguous();
  const json = jsonAt(text, at);
  if (json !== undefined) return json;
  if (text[at] === '{') return structAt(text, at + 1, depth);
  if (/^\[[{\]]/.test(text.slice(at, at + 2))) return listAt(text, at + 1, depth);
  return plainAt(text, at);
}

/** JSON stands within where the column holds it as text. */
function jsonAt(text: string, at: number): Read | undefined {
  if (!/^[{[]\s*["{[]/.test(text.slice(at, at + 10))) return undefined;
  const part = text.slice(at);
  const { is, at: end } = scanValue(false).scan(part, 0, lineEndsOf(part));
  if (is !== 'end') return undefined;
  try {
    return { value: JSON.parse(part.slice(0, end)) as unknown, end: at + end };
  } catch {
    // A struct or a list of structs.
    return undefined;
  }
}

function structAt(text: string, from: number, depth: number): Read {
  const fields = new Map<string, unknown>();
  let at = from;
  while (text[at] !== '}') {
    const name = nameAt(text, at);
    if (name === undefined || fields.has(name)) throw new Ambiguous();
    const { value, end } = valueAt(text, at + name.length + 1, depth + 1);
    fields.set(name, value);
    at = next(text, end, '}');
  }
  return { value: Object.fromEntries(fields), end: at + 1 };
}

function listAt(text: string, from: number, depth: number): Read {
  const items: unknown[] = [];
  let at = from;
  while (text[at] !== ']') {
    const { value, end } = valueAt(text, at, depth + 1);
    items.push(value);
    at = next(text, end, ']');
  }
  return { value: items, end: at + 1 };
}

/** Past the comma, or at the bracket that closes. */
function next(text: string, at: number, closing: string): number {
  if (text[at] === closing) return at;
  if (text[at] !== ',') throw new Ambiguous();
  return text[at + 1] === ' ' ? at + 2 : at + 1;
}

function nameAt(text: string, at: number): string | undefined {
  name.lastIndex = at;
  return name.exec(text)?.[1];
}

const name = /([A-Za-z_][\w.:-]*)=/y;

/** Up to what looks like the next name, or like the end of what encloses it. */
function plainAt(text: string, at: number): Read {
  ending.lastIndex = at;
  const found = ending.exec(text)?.index ?? text.length;
  // CloudTrail puts some user agents in brackets.
  const end = text[at] === '[' && text[found] === ']' ? found + 1 : found;
  const value = text.slice(at, end);
  return { value: value === 'null' ? undefined : value, end };
}

const ending = /, ?[A-Za-z_][\w.:-]*=|[}\]](?=\s*$|[}\],])/g;
