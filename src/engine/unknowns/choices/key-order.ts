/** In which order to choose keys that are compared with one another: so that few combinations matter on the way. */

/** Keys, more than one, that one part of a rule hangs on. */
type Part = readonly number[];

/**
 * Always the key next after which the fewest combinations matter: what was chosen of a key matters as long as a part on it
 * waits for other keys. Among equals the one with the fewest values comes first.
 */
export function keyOrder(
  keys: readonly number[],
  parts: readonly Part[],
  sizeOf: (key: number) => number,
): readonly number[] {
  const bySize = keys.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  if (parts.length === 0) return bySize;
  const left = new Set(bySize);
  const waiting = new Waiting(parts);
  const order: number[] = [];
  while (left.size > 0) {
    let next: { readonly key: number; readonly growth: number } | undefined;
    for (const key of left) {
      const growth = waiting.growth(key, sizeOf);
      if (next === undefined || growth < next.growth) next = { key, growth };
    }
    const { key } = next as NonNullable<typeof next>;
    left.delete(key);
    waiting.choose(key);
    order.push(key);
  }
  return order;
}

/** Parts that wait for keys. */
class Waiting {
  private readonly partsOn = new Map<number, Set<Set<number>>>();
  /** By part: the keys that are not chosen yet. */
  private readonly missing = new Map<Set<number>, Set<number>>();

  constructor(parts: readonly Part[]) {
    const once = new Map(parts.map((keys) => [keys.toSorted((one, other) => one - other).join(), keys]));
    for (const part of once.values()) {
      const keys = new Set(part);
      this.missing.set(keys, new Set(keys));
      for (const key of keys) this.partsOn.set(key, (this.partsOn.get(key) ?? new Set()).add(keys));
    }
  }

  /** By how many times the combinations that matter grow when the key is chosen; below 1: there are fewer. */
  growth(key: number, sizeOf: (key: number) => number): number {
    const done = [...this.on(key)].filter((part) => this.missing.get(part)?.size === 1);
    const touched = new Set([key, ...done.flatMap((part) => [...part])]);
    let growth = sizeOf(key);
    for (const one of touched) {
      const finished = done.filter((part) => part.has(one)).length;
      if (finished === this.on(one).size) growth /= sizeOf(one);
    }
    return growth;
  }

  choose(key: number): void {
    for (const part of this.on(key)) {
      const missing = this.missing.get(part) as Set<number>;
      missing.delete(key);
      if (missing.size > 0) continue;
      for (const one of part) this.on(one).delete(part);
    }
  }

  private on(key: number): Set<Set<number>> {
    return this.partsOn.get(key) ?? new Set();
  }
}
