/** A key known only by what it is not. */
import { matchTokens, tokenize } from '../glob';

/**
 * A value for each way in which texts other than `excluded` (a pattern with `*`) can match these wanted ones; `undefined`:
 * the key is absent. Nothing where variables decide.
 */
export function valuesOtherThan(
  excluded: string,
  wanted: readonly string[],
): readonly (string | undefined)[] | undefined {
  if (wanted.some((text) => text.includes('${'))) return undefined;
  const never = tokenize(excluded);
  const texts = [stranger, ...wanted.map((text) => text.replaceAll(/[*?]/g, 'x'))];
  return [undefined, ...new Set(texts.filter((text) => !matchTokens(never, text)))];
}

/** No policy names it. */
const stranger = 'another-value-that-no-policy-names';
