/** How readers turn answers into evidence. */
import type { Evidence } from './define';
import { codeOf, Unread } from './aws/failures';

export const found = <T>(value: T): Evidence<T> => ({ status: 'found', value });
export const absent: Evidence<never> = { status: 'absent' };

/** `absent` only for the codes that AWS documents to mean "there is none"; every other error stays one. */
export async function absentOn<T>(codes: readonly string[], ask: () => Promise<T>): Promise<Evidence<T>> {
  try {
    return found(await ask());
  } catch (error) {
    if (codes.includes(codeOf(error))) return absent;
    throw error;
  }
}

/** A field without which the answer says nothing. */
export function required<T>(value: T | undefined | null, field: string): T {
  if (value === undefined || value === null) throw new Unread('malformed-answer', `the answer lacks \`${field}\``);
  return value;
}
