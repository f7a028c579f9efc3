/** One number of a benchmark, as a person reads it. */
export interface Measurement {
  readonly what: string;
  readonly value: string;
  /** Set where the number breaks a promise: what the promise was. `npm run bench` then fails. */
  readonly broken?: string;
}

/** The default export of every bench/*.bench.ts. */
export type Bench = () => Promise<readonly Measurement[]>;

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that one call takes: the least of some repeats, each of them long enough to be measured. */
export function millisecondsOf(run: () => unknown, repeats = 7): number {
  run();
  let calls = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats;) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) run();
    const took = performance.now() - start;
    if (took < 5 && calls < 1_000_000) calls *= 4;
    else {
      least = Math.min(least, took / calls);
      repeat += 1;
    }
  }
  return least;
}
