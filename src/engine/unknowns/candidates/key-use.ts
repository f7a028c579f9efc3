/** What hangs on one open key, by what about its value can make a difference. */
import type { KeyTexts } from '../comparisons/key-texts';
import type { OpenKey, PlacedPart, PlacedRule } from '../open-keys';

export interface KeyUse {
  readonly key: OpenKey;
  /** Rules that hang on this key alone, as their parts: of those that count together it matters whether any applies. */
  readonly together: readonly (readonly (readonly PlacedPart[])[])[];
  /** The parts that hang on this key alone, of each rule that hangs on other keys too. */
  readonly shared: readonly (readonly PlacedPart[])[];
  /** Parts that hang on this key and on others. */
  readonly joint: readonly PlacedPart[];
  readonly texts: KeyTexts;
}

/** How the rules use the key of that index. */
export function useOf(index: number, key: OpenKey, rules: readonly PlacedRule[], texts: KeyTexts): KeyUse {
  const together = new Map<string, (readonly PlacedPart[])[]>();
  const shared = new Map<string, readonly PlacedPart[]>();
  const joint: PlacedPart[] = [];
  const names = new Names();
  for (const { parts, list, besides, adds } of rules) {
    const own = parts.filter(({ keys }) => keys.length === 1 && keys[0] === index);
    joint.push(...parts.filter(({ keys }) => keys.length > 1 && keys.includes(index)));
    if (own.length === 0) continue;
    if (own.length < parts.length || besides.length > 0) shared.set(names.of(own), own);
    else {
      const name = `${list} ${adds(true, () => 'unknown')}`;
      const known = together.get(name);
      if (known === undefined) together.set(name, [own]);
      else known.push(own);
    }
  }
  return { key, together: [...together.values()], shared: [...shared.values()], joint, texts };
}

/** Conditions that are spelled alike are the same in one context. */
class Names {
  private readonly indexes = new Map<object, number>();

  of(parts: readonly PlacedPart[]): string {
    return JSON.stringify(
      parts.map(({ part, context }) =>
        part.condition === undefined
          ? this.indexOf(part)
          : [this.indexOf(context), part.condition.operatorName, part.condition.variables, part.condition.wanted],
      ),
    );
  }

  private indexOf(one: object): number {
    const known = this.indexes.get(one) ?? this.indexes.size;
    this.indexes.set(one, known);
    return known;
  }
}

export const partsOf = ({ together, shared, joint }: KeyUse): readonly PlacedPart[] => [
  ...together.flat(2),
  ...shared.flat(),
  ...joint,
];
