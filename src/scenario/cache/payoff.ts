/**
 * Does it pay to look for what came before? Many lines in a row are looked at: one line in some would hardly ever be
 * one that was looked at when it came before. Where hardly anything did, as many times more are left alone.
 */
export class Payoff {
  /** The share of the characters that came before, in the lines that were looked at; the later count for more. */
  private share = 0;
  private looked = 0;
  private left = 0;

  /** Asked once for each line. */
  isWorthALook(): boolean {
    if (this.left === 0) return true;
    this.left -= 1;
    return false;
  }

  /** Characters of a line that was looked at: those that came before, and all of them. */
  note(known: number, all: number): void {
    this.share += (known / all - this.share) / MEMORY;
    this.looked += 1;
    if (this.looked < IN_A_ROW || this.share > LEAST) return;
    this.looked = 0;
    this.left = IN_A_ROW * TIMES_MORE;
  }
}

/** A look costs about a sixth of what it saves where all of a line is known. */
const LEAST = 1 / 6;
/** Lines that count. */
const MEMORY = 32;
/** What comes again within a third of them is learned in them. */
const IN_A_ROW = 4_000;
const TIMES_MORE = 12;
