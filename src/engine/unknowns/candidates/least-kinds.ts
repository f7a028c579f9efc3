/** The least number of kinds of texts that lists of patterns distinguish, counted without making a text. */
import { ANY_TEXT } from '../../glob';
import type { PatternList } from '../texts/text-lists';

/** Words that may stand anywhere (`*word*`), none of which holds another, may each stand in a text or not. */
export function leastKinds(lists: readonly PatternList[]): number {
  const words = lists.flatMap(wordAnywhere).toSorted((one, other) => one.length - other.length);
  const apart: string[] = [];
  for (const word of words) if (!apart.some((shorter) => word.includes(shorter))) apart.push(word);
  return 2 ** apart.length;
}

function wordAnywhere({ patterns: [pattern, ...others], ignoreCase }: PatternList): readonly string[] {
  if (pattern?.is !== 'glob' || others.length > 0 || ignoreCase) return [];
  const [before, word, after, ...more] = pattern.tokens;
  const isAnywhere = before === ANY_TEXT && after === ANY_TEXT && more.length === 0;
  return isAnywhere && typeof word === 'string' ? [word] : [];
}
