/**
 * Combinations of what several unknowns may be. One unknown is chosen after the other; of combinations that no rule can
 * tell apart any more, whatever is chosen next, one is kept. So unknowns that no rule joins are not multiplied.
 */
import type { Truth } from '../../truth';
import type { StepBudget } from '../step-budget';

/** What was chosen so far: of each unknown the number of its option, or `LEFT_OPEN`. */
export type Chosen = readonly number[];
export const LEFT_OPEN = -1;

export interface Choice {
  /** What there is to choose, after what was chosen before; nothing: it is left open. */
  readonly options: (chosen: Chosen) => readonly number[];
  /** Combinations that differ in it are always told apart. */
  readonly isApart: boolean;
}

export interface ChoicePart {
  /** The choices that it hangs on. */
  readonly choices: readonly number[];
  /** What is not chosen yet, or left open, is unknown. */
  readonly truth: (chosen: Chosen) => Truth;
}

/** It applies if all of its parts hold. */
export interface ChoiceRule {
  readonly parts: readonly ChoicePart[];
  /** Choices that are apart, and decide what it adds. */
  readonly besides: readonly number[];
  readonly list: number;
  /** What it adds to its list, if it applies or (`undefined`) may: bits, of which only the union over the list counts. */
  readonly adds: (applies: true | undefined, chosen: Chosen) => number;
}

export interface Combination {
  readonly chosen: Chosen;
  /** What the rules add, by list; nothing: `undefined`. */
  readonly added: readonly (number | undefined)[];
}

export interface Combinations {
  readonly all: readonly Combination[];
  /** `false`: something was left open, to keep them few. */
  readonly complete: boolean;
}

export function combinationsOf(
  choices: readonly Choice[],
  rules: readonly ChoiceRule[],
  budget: StepBudget,
  most: number,
): Combinations {
  let complete = true;
  let all: readonly Unfinished[] = [{ chosen: [], added: [], pending: [] }];
  for (const step of stepsOf(choices, rules)) {
    const next = step.extend(all, budget, most);
    if (next === undefined) complete = false;
    all = next ?? step.leaveOpen(all);
  }
  return { all, complete };
}

/** A combination of the choices so far. */
interface Unfinished extends Combination {
  /** For each rule that hangs on further choices: what of the choices so far decides whether it applies in the end. */
  readonly pending: readonly string[];
}

type Spanning = { readonly rule: ChoiceRule; readonly index: number; readonly first: number; readonly last: number };

function stepsOf(choices: readonly Choice[], rules: readonly ChoiceRule[]): readonly Step[] {
  const spans = rules.map((rule, index): Spanning => {
    const all = [...rule.parts.flatMap((part) => part.choices), ...rule.besides];
    return { rule, index, first: Math.min(...all), last: Math.max(...all) };
  });
  const apart = choices.flatMap(({ isApart }, at) => (isApart ? [at] : []));
  return choices.map((choice, at) => new Step(choice, at, spans, apart));
}

type Addition = readonly [list: number, bits: number];

/** One more choice. */
class Step {
  /** Rules that hang on this choice and no other. */
  private readonly alone: readonly ChoiceRule[];
  /** Rules that hang on this choice and on earlier ones. */
  private readonly joined: readonly ChoiceRule[];
  /** Rules that hang on this choice and on later ones. */
  private readonly touched: readonly Spanning[];
  /** Rules that hang on choices up to this one, and on later ones. */
  private readonly pending: readonly Spanning[];
  private readonly apart: readonly number[];
  private readonly cost: number;
  /** By option. */
  private readonly addedAlone = new Map<number, readonly Addition[]>();

  constructor(
    private readonly choice: Choice,
    at: number,
    spans: readonly Spanning[],
    apart: readonly number[],
  ) {
    const ending = spans.filter(({ last }) => last === at);
    this.alone = ending.filter(({ first }) => first === at).map(({ rule }) => rule);
    this.joined = ending.filter(({ first }) => first < at).map(({ rule }) => rule);
    this.pending = spans.filter(({ first, last }) => first <= at && at < last);
    this.touched = this.pending.filter(({ rule }) => rule.parts.some((part) => part.choices.includes(at)));
    this.apart = apart.filter((place) => place <= at);
    this.cost = 1 + this.pending.length + partsIn([...this.joined, ...this.touched.map(({ rule }) => rule)]);
  }

  /** `undefined`: they would be too many. */
  extend(all: readonly Unfinished[], budget: StepBudget, most: number): readonly Unfinished[] | undefined {
    const next = new Map<string, Unfinished>();
    for (const one of all) {
      const options = this.choice.options(one.chosen);
      for (const option of options.length === 0 ? [LEFT_OPEN] : options) {
        const cost = this.addedAlone.has(option) ? this.cost : this.cost + partsIn(this.alone);
        if (!budget.spend(cost)) return undefined;
        this.keep(next, one, option);
        if (next.size > most) return undefined;
      }
    }
    return [...next.values()];
  }

  leaveOpen(all: readonly Unfinished[]): readonly Unfinished[] {
    const next = new Map<string, Unfinished>();
    for (const one of all) this.keep(next, one, LEFT_OPEN);
    return [...next.values()];
  }

  private keep(next: Map<string, Unfinished>, before: Unfinished, option: number): void {
    const chosen = [...before.chosen, option];
    const additions = this.aloneAt(option, chosen).concat(this.joined.flatMap((rule) => additionOf(rule, chosen)));
    const added = additions.length === 0 ? before.added : withAdditions(before.added, additions);
    const pending = this.touched.length === 0 ? before.pending : this.pendingAfter(before.pending, chosen);
    // Combinations with the same name are alike to every rule, whatever is chosen next.
    const states = this.pending.map(({ index }) => pending[index]);
    const name = `${added.join()} ${this.apart.map((place) => chosen[place]).join()} ${states.join()}`;
    if (!next.has(name)) next.set(name, { chosen, added, pending });
  }

  private pendingAfter(before: Unfinished['pending'], chosen: Chosen): Unfinished['pending'] {
    const pending = [...before];
    for (const { rule, index } of this.touched) pending[index] = stateOf(rule, chosen);
    return pending;
  }

  private aloneAt(option: number, chosen: Chosen): readonly Addition[] {
    const known = this.addedAlone.get(option);
    if (known !== undefined) return known;
    const additions = this.alone.flatMap((rule) => additionOf(rule, chosen));
    this.addedAlone.set(option, additions);
    return additions;
  }
}

function withAdditions(before: Combination['added'], additions: readonly Addition[]): Combination['added'] {
  const added = [...before];
  for (const [list, bits] of additions) added[list] = (added[list] ?? 0) | bits;
  return added;
}

const partsIn = (rules: readonly ChoiceRule[]): number => rules.reduce((sum, { parts }) => sum + parts.length, 0);

function additionOf(rule: ChoiceRule, chosen: Chosen): readonly Addition[] {
  const applies = ruleTruth(rule, chosen);
  return applies === false ? [] : [[rule.list, rule.adds(applies, chosen)]];
}

export function ruleTruth({ parts }: Pick<ChoiceRule, 'parts'>, chosen: Chosen): Truth {
  let result: Truth = true;
  for (const part of parts) {
    const truth = part.truth(chosen);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** What of the choices so far decides whether the rule applies in the end. */
function stateOf({ parts }: ChoiceRule, chosen: Chosen): string {
  const open: number[] = [];
  for (const { choices, truth } of parts) {
    const one = truth(chosen);
    if (one === false) return '-';
    const isOpen = one === undefined && choices.some((choice) => choice >= chosen.length);
    if (isOpen) for (const choice of choices) if (choice < chosen.length) open.push(chosen[choice] as number);
  }
  return `+${open.join('.')}`;
}
