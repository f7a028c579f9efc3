/** Policies come again in list after list: those whose text was seen before are cut out of a text before it is parsed. */
import { compilePolicy, type CompiledPolicy } from '../../engine/policy';
import { endOfValue } from './json-scanner';
import { copied, KnownTexts, SHORTEST, type Known } from './known-texts';
import { mark } from './placeholders';

export interface CutText {
  /** With a mark in the place of each policy. */
  readonly text: string;
  readonly policies: readonly CompiledPolicy[];
}

export function cutPolicies(whole: string): CutText {
  const policies: CompiledPolicy[] = [];
  let text = '';
  let from = 0;
  for (let at = whole.indexOf(KEY); at >= 0; at = whole.indexOf(KEY, at)) {
    const start = at + KEY.length;
    at = start;
    while (whole.charCodeAt(at) === SPACE) at += 1;
    // A quote within a text has a backslash before it.
    if (whole.charCodeAt(at) !== OPEN || whole.charCodeAt(start - KEY.length - 1) === BACKSLASH) continue;
    const known = texts.find(whole, at, 0) ?? learn(whole, at);
    if (known === undefined) continue;
    text += whole.slice(from, at) + mark(policies.length);
    policies.push(known.value);
    at += known.text.length;
    from = at;
  }
  return { text: text + whole.slice(from), policies };
}

const KEY = '"policy":';
const SPACE = 32;
const OPEN = 123;
const BACKSLASH = 92;

const texts = new KnownTexts<CompiledPolicy>(2_000_000);
/** No policy of AWS is so long. */
const longest = 100_000;

/** `undefined`: it is left where it is, to be parsed (or refused) there; `{"unreadable": …}` is no policy either. */
function learn(whole: string, start: number): Known<CompiledPolicy> | undefined {
  const end = endOfValue(whole, start);
  if (end - start < SHORTEST || end - start > longest) return undefined;
  const text = copied(whole.slice(start, end));
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const policy = compilePolicy(document as object);
  // Text that does not survive the copy (half a surrogate pair) is not that of the line.
  return policy.is === 'malformed' || !whole.startsWith(text, start) ? undefined : texts.remember(text, 0, policy);
}
