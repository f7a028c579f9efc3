/**
 * Policies come again in line after line. Those whose text was seen before are cut out of a line before it is parsed: a
 * JSON object ends where its braces do, so a line that goes on with a whole known text goes on with that very policy.
 */
import { compilePolicy, type CompiledPolicy } from '../engine/policy';

export interface CutLine {
  /** The line with a mark in the place of each policy. */
  readonly text: string;
  readonly policies: readonly CompiledPolicy[];
}

/** The mark that stands for a policy, and its number; no line holds it by itself. */
const MARK = '\u00adpolicy ';
/** A character of one byte: one of two would make every line twice as long. */
const markIsIn = (line: string) => line.includes('\u00ad') || (line.includes('\\u00') && ESCAPED_MARK.test(line));
const ESCAPED_MARK = /\\u00ad/i;

/** The policy that a mark stands for; `undefined`: no mark. */
export function policyAt(slot: unknown, policies: readonly CompiledPolicy[]): CompiledPolicy | undefined {
  if (typeof slot !== 'string' || !slot.startsWith(MARK)) return undefined;
  return policies[Number(slot.slice(MARK.length))];
}

export function cutPolicies(line: string): CutLine {
  if (markIsIn(line)) return { text: line, policies: [] };
  const policies: CompiledPolicy[] = [];
  const pieces: string[] = [];
  let from = 0;
  for (let at = line.indexOf(KEY_END); at >= 0; at = line.indexOf(KEY_END, at)) {
    at += KEY_END.length;
    let start = at;
    while (line.charCodeAt(start) === SPACE) start += 1;
    if (line.charCodeAt(start) !== OPEN || !isPolicyKey(line, at)) continue;
    const known = find(line, start) ?? learn(line, start);
    if (known === undefined) continue;
    pieces.push(line.slice(from, start), `"${MARK}${policies.length}"`);
    policies.push(known.policy);
    from = start + known.text.length;
    at = from;
  }
  if (from === 0) return { text: line, policies };
  pieces.push(line.slice(from));
  return { text: pieces.join(''), policies };
}

const KEY_END = 'olicy":';
const SPACE = 32;
const OPEN = 123;
const CLOSE = 125;
const QUOTE = 34;
const BACKSLASH = 92;

/** `"policy"`, `"resourcePolicy"`, `"keyPolicy"` end here; a quote within a text has a backslash before it. */
function isPolicyKey(line: string, end: number): boolean {
  const at = end - KEY_END.length - 1;
  const start = line.startsWith('p', at) ? at - 1 : line.startsWith('resourceP', at - 8) ? at - 9 : at - 4;
  const isKey = start !== at - 4 || line.startsWith('keyP', at - 3);
  return isKey && line.charCodeAt(start) === QUOTE && line.charCodeAt(start - 1) !== BACKSLASH;
}

interface Known {
  readonly text: string;
  readonly policy: CompiledPolicy;
}

/** By a few of their characters. Two generations: what is used in the younger outlives the elder. */
let younger = new Map<number, Known[]>();
let elder = new Map<number, Known[]>();
let size = 0;
/** Characters of policies in one generation. */
const mostRemembered = 4_000_000;
const longest = 100_000;
const shortest = 80;
/** Policies that begin alike: they are compared one by one. */
const mostAlike = 40;

function find(line: string, start: number): Known | undefined {
  const beginning = beginningOf(line, start);
  const whole = withEnd(beginning, line, start);
  return (
    among(younger.get(whole), line, start) ??
    among(younger.get(beginning), line, start) ??
    kept(among(elder.get(whole), line, start), whole) ??
    kept(among(elder.get(beginning), line, start), beginning)
  );
}

function kept(found: Known | undefined, hash: number): Known | undefined {
  if (found !== undefined) remember(found, hash);
  return found;
}

function remember(one: Known, hash: number): void {
  if (size > mostRemembered) {
    elder = younger;
    younger = new Map();
    size = 0;
  }
  size += one.text.length;
  const alike = younger.get(hash);
  if (alike === undefined) younger.set(hash, [one]);
  else if (alike.push(one) > mostAlike) alike.shift();
}

function among(alike: readonly Known[] | undefined, line: string, start: number): Known | undefined {
  if (alike === undefined) return undefined;
  // A comparison with a slice is several times as quick as `startsWith`.
  for (const one of alike) if (line.slice(start, start + one.text.length) === one.text) return one;
  return undefined;
}

/** Of `{"Version":"2012-10-17","Statement":[{"Sid":…` what differs. */
function beginningOf(line: string, start: number): number {
  let hash = 0;
  for (let at = start + 38; at < start + shortest; at += 3) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
  return hash;
}

/** Most policies end where the first list of objects ends; of the others this tells nothing. */
function withEnd(beginning: number, line: string, start: number): number {
  const end = line.indexOf('}]}', start + shortest - 3);
  let hash = Math.imul(beginning, 31) + end - start;
  for (let at = end - 24; at < end; at += 4) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
  return hash | 0;
}

/** `undefined`: it is left in the line, to be parsed (or refused) with it; `{"unreadable": …}` is no policy either. */
function learn(line: string, start: number): Known | undefined {
  const end = endOfObject(line, start);
  if (end - start < shortest || end - start > longest) return undefined;
  // A slice of the line would keep all of it in memory.
  const text = Buffer.from(line.slice(start, end)).toString();
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const policy = compilePolicy(document as object);
  if (policy.is === 'malformed') return undefined;
  const made = { text, policy };
  // Text that does not survive the copy (half a surrogate pair) is not that of the line.
  if (!line.startsWith(text, start)) return undefined;
  const beginning = beginningOf(text, 0);
  remember(made, text.includes('}]}', shortest - 3) ? withEnd(beginning, text, 0) : beginning);
  return made;
}

/** The place after its closing brace; the start where it has none. */
function endOfObject(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const character = line.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfText(line, at);
      if (at < 0) return start;
    } else if (character === OPEN) depth += 1;
    else if (character === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return start;
}

/** The place of the closing quote; -1: there is none. */
function endOfText(line: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = line.indexOf('"', at);
    if (at < 0) return at;
    let escapes = 0;
    while (line.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
}
