/** Paginated answers. An empty page with a token goes on: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPoliciesForTarget.html */
import { Unread } from './failures';

export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly next: string | undefined;
}

/** Far above what any of the lists that are read may hold. */
const mostPages = 200;

/** Every item of every page; a token that comes again, or no end, is a malformed answer. */
export const allPages = <T>(ask: AskForPage<T>): Promise<readonly T[]> => pagesUntil(ask, () => false);

/** The first item of all pages. */
export async function firstOfPages<T>(ask: AskForPage<T>): Promise<T | undefined> {
  const [first] = await pagesUntil(ask, (items) => items.length > 0);
  return first;
}

type AskForPage<T> = (token: string | undefined) => Promise<Page<T>>;

async function pagesUntil<T>(ask: AskForPage<T>, enough: (items: readonly T[]) => boolean): Promise<readonly T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await ask(token);
    items.push(...(page.items ?? []));
    token = page.next === '' ? undefined : page.next;
    if (token !== undefined && (seen.has(token) || seen.size >= mostPages)) {
      throw new Unread('malformed-answer', 'the pages of the answer do not end');
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined && !enough(items));
  return items;
}
