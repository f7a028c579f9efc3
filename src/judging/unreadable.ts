/** A failed read as the unknown that it leaves. */
import { defined } from '../defined';
import type { Reader, Unreadable } from '../evidence/define';
import type { Coded } from '../request/coded';
import type { UnreadableFacts } from '../request/unknowns';
import type { Subject } from './types';

/** `read` is the reader's id, so that reports and remedies call it as recordings do. */
export function unreadable(
  reader: Pick<Reader<unknown>, 'id' | 'target'>,
  { authorization, request }: Subject,
  reading: Unreadable,
): Coded<'unreadable', UnreadableFacts> {
  const { why, permission, account, error } = reading;
  const target = reader.target(authorization, request);
  return { code: 'unreadable', facts: defined({ read: reader.id, target, why, permission, account, error }) };
}
