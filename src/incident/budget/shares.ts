/** How much of the budget is whose. */
import { keys } from '../keys';
import type { Item, Store } from '../store';
import type { Time } from '../types';
import { everybody, type Whose } from '../whose';
import { monthOf, type Budget, type BudgetLimits } from './budget';

/** Of the month's money. */
const share: Readonly<Record<Whose, number>> = { ours: 1, strangers: 1 / 4, 'self-test': 1 / 10 };
const rates: Readonly<Record<Whose, Partial<Pick<BudgetLimits, 'burst' | 'perMinute'>>>> = {
  ours: {},
  strangers: { burst: 1, perMinute: 1 },
  'self-test': { burst: 2, perMinute: 1 / 10 },
};

/** As far as the others have left of the month's money: together they never spend more than all of it. */
export async function limitsOf(whose: Whose, limits: BudgetLimits, store: Store, now: Time): Promise<BudgetLimits> {
  const others = await store.get(everybody.filter((one) => one !== whose).map(keys.budget));
  const left = limits.monthlyDollars - others.reduce((sum, item) => sum + spentIn(item, now), 0) / 1_000_000;
  return {
    ...limits,
    ...rates[whose],
    monthlyDollars: Math.min(left, limits.monthlyDollars * share[whose]),
  };
}

function spentIn({ value }: Item, now: Time): number {
  const { month, spent } = value as Budget;
  return month === monthOf(now) ? spent : 0;
}
