/** Which patterns hold nothing that a list does not hold, as can be seen without reading a text: `*ab*` and `*a*`. */
import type { PlainArn } from '../../arn-pattern';
import { ANY_CHARACTER, ANY_TEXT } from '../../glob';
import type { PlainText } from '../../text';
import type { StepBudget } from '../step-budget';
import { tokensOf } from './pattern-reader';
import { matchesList, type PatternList } from './text-lists';

/** For the lists of one search; nothing is looked at twice. */
export class Containment {
  private readonly known = new Map<string, boolean>();

  constructor(
    private readonly lists: readonly PatternList[],
    private readonly budget: StepBudget,
  ) {}

  /** Is all that is like the one list like the other? `false`: perhaps not. */
  isWithin(inner: number, outer: number): boolean {
    return inner === outer || this.listAt(inner).patterns.every((_, pattern) => this.holds(outer, inner, pattern));
  }

  /** Does the list hold all that is like that pattern of another list? `false`: perhaps not. */
  holds(outer: number, inner: number, pattern: number): boolean {
    const name = `${outer} ${inner} ${pattern}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const { patterns, ignoreCase } = this.listAt(inner);
    const isEnough = this.budget.spend(this.listAt(outer).patterns.length);
    const found = isEnough && isWithin({ pattern: patterns[pattern] as PlainArn, ignoreCase }, this.listAt(outer));
    this.known.set(name, found);
    return found;
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
  const fitting = outer.patterns.filter((other) => isComparable(pattern, other));
  return matchesList({ ...outer, patterns: fitting }, standingFor(pattern));
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
