/** Does it pay to look for what came before? Where hardly anything did, only one line in some is looked at. */
export class Payoff {
  /** Of the characters of the lines that were looked at, the later the more: the share that came before. */
  private share = 1;
  private left = 0;

  /** Asked once for each line. */
  isWorthALook(): boolean {
    if (this.share > LEAST) return true;
    this.left = this.left === 0 ? ONE_IN - 1 : this.left - 1;
    return this.left === 0;
  }

  /** Characters of a line that was looked at: those that came before, and all of them. */
  note(known: number, all: number): void {
    this.share += (known / all - this.share) / MEMORY;
  }
}

/** A look costs about a sixth of what it saves where all of a line is known. */
const LEAST = 1 / 6;
/** Lines that count. */
const MEMORY = 32;
/** A prime: lines that come in turns are all looked at sooner or later. */
const ONE_IN = 13;
