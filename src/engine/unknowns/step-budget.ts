/** Work is counted, not timed: the same input stops at the same step on every machine. */
export class StepBudget {
  /** Steps that were taken: letters read by a pattern, values compared, combinations made. */
  taken = 0;

  constructor(
    readonly most: number,
    private readonly whole?: StepBudget,
  ) {}

  /** `false`: there is not enough left, and what was asked for must not be done. */
  spend(steps: number): boolean {
    if (this.taken + steps > this.most || this.whole?.spend(steps) === false) return false;
    this.taken += steps;
    return true;
  }

  has(steps: number): boolean {
    return this.taken + steps <= this.most && this.whole?.has(steps) !== false;
  }

  /** A part of what is left, or so many steps at most. They count here as well. */
  share(part: number, most = Infinity): StepBudget {
    return new StepBudget(Math.min(Math.floor((this.most - this.taken) * part), most), this);
  }
}
