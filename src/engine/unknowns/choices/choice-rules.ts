/** Rules over choices: whether they apply, and what of the choices so far decides it. */
import type { Truth } from '../../truth';

/** What was chosen so far: of each unknown the number of its option, or `LEFT_OPEN`. */
export type Chosen = readonly number[];
export const LEFT_OPEN = -1;

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

/** What the rules add, by list; nothing: `undefined`. */
export type Added = readonly (number | undefined)[];

/** A rule, from the first choice that it hangs on to the last. */
export interface SpanningRule {
  readonly rule: ChoiceRule;
  readonly index: number;
  readonly first: number;
  readonly last: number;
  /** All that it may add to its list, where no choice decides it. */
  readonly most: number | undefined;
}

export function spanningRule(rule: ChoiceRule, index: number): SpanningRule {
  const all = [...rule.parts.flatMap((part) => part.choices), ...rule.besides];
  const most = rule.besides.length > 0 ? undefined : rule.adds(true, []) | rule.adds(undefined, []);
  return { rule, index, first: Math.min(...all), last: Math.max(...all), most };
}

export type Addition = readonly [list: number, bits: number];

/** May it add something that its list does not have yet? */
export function matters({ rule, most }: SpanningRule, added: Added): boolean {
  return most === undefined || (most & ~(added[rule.list] ?? 0)) !== 0;
}

/** It adds nothing, or nothing new, whatever is chosen next. */
export function isDecided(rule: SpanningRule, added: Added, pending: readonly string[]): boolean {
  return pending[rule.index] === DOES_NOT_APPLY || !matters(rule, added);
}

export function withAdditions(before: Added, additions: readonly Addition[]): Added {
  const added = [...before];
  for (const [list, bits] of additions) added[list] = (added[list] ?? 0) | bits;
  return added;
}

export const partsIn = (rules: readonly ChoiceRule[]): number =>
  rules.reduce((sum, { parts }) => sum + parts.length, 0);

export function additionOf(rule: ChoiceRule, chosen: Chosen): readonly Addition[] {
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

const DOES_NOT_APPLY = '-';

/** What of the choices so far decides whether the rule applies in the end. */
export function stateOf({ parts }: ChoiceRule, chosen: Chosen): string {
  const open: number[] = [];
  for (const { choices, truth } of parts) {
    const one = truth(chosen);
    if (one === false) return DOES_NOT_APPLY;
    const isOpen = one === undefined && choices.some((choice) => choice >= chosen.length);
    if (isOpen) for (const choice of choices) if (choice < chosen.length) open.push(chosen[choice] as number);
  }
  return `+${open.join('.')}`;
}
