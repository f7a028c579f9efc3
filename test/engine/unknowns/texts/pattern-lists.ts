import { array, constantFrom, record, boolean, type Arbitrary } from 'fast-check';
import { compileArn, type PlainArn } from '../../../../src/engine/arn-pattern';
import { compileText, type PlainText } from '../../../../src/engine/text';
import type { PatternList } from '../../../../src/engine/unknowns/texts/text-lists';

/** Patterns as StringLike takes them. */
export const like = (...sources: readonly string[]): PatternList => ({
  patterns: sources.map((source) => compileText(source, { wildcards: true, variables: false }) as PlainText),
  ignoreCase: false,
});
export const inAnyCase = (...texts: readonly string[]): PatternList => ({
  patterns: texts.map((text) => ({ is: 'exact', text })),
  ignoreCase: true,
});
export const arnLike = (...sources: readonly string[]): PatternList => ({
  patterns: sources.map((source) => compileArn(source, false) as PlainArn),
  ignoreCase: false,
});

/** Short lists of short patterns over few letters. */
export const lists: Arbitrary<PatternList> = record({
  sources: array(array(constantFrom('a', 'b', 'B', '*', '?'), { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  ignoresCase: boolean(),
}).map(({ sources, ignoresCase }) => {
  const texts = sources.map((letters) => letters.join(''));
  return ignoresCase ? inAnyCase(...texts.map((text) => text.replaceAll(/[*?]/g, 'a'))) : like(...texts);
});

/** Every text of so many letters at most. */
export function textsOf(letters: readonly string[], most: number): readonly string[] {
  const texts = [''];
  for (const text of texts) if (text.length < most) texts.push(...letters.map((letter) => text + letter));
  return texts;
}
