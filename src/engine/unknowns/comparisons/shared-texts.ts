/** Brings to each open key the texts that matter to it because of the values and keys that it is compared with. */
import { capturesOf } from '../texts/captures';
import type { ComparedTexts, ComparedWithValue } from './compared-texts';
import { around, withAnything, type Comparison } from './comparisons';
import { KeyTexts } from './key-texts';
import type { OpenKey, PlacedRule } from '../open-keys';
import type { StepBudget } from '../step-budget';
import { filled, holesIn, isHole } from '../texts/template';
import { listOf, type PatternList } from '../texts/text-lists';

/** By key. */
export function sharedTexts(
  keys: readonly OpenKey[],
  rules: readonly PlacedRule[],
  { withValues, withKeys }: ComparedTexts,
  budget: StepBudget,
): readonly KeyTexts[] {
  const texts = keys.map(({ apart = [] }) => new KeyTexts(apart));
  for (const one of withValues) bringParts(one, texts, budget);
  for (const comparison of withKeys) bringConditions(comparison, rules, texts);
  shareLiterals(withKeys, texts, budget);
  for (const comparison of withKeys) bringLists(comparison, texts);
  return texts;
}

/** A text that is compared with a known value: a key in it matters as part of that value. */
function bringParts(
  { template, value, ignoreCase, isJoint }: ComparedWithValue,
  texts: readonly KeyTexts[],
  budget: StepBudget,
): void {
  const holes = holesIn(template);
  for (const hole of holes) {
    const own = at(texts, hole);
    const captures = capturesOf(hole, template, value, ignoreCase, budget);
    if (!captures.complete) own.complete = false;
    const patterns = captures.texts.map((text) => ({ is: 'exact', text }) as const);
    if (patterns.length === 0) continue;
    // A part that hangs on this key alone is asked for itself.
    if (!isJoint) own.tried.indexOf({ patterns, ignoreCase });
    else if (holes.length === 1) own.apart.indexOf({ patterns, ignoreCase });
    // Which part one key is decides what the other one must be.
    else for (const pattern of patterns) own.apart.indexOf({ patterns: [pattern], ignoreCase });
  }
}

/** What the keys of a comparison are compared with elsewhere. */
function bringConditions(
  { compared, holes }: Comparison,
  rules: readonly PlacedRule[],
  texts: readonly KeyTexts[],
): void {
  for (const key of [compared, ...holes]) {
    const own = at(texts, key);
    own.own = listsOn(key, rules);
    for (const { patterns, ignoreCase } of own.own) {
      if (!ignoreCase) for (const pattern of patterns) if (pattern.is === 'exact') own.addLiteral(pattern.text);
    }
    // Its own conditions may be told apart by what agrees with it.
    if (key !== compared) for (const list of own.own) own.apart.indexOf(list);
  }
}

function listsOn(key: number, rules: readonly PlacedRule[]): readonly PatternList[] {
  const lists = rules.flatMap(({ parts }) =>
    parts.flatMap(({ part: { condition }, context, keys: [first] }) =>
      condition === undefined || first !== key ? [] : [listOf(condition, context)],
    ),
  );
  return lists.filter((list) => list !== undefined && list.patterns.length > 0) as readonly PatternList[];
}

/** Brings literals along chains of comparisons. Texts that grow with each round have no end, and no chain is longer. */
function shareLiterals(comparisons: readonly Comparison[], texts: readonly KeyTexts[], budget: StepBudget): void {
  const keys = new Set(comparisons.flatMap(({ compared, holes }) => [compared, ...holes]));
  for (let round = 0; round < keys.size; round += 1) {
    const brought = comparisons.map((one) => [bringInto(one, texts), bringOutOf(one, texts, budget)]);
    if (!brought.flat().includes(true)) return;
  }
}

const mostFillings = 200;

/** The texts that agree when literals stand in the holes. */
function bringInto({ compared, template, ignoreCase, holes }: Comparison, texts: readonly KeyTexts[]): boolean {
  const own = at(texts, compared);
  const hasFallback = template.flat().some((piece) => isHole(piece) && piece.fallback !== undefined);
  let fillings: readonly ReadonlyMap<number, string | undefined>[] = [new Map()];
  for (const hole of holes) {
    const values = [...at(texts, hole).literals, ...(hasFallback ? [undefined] : [])];
    fillings = fillings
      .flatMap((filling) => values.map((value) => new Map([...filling, [hole, value]])))
      .slice(0, mostFillings);
  }
  let isNew = false;
  for (const filling of fillings) {
    const pattern = filled(template, ({ key }) => {
      const text = filling.get(key);
      return text === undefined ? undefined : [text];
    });
    if (pattern === undefined) continue;
    if (pattern.is === 'exact' && !ignoreCase) isNew = own.addLiteral(pattern.text) || isNew;
    else own.apart.indexOf({ patterns: [pattern], ignoreCase });
  }
  return isNew;
}

/** What stands in the holes, when the key that is compared is a literal. */
function bringOutOf(comparison: Comparison, texts: readonly KeyTexts[], budget: StepBudget): boolean {
  const { compared, template, ignoreCase, holes } = comparison;
  const own = at(texts, compared);
  let isNew = false;
  for (const literal of own.literals) {
    if (own.isCaptured(comparison, literal)) continue;
    const isWhole = holes.map((hole) => {
      const captures = capturesOf(hole, template, literal, ignoreCase, budget);
      for (const text of captures.texts) {
        if (ignoreCase) at(texts, hole).apart.indexOf({ patterns: [{ is: 'exact', text }], ignoreCase });
        else isNew = at(texts, hole).addLiteral(text) || isNew;
      }
      return captures.complete && captures.texts.every((text) => ignoreCase || at(texts, hole).literals.has(text));
    });
    if (isWhole.every((whole) => whole)) own.noteCaptured(comparison, literal);
  }
  return isNew;
}

/** What the key that is compared must be like, so that it can agree with what the holes are like. */
function bringLists(comparison: Comparison, texts: readonly KeyTexts[]): void {
  const own = at(texts, comparison.compared);
  own.apart.indexOf(withAnything(comparison));
  for (const hole of comparison.holes) {
    for (const list of at(texts, hole).own) own.apart.indexOf(around(comparison, hole, list).list);
  }
}

const at = (texts: readonly KeyTexts[], key: number): KeyTexts => texts[key] as KeyTexts;
