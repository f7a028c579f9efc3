/** In which order to choose: what hangs together follows each other, and of such groups the largest comes last. */
import type { Candidates } from '../candidates/candidates';
import { isPlain, type Comparison } from '../comparisons/comparisons';
import type { PlacedRule } from '../open-keys';
import { keyOrder } from './key-order';

/** A key, by its index, or a comparison of keys. */
export type Chooser = number | Comparison;

export function orderOf(
  candidates: readonly Candidates[],
  comparisons: readonly Comparison[],
  rules: readonly PlacedRule[],
): readonly Chooser[] {
  const joined = rules.map(({ parts, besides }) => [...parts.flatMap((part) => part.keys), ...besides]);
  const groups = groupsOf(candidates.length, joined);
  const compared = rules.flatMap(({ parts }) => parts.flatMap(({ keys }) => (keys.length > 1 ? [keys] : [])));
  const sizeOf = (key: number) => candidates[key]?.values.length ?? 0;
  const productOf = (group: readonly number[]) => group.reduce((product, key) => product * sizeOf(key), 1);
  return groups
    .toSorted((one, other) => productOf(one) - productOf(other))
    .flatMap((group) => {
      const own = compared.filter(([first]) => group.includes(first as number));
      return withComparisons(keyOrder(group, own, sizeOf), comparisons);
    });
}

/** Keys that some rule joins, directly or through others. */
function groupsOf(keys: number, rules: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const groupOf = Array.from({ length: keys }, (_, key) => [key]);
  for (const [first, ...others] of rules) {
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
