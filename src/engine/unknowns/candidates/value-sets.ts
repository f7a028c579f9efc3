/** The sets of values that a multivalued key may hold. */
import type { StepBudget } from '../step-budget';

export interface ValueSets {
  readonly sets: readonly (readonly string[])[];
  /** `false`: there may be others. */
  readonly complete: boolean;
}

const mostSets = 4_096;

/**
 * One set of every kind. `kindOf`: of two sets of one kind, each together with the same further value is again of one
 * kind; so it is with whether any or all of the values match.
 * `always`: values that each set has.
 */
export function setsOf(
  values: readonly string[],
  kindOf: (set: readonly string[]) => string,
  budget: StepBudget,
  always: readonly string[] = [],
): ValueSets {
  const found = new Map<string, readonly string[]>();
  let edge: readonly (readonly string[])[] = [always];
  while (edge.length > 0) {
    const next: (readonly string[])[] = [];
    for (const set of edge) {
      for (const value of values) {
        if (set.includes(value)) continue;
        if (found.size >= mostSets || !budget.spend(set.length + 1))
          return { sets: [...found.values()], complete: false };
        const larger = [...set, value];
        const kind = kindOf(larger);
        if (found.has(kind)) continue;
        found.set(kind, larger);
        next.push(larger);
      }
    }
    edge = next;
  }
  return { sets: [...found.values()], complete: true };
}
