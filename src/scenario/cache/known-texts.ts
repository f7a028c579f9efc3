/**
 * What was made of texts, found again where a line goes on with the whole of one of them. JSON ends where its brackets
 * do, so a line that goes on with a whole known text goes on with that very value.
 */
export interface Known<T> {
  readonly text: string;
  readonly kind: number;
  readonly value: T;
}

export interface FoundText<T> {
  readonly known: Known<T>;
  /** Where in the line it begins. */
  readonly start: number;
}

interface Kept<T> extends Known<T> {
  /** What stood between the text before it and itself when it was found last; `undefined`: more than a few characters. */
  before: string | undefined;
  /** In which generation it was used last. */
  generation: number;
  /**
   * The one that was used after it: lines come again with the same texts in the same order. It was used later, and so is
   * not kept longer for being found here.
   */
  next: Kept<T> | undefined;
}

export class KnownTexts<T> {
  /** Two generations: what is used in the younger outlives the elder. */
  private younger: Beginnings<T> = new Map();
  private elder: Beginnings<T> = new Map();
  private generation = 0;
  private size = 0;
  private last: Kept<T> | undefined;

  /** `most`: characters of texts in one generation. */
  constructor(private readonly most: number) {}

  /** The text that came next last time, if the line goes on from `end` as it did then. */
  following(line: string, end: number): FoundText<T> | undefined {
    const next = this.last?.next;
    if (next?.before === undefined || !line.startsWith(next.before, end)) return undefined;
    const start = end + next.before.length;
    return isAt(next, line, start, next.kind) ? { known: this.used(next), start } : undefined;
  }

  /** One text may mean several things: `kind` shows which of them is looked for. `end`: of the text before it. */
  find(line: string, start: number, kind: number, end?: number): Known<T> | undefined {
    const next = this.last?.next;
    const found = next !== undefined && isAt(next, line, start, kind) ? next : this.search(line, start, kind);
    if (found === undefined) return undefined;
    found.before = between(line, end, start, found.before);
    return this.used(found);
  }

  /** Takes texts from `SHORTEST` characters on. */
  remember(text: string, kind: number, value: T): Known<T> {
    return this.used({ text, kind, value, before: undefined, generation: NEVER, next: undefined });
  }

  private search(line: string, start: number, kind: number): Kept<T> | undefined {
    let hash = kind;
    let at = start;
    for (const beginning of LEVELS) {
      if (beginning > line.length - start) return undefined;
      for (; at < start + beginning; at += STRIDE) hash = (Math.imul(hash, 31) + line.charCodeAt(at)) | 0;
      const young = this.younger.get(hash);
      const old = this.elder.get(hash);
      if (young === undefined && old === undefined) return undefined;
      const found = among(young, line, start, kind) ?? among(old, line, start, kind);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private used(one: Kept<T>): Known<T> {
    if (one.generation !== this.generation) this.keep(one);
    if (this.last !== undefined) this.last.next = one;
    this.last = one;
    return one;
  }

  private keep(one: Kept<T>): void {
    const { text, kind } = one;
    this.makeRoomFor(text.length);
    one.generation = this.generation;
    let hash: number = kind;
    let at = 0;
    for (const beginning of LEVELS) {
      if (beginning > text.length) break;
      for (; at < beginning; at += STRIDE) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
      if (!this.younger.has(hash)) this.younger.set(hash, []);
    }
    const alike = this.younger.get(hash) ?? [];
    if (alike.push(one) > MOST_ALIKE) alike.shift();
  }

  private makeRoomFor(length: number): void {
    if (this.size > this.most) {
      this.elder = this.younger;
      this.younger = new Map();
      this.generation += 1;
      this.size = 0;
    }
    this.size += length;
  }
}

const NEVER = -1;
/** A comma, a key, and what is too short to be known. */
const MOST_BETWEEN = 64;

/**
 * By a hash of a beginning: the texts of which it is the longest that is looked at. A text is among those of its longest
 * beginning; its shorter ones are there as well, so that a text which begins like none is found out at once.
 */
type Beginnings<T> = Map<number, Kept<T>[]>;

export const SHORTEST = 64;
/** A text is known by the longest of these beginnings that it has: most of it counts, wherever it differs from others. */
const LEVELS = Array.from({ length: 23 }, (_, level) => Math.floor(SHORTEST * 1.5 ** level));
const STRIDE = 11;
/** Texts that begin alike: they are compared one by one. */
const MOST_ALIKE = 40;

/** `known`: what stood between when it was looked at last. */
function between(line: string, end: number | undefined, start: number, known?: string): string | undefined {
  if (end === undefined || start - end > MOST_BETWEEN) return undefined;
  const text = line.slice(end, start);
  return text === known ? known : copied(text);
}

/** A slice of a line would keep all of it in memory. */
export const copied = (text: string): string => Buffer.from(text).toString();

function among<T>(
  alike: readonly Kept<T>[] | undefined,
  line: string,
  start: number,
  kind: number,
): Kept<T> | undefined {
  if (alike === undefined) return undefined;
  for (const one of alike) if (isAt(one, line, start, kind)) return one;
  return undefined;
}

/** A comparison with a slice is several times as quick as `startsWith`. */
const isAt = <T>(one: Known<T>, line: string, start: number, kind: number): boolean =>
  one.kind === kind && line.slice(start, start + one.text.length) === one.text;
