/** Which condition keys the policies of a scenario ask for. */
import type { Scenario } from './scenario';

/** Keys that policies ask for, as conditions and as variables. */
export function mentionedIn(scenario: Scenario): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string')
      for (const [, key = ''] of value.matchAll(/\$\{([^},]+:[^},]+)/g)) found.add(key.trim());
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'Condition')
        for (const keys of Object.values(inner as object)) Object.keys(keys as object).forEach((key) => found.add(key));
      walk(inner);
    }
  };
  const { request: _request, ...slots } = scenario;
  walk({ ...slots, expected: undefined });
  return [...found];
}
