/** One number of a benchmark, as a person reads it. */
export interface Measurement {
  readonly what: string;
  readonly value: string;
  readonly bound?: Bound;
}

/** What is promised of the number. Where it does not hold, `npm run bench` fails. */
export interface Bound {
  readonly says: string;
  readonly holds: boolean;
}

/** The default export of every bench/*.bench.ts. */
export type Bench = () => Promise<readonly Measurement[]>;

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
