/** A failed read as the unknown that it leaves. */
import type { Reader, Unreadable } from '../evidence/define';
import type { Unknown } from '../request/types';
import type { Subject } from './types';

/** `read` is the reader's id, so that reports and remedies call it as recordings do. */
export function unreadable(
  reader: Pick<Reader<unknown>, 'id' | 'target'>,
  { authorization, request }: Subject,
  reading: Unreadable,
): Unknown {
  const { why, permission, account, error } = reading;
  const facts = { read: reader.id, target: reader.target(authorization, request), why, permission, account, error };
  return { code: 'unreadable', facts: withoutAbsent(facts) };
}

function withoutAbsent(facts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined));
}
