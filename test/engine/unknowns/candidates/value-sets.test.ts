import { StepBudget } from '../../../../src/engine/unknowns/step-budget';
import { setsOf } from '../../../../src/engine/unknowns/candidates/value-sets';

const setsBy = (values: string, kindOf: (set: readonly string[]) => string, most = 1_000_000) =>
  setsOf(Array.from(values), kindOf, new StepBudget(most));

test.each<readonly [string, string, (set: readonly string[]) => string, readonly string[]]>([
  ['that all differ', 'abc', (set) => set.toSorted().join(''), ['a', 'b', 'c', 'ab', 'ac', 'bc', 'abc']],
  ['by whether any is one', 'abc', (set) => String(set.includes('a')), ['a', 'b']],
  ['by whether all are one', 'abc', (set) => String(set.every((value) => value === 'a')), ['a', 'b']],
  ['of nothing', '', () => 'same', []],
])('one set of every kind: %s', (_, values, kindOf, expected) => {
  const { sets, complete } = setsBy(values, kindOf);
  expect(sets.map((set) => set.join(''))).toEqual(expected);
  expect(complete).toBe(true);
});

test('what is too much is not said to be all', () => {
  const all = (set: readonly string[]) => set.toSorted().join('');
  expect(setsBy('abcdefghijkl', all)).toMatchObject({ complete: true });
  expect(setsBy('abcdefghijkl', all).sets).toHaveLength(2 ** 12 - 1);
  expect(setsBy('abcdefghijklm', all).complete).toBe(false);
  expect(setsBy('abc', all, 5).complete).toBe(false);
});
