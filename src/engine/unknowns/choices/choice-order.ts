/** In which order to choose: what hangs together follows each other, and what is most comes last. */
import type { Candidates } from '../candidates/candidates';
import { isPlain, type Comparison } from '../comparisons/comparisons';
import type { PlacedRule } from '../open-keys';

/** A key, by its index, or a comparison of keys. */
export type Chooser = number | Comparison;

export function orderOf(
  candidates: readonly Candidates[],
  comparisons: readonly Comparison[],
  rules: readonly PlacedRule[],
): readonly Chooser[] {
  const groups = groupsOf(candidates.length, rules);
  const sizeOf = (key: number) => candidates[key]?.values.length ?? 0;
  const productOf = (group: readonly number[]) => group.reduce((product, key) => product * sizeOf(key), 1);
  return groups
    .toSorted((one, other) => productOf(one) - productOf(other))
    .flatMap((group) =>
      withComparisons(
        group.toSorted((one, other) => sizeOf(one) - sizeOf(other)),
        comparisons,
      ),
    );
}

/** Keys that some rule joins, directly or through others. */
function groupsOf(keys: number, rules: readonly PlacedRule[]): readonly (readonly number[])[] {
  const groupOf = Array.from({ length: keys }, (_, key) => [key]);
  for (const { parts, besides } of rules) {
    const [first, ...others] = [...parts.flatMap((part) => part.keys), ...besides];
    for (const other of others) {
      const [one, two] = [groupOf[first as number] as number[], groupOf[other] as number[]];
      if (one === two) continue;
      one.push(...two);
      for (const key of two) groupOf[key] = one;
    }
  }
  return [...new Set(groupOf)];
}

/** Each comparison as soon as all its keys are chosen; first those that may decide others. */
function withComparisons(group: readonly number[], comparisons: readonly Comparison[]): readonly Chooser[] {
  const chosen = new Set<number>();
  const left = new Set(comparisons);
  return group.flatMap((key) => {
    chosen.add(key);
    const ready = [...left].filter(({ compared, holes }) => [compared, ...holes].every((one) => chosen.has(one)));
    for (const comparison of ready) left.delete(comparison);
    const isFirst = (one: Comparison) => Number(isPlain(one) && !one.ignoreCase);
    return [key, ...ready.toSorted((one, other) => isFirst(other) - isFirst(one))];
  });
}
