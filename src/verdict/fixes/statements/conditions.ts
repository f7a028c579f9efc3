/** Conditions with one test more: all tests of a block must hold. */
import { operatorNamed } from '../../../engine/operators';
import { listOf, oneOrMany, type ConditionBlock, type Test } from './statement-json';

/** `never`: nothing can meet both · `inexpressible`: a block holds one list of values for an operator and a key. */
export type Narrowed = ConditionBlock | 'never' | 'inexpressible';

/** The block that holds where it held and the test holds as well. */
export function withTest(block: ConditionBlock, test: Test): Narrowed {
  const before = valuesIn(block, test);
  if (before === undefined) return put(block, test);
  const both = [...before, ...test.values.filter((value) => !before.some((one) => String(one) === value))];
  if (both.length === before.length && before.length === test.values.length) return block;
  const operator = operatorNamed(test.operator);
  if (operator?.family === 'null') return 'never';
  // A negated list excludes every value in it, so that a longer list excludes more.
  if (operator?.negated === true && operator.set !== 'for-any-value') return put(block, test, both);
  return otherwiseSaid(block, test);
}

/** As `withTest`, of a test for equality with a value for which the block is known to hold. */
export function withEquality(block: ConditionBlock, test: Test): ConditionBlock {
  return put(block, test);
}

export function withoutTest(block: ConditionBlock, { operator, key }: Pick<Test, 'operator' | 'key'>): ConditionBlock {
  const { [operator]: keys = {}, ...others } = block;
  const kept = Object.entries(keys).filter(([name]) => !sameKey(name, key));
  return kept.length === 0 ? others : { ...block, [operator]: Object.fromEntries(kept) };
}

const sameKey = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function valuesIn(block: ConditionBlock, { operator, key }: Test): readonly unknown[] | undefined {
  const found = Object.entries(block[operator] ?? {}).find(([name]) => sameKey(name, key));
  return found === undefined ? undefined : listOf(found[1]);
}

function put(block: ConditionBlock, { operator, key, values }: Test, all: readonly unknown[] = values): ConditionBlock {
  const keys = block[operator] ?? {};
  const name = Object.keys(keys).find((one) => sameKey(one, key)) ?? key;
  return { ...block, [operator]: { ...keys, [name]: oneOrMany(all) } };
}

/** Another operator that says the same of values without wildcards. */
function otherwiseSaid(block: ConditionBlock, test: Test): Narrowed {
  if (test.otherwise !== undefined) return withTest(block, test.otherwise);
  const other = synonyms[test.operator];
  const plain = test.values.every((value) => !/[*?]|\$\{/.test(value));
  return other === undefined || !plain ? 'inexpressible' : withTest(block, { ...test, operator: other });
}

const synonyms: Readonly<Record<string, string>> = {
  StringEquals: 'StringLike',
  ArnEquals: 'ArnLike',
  'ForAnyValue:StringEquals': 'ForAnyValue:StringLike',
  'ForAnyValue:StringNotEquals': 'ForAnyValue:StringNotLike',
  'ForAllValues:StringEquals': 'ForAllValues:StringLike',
};
