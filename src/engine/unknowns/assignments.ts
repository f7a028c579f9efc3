/** All that open keys can be at once, as far as rules tell it apart. */
import type { Truth } from '../truth';
import { candidatesOf, type Candidates } from './candidates/candidates';
import { partsOf, useOf, type KeyUse } from './candidates/key-use';
import { Choices } from './choices/choices';
import { ruleTruth, type ChoiceRule } from './choices/choice-rules';
import { combinationsOf, type Combination } from './choices/combinations';
import { comparedTexts } from './comparisons/compared-texts';
import { sharedTexts } from './comparisons/shared-texts';
import type { Assigned, OpenKey, PlacedPart, PlacedRule } from './open-keys';
import type { StepBudget } from './step-budget';

export interface OpenKeys {
  readonly keys: readonly OpenKey[];
  /** The rules that hang on them. */
  readonly rules: readonly PlacedRule[];
  /** Keys, by index, of which every value makes a difference. */
  readonly apart: ReadonlySet<number>;
}

/** What the open keys are, all at once. */
export interface Assignment {
  /** What the rules add, by list. */
  readonly added: Combination['added'];
  /** Does the rule of that index apply? */
  applies(rule: number): Truth;
  valueOf(key: number): Assigned;
}

export interface Assignments {
  readonly all: readonly Assignment[];
  /** `false`: there was too much to try, and some keys stay unknown. */
  readonly exact: boolean;
}

/** `most`: how many are made. */
export function assignmentsOf({ keys, rules, apart }: OpenKeys, budget: StepBudget, most: number): Assignments {
  const compared = comparedTexts(rules);
  const searching = budget.share(1 / 2, mostToSearch(rules));
  const texts = sharedTexts(keys, rules, compared, searching);
  const uses = keys.map((key, index) => useOf(index, key, rules, texts[index] as (typeof texts)[number]));
  const candidates = searched(uses, searching);
  const choices = new Choices({ keys, candidates, texts, compared }, rules, apart);
  const { all, complete } = combinationsOf(choices.all, choices.rules, budget, most);
  return {
    all: all.map((combination) => new ChosenAssignment(choices, combination)),
    exact: complete && candidates.every((one) => one.complete),
  };
}

class ChosenAssignment implements Assignment {
  constructor(
    private readonly choices: Choices,
    private readonly combination: Combination,
  ) {}

  get added(): Combination['added'] {
    return this.combination.added;
  }

  applies(rule: number): Truth {
    return ruleTruth(this.choices.rules[rule] as ChoiceRule, this.combination.chosen);
  }

  valueOf(key: number): Assigned {
    return this.choices.assigned(key, this.combination.chosen);
  }
}

/** In proportion to what there is to compare: so the search takes no more than some times what deciding takes anyway. */
function mostToSearch(rules: readonly PlacedRule[]): number {
  return 14_000 + 50 * rules.reduce((sum, { parts }) => sum + comparedIn(parts), 0);
}

const comparedIn = (parts: readonly PlacedPart[]): number =>
  parts.reduce((sum, { part }) => sum + (part.condition?.wanted.length ?? 1), 0);

/** The keys with the least to compare first: what they do not need is left for the others. */
function searched(uses: readonly KeyUse[], budget: StepBudget): readonly Candidates[] {
  const costs = uses.map((use) => comparedIn(partsOf(use)));
  const order = uses.map((_, at) => at).toSorted((one, other) => (costs[one] as number) - (costs[other] as number));
  const found: Candidates[] = [];
  order.forEach((at, done) => {
    found[at] = candidatesOf(uses[at] as KeyUse, budget.share(1 / (order.length - done)), 'all');
  });
  return found;
}
