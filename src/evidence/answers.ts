/** How readers turn answers into evidence. */
import { defined } from '../defined';
import type { Evidence } from './define';
import { codeOf, Unread, unreadableFrom } from './aws/failures';
import type { UnreadablePart } from './values';

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

/** A field without which the answer tells nothing. */
export function required<T>(value: T | undefined | null, field: string): T {
  if (value === undefined || value === null) throw new Unread('malformed-answer', `the answer lacks \`${field}\``);
  return value;
}

/** One of several things, read for itself: its failure leaves the others whole. */
export async function part<T>(ask: () => Promise<T>): Promise<T | UnreadablePart> {
  try {
    return await ask();
  } catch (error) {
    // What a recording lacks, and what we did not foresee, is told as it is too.
    const { why, permission, error: text } = unreadableFrom(error);
    return {
      unreadable: {
        why,
        ...defined({ permission, error: text }),
      },
    };
  }
}

/** Calls `use` with each, a few at a time: AWS throttles whoever asks for everything at once. */
export async function each<T, R>(items: readonly T[], use: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += 4) {
    results.push(...(await Promise.all(items.slice(start, start + 4).map(use))));
  }
  return results;
}
