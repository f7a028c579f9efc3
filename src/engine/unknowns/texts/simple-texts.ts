/** Texts that are easily made: patterns with something, or nothing, in place of their wildcards. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT } from '../../glob';
import { tokensOf } from './pattern-reader';
import type { PatternList } from './text-lists';

/** Texts and beginnings of texts: the texts as they stand, and each beginning with something after it, are all there is. */
export const isSimple = ({ patterns, ignoreCase }: PatternList): boolean =>
  !ignoreCase && patterns.every(({ is }) => is === 'any' || is === 'exact' || is === 'prefix');

/** A text of which nothing is said, and each pattern with nothing and with something in place of its wildcards. */
export function* simplestTexts(lists: readonly PatternList[], fresh: string): Generator<string> {
  yield fresh;
  for (const pattern of lists.flatMap(({ patterns }) => patterns)) {
    yield simpleText(pattern, fresh, '');
    if (pattern.is !== 'exact' && pattern.is !== 'any') yield simpleText(pattern, fresh, fresh);
  }
}

/** With that letter for each `?`, and that text for each `*`. */
export function simpleText(pattern: PlainArn, character: string, text: string): string {
  if (pattern.is === 'fields') return pattern.fields.map((field) => simpleText(field, character, text)).join(':');
  return tokensOf(pattern)
    .map((token) => (token === ANY_TEXT ? text : token === ANY_CHARACTER ? character : token))
    .join('');
}
