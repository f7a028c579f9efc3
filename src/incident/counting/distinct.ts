/**
 * How many different names there were: exact up to a bound, then estimated (HyperLogLog). Joining is the same in any order
 * and any number of times. https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf
 */
import { hashOf } from './hash';

export type Distinct =
  | { readonly is: 'exact'; /** Hashes, ascending. */ readonly hashes: readonly number[] }
  /** One character a register: `0` and how often a bit pattern was beaten. */
  | { readonly is: 'estimated'; readonly registers: string };

export const none: Distinct = { is: 'exact', hashes: [] };

/** Up to so many it is exact. */
export const mostExact = 500;
/** 2¹⁰ registers: 3.25 % standard error. */
const bits = 10;
const registerCount = 2 ** bits;

export function distinctOf(names: Iterable<string>): Distinct {
  return exactOrLess([...new Set([...names].map(hashOf))]);
}

export function joinDistinct(one: Distinct, other: Distinct): Distinct {
  if (one.is === 'exact' && other.is === 'exact') {
    if (one.hashes.length === 0) return other;
    return other.hashes.length === 0 ? one : exactOrLess([...new Set([...one.hashes, ...other.hashes])]);
  }
  return estimatedOf(highest(registersOf(one), registersOf(other)));
}

export interface HowMany {
  readonly count: number;
  readonly exact: boolean;
}

export function howMany(distinct: Distinct): HowMany {
  if (distinct.is === 'exact') return { count: distinct.hashes.length, exact: true };
  const registers = registersOf(distinct);
  const sum = registers.reduce((total, register) => total + 2 ** -register, 0);
  const raw = ((0.7213 / (1 + 1.079 / registerCount)) * registerCount ** 2) / sum;
  const zeros = registers.filter((register) => register === 0).length;
  const small = raw <= 2.5 * registerCount && zeros > 0;
  const count = Math.round(small ? registerCount * Math.log(registerCount / zeros) : raw);
  return { count: Math.max(count, mostExact + 1), exact: false };
}

function exactOrLess(hashes: readonly number[]): Distinct {
  if (hashes.length > mostExact) return estimatedOf(registersOf({ is: 'exact', hashes }));
  return { is: 'exact', hashes: hashes.toSorted((one, other) => one - other) };
}

const zero = '0'.charCodeAt(0);

function registersOf(distinct: Distinct): readonly number[] {
  if (distinct.is === 'estimated') {
    return Array.from(distinct.registers, (character) => character.charCodeAt(0) - zero);
  }
  const registers = Array.from({ length: registerCount }, () => 0);
  for (const hash of distinct.hashes) {
    const register = hash % registerCount;
    registers[register] = Math.max(registers[register] ?? 0, rankOf(Math.floor(hash / registerCount)));
  }
  return registers;
}

/** Zeros at the end of the other 43 bits, and one. */
function rankOf(rest: number): number {
  const low = rest % 2 ** 31;
  const at = low === 0 ? 31 + zerosAtEnd(Math.floor(rest / 2 ** 31), 12) : zerosAtEnd(low, 31);
  return at + 1;
}

const zerosAtEnd = (value: number, most: number): number => (value === 0 ? most : 31 - Math.clz32(value & -value));

const highest = (one: readonly number[], other: readonly number[]): readonly number[] =>
  one.map((register, at) => Math.max(register, other[at] ?? 0));

const estimatedOf = (registers: readonly number[]): Distinct => ({
  is: 'estimated',
  registers: registers.map((register) => String.fromCharCode(zero + register)).join(''),
});
