/** How many investigations may start: a token bucket with a hard ceiling in dollars a month. */
import type { Time } from '../types';

export interface Budget {
  /** Investigations that may start at once. */
  readonly tokens: number;
  /** When the tokens were counted. */
  readonly at: Time;
  /** `2026-11`, in UTC. */
  readonly month: string;
  /** Millionths of a dollar in that month. */
  readonly spent: number;
}

export interface BudgetLimits {
  /** What is there when nothing was investigated for a while. */
  readonly burst: number;
  readonly perMinute: number;
  readonly monthlyDollars: number;
  /** Millionths of a dollar for one investigation. */
  readonly price: number;
}

export interface Granted {
  readonly granted: number;
  readonly budget: Budget;
  /** The month's money is what is missing. */
  readonly ceilingReached: boolean;
}

/** As many of the wanted ones as there is room for. */
export function grant(was: Budget | undefined, wanted: number, limits: BudgetLimits, now: Time): Granted {
  const month = monthOf(now);
  const spent = was?.month === month ? was.spent : 0;
  const tokens = refilled(was, limits, now);
  const affordable = Math.max(0, Math.floor((limits.monthlyDollars * 1_000_000 - spent) / limits.price));
  const granted = Math.min(wanted, Math.floor(tokens), affordable);
  return {
    granted,
    budget: {
      tokens: tokens - granted,
      at: Math.max(now, was?.at ?? now),
      month,
      spent: spent + granted * limits.price,
    },
    ceilingReached: wanted > affordable,
  };
}

/** `2026-11`, in UTC. */
export const monthOf = (now: Time): string => new Date(now).toISOString().slice(0, 7);

/** Clocks of functions differ: time never runs backwards here. */
function refilled(was: Budget | undefined, { burst, perMinute }: BudgetLimits, now: Time): number {
  if (was === undefined) return burst;
  return Math.min(burst, was.tokens + (Math.max(0, now - was.at) / 60_000) * perMinute);
}
