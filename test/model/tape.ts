/**
 * Random choices read off a list of numbers. Zero, and the end of the list, choose the first and simplest alternative, so
 * that a shrunk list is a simpler scenario.
 */
export class Tape {
  private at = 0;
  constructor(private readonly numbers: Uint16Array) {}

  below(bound: number): number {
    return Math.floor(((this.numbers[this.at++] ?? 0) / 65_536) * bound);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  upTo<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  some<T>(from: readonly T[], percent: number): T[] {
    return from.filter(() => this.chance(percent));
  }
}
