/**
 * What was made of texts, found again where a line goes on with the whole of one of them. JSON ends where its brackets
 * do, so a line that goes on with a whole known text goes on with that very value.
 */
export interface Known<T> {
  readonly text: string;
  readonly kind: number;
  readonly value: T;
}

export class KnownTexts<T> {
  /** By a hash of their beginning. Two generations: what is used in the younger outlives the elder. */
  private younger = new Map<number, Known<T>[]>();
  private elder = new Map<number, Known<T>[]>();
  private size = 0;
  private longest = 0;

  /** `most`: characters of texts in one generation. */
  constructor(private readonly most: number) {}

  /** One text may mean several things: `kind` shows which of them is looked for. */
  find(line: string, start: number, kind: number): Known<T> | undefined {
    let hash = kind;
    let at = start;
    const length = Math.min(line.length - start, this.longest);
    for (let level = 0; level < LEVELS.length; level += 1) {
      const beginning = LEVELS[level] as number;
      if (beginning > length) return undefined;
      for (; at < start + beginning; at += STRIDE) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
      const found = among(this.younger.get(hash), line, start, kind);
      if (found !== undefined) return found;
      const older = among(this.elder.get(hash), line, start, kind);
      if (older !== undefined) return this.put(older, hash);
    }
    return undefined;
  }

  /** Takes texts from `SHORTEST` characters on. */
  remember(text: string, kind: number, value: T): Known<T> {
    let hash = kind;
    let at = 0;
    for (const beginning of LEVELS) {
      if (beginning > text.length) break;
      for (; at < beginning; at += STRIDE) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    }
    this.longest = Math.max(this.longest, text.length);
    return this.put({ text, kind, value }, hash);
  }

  private put(one: Known<T>, hash: number): Known<T> {
    if (this.size > this.most) {
      this.elder = this.younger;
      this.younger = new Map();
      this.size = 0;
    }
    this.size += one.text.length;
    const alike = this.younger.get(hash);
    if (alike === undefined) this.younger.set(hash, [one]);
    else if (alike.push(one) > MOST_ALIKE) alike.shift();
    return one;
  }
}

export const SHORTEST = 64;
/** A text is known by the longest of these beginnings that it has: most of it counts, wherever it differs from others. */
const LEVELS = Array.from({ length: 23 }, (_, level) => Math.floor(SHORTEST * 1.5 ** level));
const STRIDE = 11;
/** Texts that begin alike: they are compared one by one. */
const MOST_ALIKE = 40;

function among<T>(
  alike: readonly Known<T>[] | undefined,
  line: string,
  start: number,
  kind: number,
): Known<T> | undefined {
  if (alike === undefined) return undefined;
  // A comparison with a slice is several times as quick as `startsWith`.
  for (const one of alike) {
    if (one.kind === kind && line.slice(start, start + one.text.length) === one.text) return one;
  }
  return undefined;
}
