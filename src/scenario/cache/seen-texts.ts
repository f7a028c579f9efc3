/** Texts that came before, by their hashes: what comes for the first time is not worth keeping, as it may never come again. */
export class SeenTexts {
  /** Two generations of hashes: what is met in the younger outlives the elder. */
  private younger = new Set<number>();
  private elder = new Set<number>();

  /** `most`: texts in one generation. */
  constructor(private readonly most: number) {}

  /** Did this part of a line come before? From now on it did. */
  cameBefore(line: string, start: number, end: number): boolean {
    const hash = hashOf(line, start, end);
    if (this.younger.has(hash)) return true;
    if (this.younger.size >= this.most) {
      this.elder = this.younger;
      this.younger = new Set();
    }
    this.younger.add(hash);
    return this.elder.has(hash);
  }
}

function hashOf(line: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
  return hash;
}
