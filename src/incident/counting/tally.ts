import type { Tally } from '../types';
import { joinDistinct, none } from './distinct';

export const nothing: Tally = {
  s3: 0,
  kms: 0,
  first: Number.MAX_SAFE_INTEGER,
  last: 0,
  principals: none,
  places: none,
};

/** Two tallies of different denials: counts are added. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (one, other) => ({
      s3: one.s3 + other.s3,
      kms: one.kms + other.kms,
      first: Math.min(one.first, other.first),
      last: Math.max(one.last, other.last),
      principals: joinDistinct(one.principals, other.principals),
      places: joinDistinct(one.places, other.places),
    }),
    nothing,
  );
}
