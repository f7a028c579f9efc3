/** Which patterns hold nothing that a list does not hold, as can be seen without reading a text: `*ab*` and `*a*`. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT } from '../../glob';
import type { PlainText } from '../../text';
import type { StepBudget } from '../step-budget';
import { tokensOf } from './pattern-reader';
import { matchesList, type PatternList } from './text-lists';

/** For the lists of one search; nothing is looked at twice. */
export class Containment {
  /** By outer and inner list, by pattern of the inner one. */
  private readonly known = new Map<number, (boolean | undefined)[]>();
  /** By outer and inner list. */
  private readonly within = new Map<number, boolean>();

  constructor(
    private readonly lists: readonly PatternList[],
    private readonly budget: StepBudget,
  ) {}

  /** Is all that is like the one list like the other? `false`: perhaps not. */
  isWithin(inner: number, outer: number): boolean {
    if (inner === outer) return true;
    const pair = this.pairOf(outer, inner);
    const known = this.within.get(pair);
    if (known !== undefined) return known;
    const found = this.listAt(inner).patterns.every((_, pattern) => this.holds(outer, inner, pattern));
    this.within.set(pair, found);
    return found;
  }

  /** Does the list hold all that is like that pattern of another list? `false`: perhaps not. */
  holds(outer: number, inner: number, pattern: number): boolean {
    const pair = this.pairOf(outer, inner);
    const known = this.known.get(pair) ?? [];
    this.known.set(pair, known);
    return (known[pattern] ??= this.seen(outer, inner, pattern));
  }

  private seen(outer: number, inner: number, pattern: number): boolean {
    const { patterns, ignoreCase } = this.listAt(inner);
    const isEnough = this.budget.spend(this.listAt(outer).patterns.length);
    return isEnough && isWithin({ pattern: patterns[pattern] as PlainArn, ignoreCase }, this.listAt(outer));
  }

  private pairOf(outer: number, inner: number): number {
    return outer * this.lists.length + inner;
  }

  private listAt(index: number): PatternList {
    return this.lists[index] as PatternList;
  }
}

interface Inner {
  readonly pattern: PlainArn;
  readonly ignoreCase: boolean;
}

/** Is all that is like the pattern like some pattern of the list? `false`: perhaps not. */
function isWithin({ pattern, ignoreCase }: Inner, outer: PatternList): boolean {
  if (ignoreCase && !outer.ignoreCase) return false;
  const text = standingFor(pattern);
  return outer.patterns.some(
    (other) => matchesList({ ...outer, patterns: [other] }, text) && isComparable(pattern, other),
  );
}

/** A letter of its own stands for any text, which only a `*` takes; another one for any letter. */
function standingFor(pattern: PlainArn): string {
  if (pattern.is === 'fields') return pattern.fields.map((field) => standingFor(field)).join(':');
  return tokensOf(pattern)
    .map((token) => (token === ANY_TEXT ? '\u0001' : token === ANY_CHARACTER ? '\u0002' : token))
    .join('');
}

function isComparable(inner: PlainArn, outer: PlainArn): boolean {
  // Any text may hold a colon, which no wildcard of the first fields takes.
  if (outer.is === 'fields' && inner.is !== 'fields' && fieldsBegun(inner) < 6) return false;
  return !has(outer, ANY_CHARACTER) || !has(inner, ANY_TEXT);
}

function fieldsBegun(pattern: PlainText): number {
  const [first] = tokensOf(pattern);
  return typeof first === 'string' ? first.split(':').length : 1;
}

const has = (pattern: PlainArn, wanted: typeof ANY_TEXT | typeof ANY_CHARACTER): boolean =>
  pattern.is === 'fields' ? pattern.fields.some((field) => has(field, wanted)) : tokensOf(pattern).includes(wanted);
