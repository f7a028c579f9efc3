/** The document of a policy as AWS captured it. */
import { Unread } from '../../../aws/failures';

/** Inline policies of a role may have 10,240 characters, key policies 32 KB: more is no document of AWS's. */
const longest = 64 * 1024;

/** A JSON object, or the text of one. */
export function documentIn(value: unknown): object {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (text.length > longest) throw new Unread('malformed-answer', 'the policy is longer than any of AWS’s');
  const document = parsed(text);
  if (typeof document === 'object' && document !== null && 'Statement' in document) return document;
  throw new Unread('malformed-answer', 'the policy has no `Statement`');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unread('malformed-answer', 'the policy is not JSON');
  }
}
