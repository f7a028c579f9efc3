/**
 * Combinations of what several unknowns may be. One unknown is chosen after the other; of combinations that no rule can
 * tell apart any more, whatever is chosen next, one is kept. So unknowns that no rule joins are not multiplied.
 */
import type { StepBudget } from '../step-budget';
import {
  additionOf,
  isDecided,
  LEFT_OPEN,
  matters,
  partsIn,
  spanningRule,
  stateOf,
  withAdditions,
  type Added,
  type Addition,
  type Chosen,
  type ChoiceRule,
  type SpanningRule,
} from './choice-rules';

export interface Choice {
  /** What there is to choose, after what was chosen before; nothing: it is left open. */
  readonly options: (chosen: Chosen) => readonly number[];
  /** Combinations that differ in it are always told apart. */
  readonly isApart: boolean;
}

export interface Combination {
  readonly chosen: Chosen;
  /** What the rules add, by list; nothing: `undefined`. */
  readonly added: Added;
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

function stepsOf(choices: readonly Choice[], rules: readonly ChoiceRule[]): readonly Step[] {
  const spans = rules.map(spanningRule);
  const apart = choices.flatMap(({ isApart }, at) => (isApart ? [at] : []));
  return choices.map((choice, at) => new Step(choice, at, spans, apart));
}

/** One more choice. */
class Step {
  /** Rules that hang on this choice and no other. */
  private readonly alone: readonly ChoiceRule[];
  /** Rules that hang on this choice and on earlier ones. */
  private readonly joined: readonly SpanningRule[];
  /** Rules that hang on this choice and on later ones. */
  private readonly touched: readonly SpanningRule[];
  /** All of these. */
  private readonly hanging: readonly SpanningRule[];
  /** Rules that hang on choices up to this one, and on later ones. */
  private readonly pending: readonly SpanningRule[];
  private readonly apart: readonly number[];
  private readonly cost: number;
  /** By option. */
  private readonly addedAlone = new Map<number, readonly Addition[]>();

  constructor(
    private readonly choice: Choice,
    at: number,
    spans: readonly SpanningRule[],
    apart: readonly number[],
  ) {
    const ending = spans.filter(({ last }) => last === at);
    this.alone = ending.filter(({ first }) => first === at).map(({ rule }) => rule);
    this.joined = ending.filter(({ first }) => first < at);
    this.pending = spans.filter(({ first, last }) => first <= at && at < last);
    this.touched = this.pending.filter(({ rule }) => rule.parts.some((part) => part.choices.includes(at)));
    this.hanging = [...ending, ...this.touched];
    this.apart = apart.filter((place) => place <= at);
    this.cost = 1 + this.pending.length + partsIn([...this.joined, ...this.touched].map(({ rule }) => rule));
  }

  /** `undefined`: they would be too many. */
  extend(all: readonly Unfinished[], budget: StepBudget, most: number): readonly Unfinished[] | undefined {
    const next = new Map<string, Unfinished>();
    for (const one of all) {
      const options = this.isMoot(one) ? [] : this.choice.options(one.chosen);
      for (const option of options.length === 0 ? [LEFT_OPEN] : options) {
        const cost = this.addedAlone.has(option) ? this.cost : this.cost + partsIn(this.alone);
        if (!budget.spend(cost)) return undefined;
        this.keep(next, one, option);
        if (next.size > most) return undefined;
      }
    }
    return [...next.values()];
  }

  /** Whatever is chosen, nothing changes: it is left open. */
  private isMoot({ added, pending }: Unfinished): boolean {
    return !this.choice.isApart && this.hanging.every((one) => isDecided(one, added, pending));
  }

  leaveOpen(all: readonly Unfinished[]): readonly Unfinished[] {
    const next = new Map<string, Unfinished>();
    for (const one of all) this.keep(next, one, LEFT_OPEN);
    return [...next.values()];
  }

  private keep(next: Map<string, Unfinished>, before: Unfinished, option: number): void {
    const chosen = [...before.chosen, option];
    const joined = this.joined.flatMap((rule) =>
      isDecided(rule, before.added, before.pending) ? [] : additionOf(rule.rule, chosen),
    );
    const additions = this.aloneAt(option, chosen).concat(joined);
    const added = additions.length === 0 ? before.added : withAdditions(before.added, additions);
    const pending = this.touched.length === 0 ? before.pending : this.pendingAfter(before.pending, chosen, added);
    // Combinations with the same name are alike to every rule, whatever is chosen next.
    const states = this.pending.map((one) => (matters(one, added) ? pending[one.index] : undefined));
    const name = `${added.join()} ${this.apart.map((place) => chosen[place]).join()} ${states.join()}`;
    if (!next.has(name)) next.set(name, { chosen, added, pending });
  }

  private pendingAfter(before: Unfinished['pending'], chosen: Chosen, added: Added): Unfinished['pending'] {
    const pending = [...before];
    for (const one of this.touched) {
      if (!isDecided(one, added, before)) pending[one.index] = stateOf(one.rule, chosen);
    }
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
