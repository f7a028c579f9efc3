/** What conditions tell apart, where nothing else is asked of their key. */
import type { Condition } from '../../condition';
import type { IndexedContext } from '../../context';
import { KeyTexts } from '../comparisons/key-texts';
import type { PlacedPart } from '../open-keys';
import { StepBudget } from '../step-budget';
import { candidatesOf, type Candidates } from './candidates';

const mostSteps = 100_000;

/** One value of every kind that these conditions on the key tell apart, in the context of a request. */
export function valuesOfKey(
  key: string,
  conditions: readonly Condition[],
  context: IndexedContext,
  isMultivalued: boolean,
): Candidates {
  const parts = conditions.map((condition): PlacedPart => ({
    part: { keys: [key], truth: (other) => condition.match(other), condition, texts: [] },
    context,
    keys: [0],
  }));
  const together = parts.map((part) => [[part]]);
  const use = { key: { key, isMultivalued }, together, shared: [], joint: [], texts: new KeyTexts() };
  return candidatesOf(use, new StepBudget(mostSteps), 'some');
}
