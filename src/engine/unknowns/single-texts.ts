/** Rules over lists of texts as rules over single ones, so that each unknown can be done with by itself. */
import type { OpenPart, OpenRule } from './uses';

/** What hangs on two keys is as quickly tried together. */
const mostTogether = 2;

/**
 * Rules of which any applies if the rule does. `isSingle`: the part compares no value of several. What must match none of
 * some texts must match not the first, and not the second; what may match any of them is as many rules.
 */
export function overSingleTexts(rule: OpenRule, isSingle: (part: OpenPart) => boolean): readonly OpenRule[] {
  const apartOf = (part: OpenPart) => (part.keys.length > mostTogether && isSingle(part) ? part.apart?.() : undefined);
  const parts = rule.parts.flatMap((part) => {
    const apart = apartOf(part);
    return apart?.hold === 'all' ? apart.parts() : [part];
  });
  // Rules of several such lists would be multiplied.
  const [largest] = parts
    .filter((part) => apartOf(part)?.hold === 'any')
    .toSorted((one, other) => other.keys.length - one.keys.length);
  if (largest === undefined) return [{ ...rule, parts }];
  const others = parts.filter((part) => part !== largest);
  return (apartOf(largest)?.parts() ?? []).map((part) => ({ ...rule, parts: [...others, part] }));
}
