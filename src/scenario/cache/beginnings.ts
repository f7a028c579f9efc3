/** Beginnings of texts that came before: what comes for the first time is not worth keeping, as it may never come again. */
export class Beginnings {
  /** Two generations of hashes: what is met in the younger outlives the elder. */
  private younger = new Set<number>();
  private elder = new Set<number>();

  /** `most`: beginnings in one generation. */
  constructor(private readonly most: number) {}

  /** Did a text begin like this before? From now on one did. */
  cameBefore(line: string, start: number): boolean {
    const hash = hashOf(line, start);
    if (this.younger.has(hash)) return true;
    if (this.younger.size >= this.most) {
      this.elder = this.younger;
      this.younger = new Set();
    }
    this.younger.add(hash);
    return this.elder.has(hash);
  }
}

/** So much of a policy is seldom shared by two of them. */
const LENGTH = 256;

function hashOf(line: string, start: number): number {
  const end = Math.min(line.length, start + LENGTH);
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
  return hash;
}
