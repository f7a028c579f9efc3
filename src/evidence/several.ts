/** How readers read several things. */
import { defined } from '../defined';
import { unreadableFrom } from './aws/failures';
import type { UnreadablePart } from './values';

/** One of several things, read for itself: its failure leaves the others whole. */
export async function part<T>(ask: () => Promise<T>): Promise<T | UnreadablePart> {
  try {
    return await ask();
  } catch (error) {
    // What a recording lacks, and what we did not foresee, is reported as it is too.
    const { why, permission, error: text } = unreadableFrom(error);
    return { unreadable: { why, ...defined({ permission, error: text }) } };
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
