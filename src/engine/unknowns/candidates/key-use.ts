/** What hangs on one open key, by what about its value can make a difference. */
import type { KeyTexts } from '../comparisons/key-texts';
import type { OpenKey, PlacedPart, PlacedRule } from '../open-keys';

export interface KeyUse {
  readonly key: OpenKey;
  /** Rules that hang on this key alone, as their parts: of those that count together it matters whether any applies. */
  readonly together: readonly (readonly (readonly PlacedPart[])[])[];
  /** Of each rule that hangs on other keys too, the parts that hang on this key alone. */
  readonly shared: readonly (readonly PlacedPart[])[];
  /** Parts that hang on this key and on others. */
  readonly joint: readonly PlacedPart[];
  readonly texts: KeyTexts;
}

/** How the rules use the key of that index. */
export function useOf(index: number, key: OpenKey, rules: readonly PlacedRule[], texts: KeyTexts): KeyUse {
  const together = new Map<string, (readonly PlacedPart[])[]>();
  const shared: (readonly PlacedPart[])[] = [];
  const joint: PlacedPart[] = [];
  for (const { parts, list, besides, adds } of rules) {
    const own = parts.filter(({ keys }) => keys.length === 1 && keys[0] === index);
    joint.push(...parts.filter(({ keys }) => keys.length > 1 && keys.includes(index)));
    if (own.length === 0) continue;
    if (own.length < parts.length || besides.length > 0) shared.push(own);
    else {
      const name = `${list} ${adds(true, () => 'unknown')}`;
      together.set(name, [...(together.get(name) ?? []), own]);
    }
  }
  return { key, together: [...together.values()], shared, joint, texts };
}

export const partsOf = ({ together, shared, joint }: KeyUse): readonly PlacedPart[] => [
  ...together.flat(2),
  ...shared.flat(),
  ...joint,
];
