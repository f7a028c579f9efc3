/** What an unknown key may be worth to the rules that hang on it: one value of every kind that they tell apart. */
import type { Family } from '../../operators';
import { isRoleNamed } from '../../principal/role';
import { partsOf, type KeyUse } from './key-use';
import { Kinds } from './kinds';
import { truthWith, type Value } from '../open-keys';
import type { StepBudget } from '../step-budget';
import { textQuestions } from './text-questions';
import { between, spelledOtherwise, typedValues } from './typed-values';
import { setsOf } from './value-sets';
import { witnessesOf } from '../texts/witness-search';

export interface Candidates {
  readonly values: readonly Value[];
  /** `false`: there may be others. */
  readonly complete: boolean;
}

/** `some`: also where there are more than the steps allow for. `all`: then none but its absence, and no step is lost. */
export function candidatesOf(use: KeyUse, budget: StepBudget, wanted: 'all' | 'some'): Candidates {
  if (use.key.values !== undefined) return { values: use.key.values, complete: true };
  const kinds = new Kinds(use, budget);
  if (use.key.including === undefined) kinds.add(undefined);
  const isWhole = use.key.isMultivalued ? addSets(use, kinds, budget) : addTexts(use, kinds, budget, wanted);
  return { values: kinds.values, complete: isWhole && kinds.isWhole && use.texts.complete };
}

/** Returns whether every kind was found. */
function addTexts(use: KeyUse, kinds: Kinds, budget: StepBudget, wanted: 'all' | 'some'): boolean {
  const { texts, mostKinds, leastKinds } = textsOf(use, false, budget);
  if (wanted === 'all' && !kinds.mayBe(leastKinds)) return false;
  for (;;) {
    const next = texts.next();
    if (next.done === true) return next.value;
    kinds.add(next.value);
    if (kinds.texts >= mostKinds || !kinds.isWhole) return true;
  }
}

/** Returns whether every kind was found. */
function addSets(use: KeyUse, kinds: Kinds, budget: StepBudget): boolean {
  const parts = partsOf(use);
  const kindOf = (value: Value) => parts.map(truthWith(new Map([[use.key.key, value]]))).join();
  const singles = new Map<string, string>();
  const { texts } = textsOf(use, true, budget);
  let next = texts.next();
  for (; next.done !== true; next = texts.next()) {
    if (!budget.spend(parts.length)) return false;
    const kind = kindOf(next.value);
    if (!singles.has(kind)) singles.set(kind, next.value);
  }
  const { including } = use.key;
  const always = including === undefined ? [] : [including];
  if (including !== undefined) kinds.add(always);
  const { sets, complete } = setsOf([...singles.values()], kindOf, budget, always);
  for (const set of sets) kinds.add(set);
  return next.value && complete;
}

interface Texts {
  /** Texts of every kind; it returns whether there are no others. */
  readonly texts: Generator<string, boolean>;
  readonly mostKinds: number;
  readonly leastKinds: number;
}

function textsOf(use: KeyUse, each: boolean, budget: StepBudget): Texts {
  const all = partsOf(use).flatMap(({ part: { condition } }) => condition ?? []);
  const conditions = all.filter(({ lowerKey }) => lowerKey === use.key.key);
  const typed = [...new Set(conditions.flatMap((condition) => typedValues(condition) ?? []))];
  const ordered = conditions.filter(({ operator }) => isOrdered(operator.family));
  const borders = ordered.flatMap(({ operator, wanted }) => (operator.family === 'address' ? [] : wanted));
  const values = [...typed, ...between(borders)];
  const { apart, tried, literals } = use.texts;
  const isText =
    conditions.some(({ operator }) => isTextual(operator.family)) || apart.all.length + tried.all.length > 0;
  if (typed.length > 0 && !isText) {
    return {
      texts: valuesThen(values),
      mostKinds: 2 ** (use.together.length + use.shared.length + use.joint.length),
      leastKinds: 1,
    };
  }
  const questions = textQuestions(use, each);
  const spelled = ordered.length > 0 ? typed.map(spelledOtherwise) : [];
  // Numbers that are like a pattern are not looked for.
  const areFound = ordered.length === 0 || questions.lists.every(({ patterns }) => patterns.every(isPlain));
  // Each literal is a kind of its own, which the search for answers need not come by.
  const searched = thatFit(use, valuesThen([...literals], witnessesOf({ ...questions, budget })));
  const { mostKinds, leastKinds } = questions;
  return { texts: valuesThen([...values, ...spelled], searched, areFound), mostKinds, leastKinds };
}

function* valuesThen(
  values: readonly string[],
  more?: Generator<string, boolean>,
  areFound = true,
): Generator<string, boolean> {
  yield* values;
  return (more === undefined || (yield* more)) && areFound;
}

const isOrdered = (family: Family) => family === 'numeric' || family === 'date' || family === 'address';
const isTextual = (family: Family) => family.startsWith('string') || family === 'arn';
const isPlain = ({ is }: { readonly is: string }) => is === 'exact' || is === 'any';

function* thatFit({ key: { role } }: KeyUse, texts: Generator<string, boolean>): Generator<string, boolean> {
  let next = texts.next();
  for (; next.done !== true; next = texts.next()) {
    if (role === undefined || isRoleNamed(next.value, role.start, role.end)) yield next.value;
  }
  return next.value;
}
