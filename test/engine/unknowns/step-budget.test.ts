import { StepBudget } from '../../../src/engine/unknowns/step-budget';

test('steps are taken as long as there are enough, and none of what is too much', () => {
  const budget = new StepBudget(10);
  expect(budget.spend(7)).toBe(true);
  expect(budget.spend(4)).toBe(false);
  expect(budget.spend(3)).toBe(true);
  expect(budget.spend(1)).toBe(false);
  expect(budget.taken).toBe(10);
});

test('whether there are enough can be asked without taking any', () => {
  const budget = new StepBudget(10);
  const half = budget.share(1 / 2);
  expect([budget.has(10), budget.has(11), half.has(5), half.has(6)]).toEqual([true, false, true, false]);
  budget.spend(8);
  expect([half.has(2), half.has(3), budget.taken]).toEqual([true, false, 8]);
});

test('a share is a part of what is left, and counts for the whole', () => {
  const budget = new StepBudget(10);
  budget.spend(2);
  const half = budget.share(1 / 2);
  expect(half.spend(5)).toBe(false);
  expect(half.spend(4)).toBe(true);
  expect(budget.taken).toBe(6);
  const rest = budget.share(1);
  budget.spend(3);
  expect(rest.spend(2)).toBe(false);
  expect(rest.spend(1)).toBe(true);
});
