/** Values of a key by kind: values of one kind are the same to all rules, whatever the other open keys are. */
import type { Truth } from '../../truth';
import { partsOf, type KeyUse } from './key-use';
import { allHold, truthWith, type PlacedPart, type Value } from '../open-keys';
import type { StepBudget } from '../step-budget';
import { matchesList } from '../texts/text-lists';

export class Kinds {
  private readonly found = new Map<string, Value>();
  private readonly foundTexts = new Set<string>();
  private readonly cost: number;
  /** `false`: values were left out. */
  isWhole = true;

  constructor(
    private readonly use: KeyUse,
    private readonly budget: StepBudget,
  ) {
    const compared = partsOf(use).map(
      ({ part: { condition, texts: variable } }) => (condition?.wanted ?? variable).length,
    );
    this.cost = compared.reduce((sum, length) => sum + length, use.texts.apart.all.length + 1);
  }

  /** One value of each kind: the first that came. */
  get values(): readonly Value[] {
    return [...this.found.values()];
  }

  /** How many kinds of texts there are. */
  get texts(): number {
    return this.foundTexts.size;
  }

  /** Do the steps that are left allow for so many? */
  mayBe(kinds: number): boolean {
    return this.budget.has(kinds * this.cost);
  }

  add(value: Value): void {
    if (!this.budget.spend(this.cost)) {
      this.isWhole = false;
      return;
    }
    const kind = this.kindOf(value);
    if (!this.found.has(kind)) this.found.set(kind, value);
    if (typeof value === 'string') this.foundTexts.add(kind);
  }

  private kindOf(value: Value): string {
    const { key, together, shared, joint, texts } = this.use;
    const truthOf = truthWith(new Map([[key.key, value]]));
    return [
      ...together.map((rules) => anyApplies(rules, truthOf)),
      ...shared.map((parts) => allHold(parts, truthOf)),
      ...joint.map(truthOf),
      // In a text a key without a value, or with several, is not as any text of it.
      ...(joint.length > 0 ? [typeof value] : []),
      ...(typeof value === 'string' ? texts.apart.all.map((list) => matchesList(list, value)) : []),
      ...(typeof value === 'string' && texts.literals.has(value) ? [value] : []),
    ].join();
  }
}

function anyApplies(rules: readonly (readonly PlacedPart[])[], truthOf: (part: PlacedPart) => Truth): Truth {
  let result: Truth = false;
  for (const parts of rules) {
    const truth = allHold(parts, truthOf);
    if (truth === true) return true;
    if (truth === undefined) result = undefined;
  }
  return result;
}
