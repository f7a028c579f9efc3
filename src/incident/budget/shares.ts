/** How much of the budget is whose. */
import { keys } from '../keys';
import type { Store } from '../store';
import type { Time } from '../types';
import { everybody, type Whose } from '../whose';
import { monthOf, type Budget, type BudgetLimits } from './budget';

/** Shares of the month's money. Without self-tests nobody knows whether any denial is seen: only their rate bounds them. */
const share: Readonly<Record<Whose, number>> = { ours: 1, strangers: 1 / 4, 'self-test': Number.POSITIVE_INFINITY };
/** What self-tests take of the others' money at most. */
const mostOfSelfTests = 1 / 10;
const rates: Readonly<Record<Whose, Partial<Pick<BudgetLimits, 'burst' | 'perMinute'>>>> = {
  ours: {},
  strangers: { burst: 1, perMinute: 1 },
  'self-test': { burst: 2, perMinute: 1 / 30 },
};

/** As far as the others have left of the month's money: ours and strangers' together are never more than all of it. */
export async function limitsOf(whose: Whose, limits: BudgetLimits, store: Store, now: Time): Promise<BudgetLimits> {
  const all = limits.monthlyDollars;
  if (whose === 'self-test') return { ...limits, ...rates[whose], monthlyDollars: share[whose] };
  const others = everybody.filter((one) => one !== whose);
  const spent = await Promise.all(others.map((other) => spentBy(other, store, now)));
  const taken = others.map((other, at) =>
    Math.min(spent[at] ?? 0, other === 'self-test' ? all * mostOfSelfTests : all),
  );
  const left = all - taken.reduce((sum, dollars) => sum + dollars, 0);
  return { ...limits, ...rates[whose], monthlyDollars: Math.min(left, all * share[whose]) };
}

/** Dollars of this month. */
async function spentBy(whose: Whose, store: Store, now: Time): Promise<number> {
  const [item] = await store.get([keys.budget(whose)]);
  if (item === undefined) return 0;
  const { month, spent } = item.value as Budget;
  return month === monthOf(now) ? spent / 1_000_000 : 0;
}
