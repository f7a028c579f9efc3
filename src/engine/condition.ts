/** One key of one operator of a Condition block. */
import { inRange, parseAddress, parseRange, type Range } from './values/address';
import { Memory } from './bounded-cache';
import { compileArn, matchArn, resolveArn, type ArnPattern } from './arn-pattern';
import { lookUp, lowerCase, UNKNOWN, type IndexedContext } from './context';
import { valuesOtherThan } from './values/other-than';
import { parseMoment, parseNumber } from './values/numbers-and-dates';
import type { Operator, Order } from './operators';
import { compileText, matchText, resolveText, type Text } from './text';
import { all, any, not, type Truth } from './truth';

export class Condition {
  readonly lowerKey: string;
  private texts: readonly Text[] | undefined;
  /** Long lists of plain values are looked up, not walked. */
  private exact: ReadonlySet<string> | 'others' | undefined;
  private arns: readonly ArnPattern[] | undefined;
  private ranges: readonly (Range | undefined)[] | undefined;
  private numbers: readonly (number | undefined)[] | undefined;

  constructor(
    readonly operatorName: string,
    readonly operator: Operator,
    readonly key: string,
    readonly wanted: readonly string[],
    /** Version 2012-10-17: `${…}` is a variable. */
    readonly variables: boolean,
  ) {
    this.lowerKey = lowerCase(key);
  }

  /** The texts that variables may stand in. */
  get patterns(): readonly ArnPattern[] {
    if (this.operator.family === 'arn') return this.compiledArns();
    return this.operator.family.startsWith('string') ? this.compiledTexts() : [];
  }

  match(context: IndexedContext): Truth {
    const seen = lookUp(context, this.lowerKey);
    return seen === UNKNOWN ? this.matchUnknown(context) : this.matchSeen(seen, context);
  }

  /** Definite if it is the same for all that an unknown key may be. */
  private matchUnknown(context: IndexedContext): Truth {
    const included = context.including?.get(this.lowerKey);
    if (included !== undefined) return this.matchIncluding(included, context);
    const excluded = context.otherThan?.get(this.lowerKey);
    const values = excluded === undefined ? undefined : valuesOtherThan(excluded, this.wanted);
    if (values === undefined) return undefined;
    const [first, ...others] = values.map((value) => this.matchSeen(value, context));
    return others.every((truth) => truth === first) ? first : undefined;
  }

  /** One value is known and there may be others: it is enough where one is, and it refutes where all must. */
  private matchIncluding(value: string, context: IndexedContext): Truth {
    const { family, negated, set } = this.operator;
    if (family === 'null') return this.matchSeen([value], context);
    const truth = this.holds(value, negated, context);
    if (set === 'for-any-value' && truth === true) return true;
    return set === 'for-all-values' && truth === false ? false : undefined;
  }

  /** The condition's truth for a value of its key. */
  matchSeen(seen: string | readonly string[] | undefined, context: IndexedContext): Truth {
    const { family, negated, set, ifExists } = this.operator;
    const isAbsent = seen === undefined || (typeof seen !== 'string' && seen.length === 0);
    if (family === 'null') return this.wanted.some((wanted) => (wanted.toLowerCase() === 'true') === isAbsent);
    if (isAbsent) {
      if (set === 'for-all-values') return true;
      if (set === 'for-any-value') return ifExists && context.interpretations.of('for-any-value-if-exists');
      return ifExists || negated;
    }
    if (typeof seen === 'string') return this.holds(seen, negated, context);
    if (set === 'for-all-values') return all(seen, (value) => this.holds(value, negated, context));
    if (set === 'for-any-value') return any(seen, (value) => this.holds(value, negated, context));
    const anyMatches = context.interpretations.of('multivalued-key-without-set-operator');
    const matches = anyMatches
      ? any(seen, (value) => this.equals(value, context))
      : all(seen, (value) => this.equals(value, context));
    return negated ? not(matches) : matches;
  }

  private holds(value: string, negated: boolean, context: IndexedContext): Truth {
    const equal = this.equals(value, context);
    return negated ? not(equal) : equal;
  }

  /** Does any wanted value match? */
  private equals(value: string, context: IndexedContext): Truth {
    switch (this.operator.family) {
      case 'string':
      case 'string-like':
        return this.equalsText(value, context);
      case 'string-ignore-case':
        return this.equalsText(value.toLowerCase(), context);
      case 'arn':
        return this.equalsArn(value, context);
      case 'numeric':
        return this.equalsOrdered(value, numberOf, context);
      case 'date':
        return this.equalsOrdered(value, momentOf, context);
      case 'bool':
        return this.equalsBool(value, context);
      case 'binary':
        return this.equalsBinary(value, context);
      case 'address':
        return this.equalsAddress(value, context);
      case 'null':
        return false;
    }
  }

  private equalsText(value: string, context: IndexedContext): Truth {
    if (this.wanted.length > MANY) {
      this.exact ??= exactTexts(this.compiledTexts());
      if (this.exact !== 'others') return this.exact.has(value);
    }
    let matches: Truth = false;
    for (const text of this.compiledTexts()) {
      const plain = resolveText(text, context);
      if (plain === undefined) matches = undefined;
      else if (plain !== 'unresolved' && this.textMatches(plain, value)) return true;
    }
    return matches;
  }

  private textMatches(plain: Exclude<ReturnType<typeof resolveText>, 'unresolved' | undefined>, value: string) {
    // A variable's value was put in after the text was made lower-case.
    if (this.operator.family === 'string-ignore-case' && plain.is === 'exact') {
      return plain.text.toLowerCase() === value;
    }
    return matchText(plain, value);
  }

  private equalsArn(value: string, context: IndexedContext): Truth {
    let matches: Truth = false;
    for (const pattern of this.compiledArns()) {
      const plain = resolveArn(pattern, context);
      if (plain === undefined) matches = undefined;
      else if (plain !== 'unresolved' && matchArn(plain, value)) return true;
    }
    return matches;
  }

  private equalsOrdered(text: string, parse: (text: string) => number | undefined, context: IndexedContext): boolean {
    const value = parse(text);
    if (value === undefined) return this.unparsable(context);
    const test = orders[this.operator.order];
    this.numbers ??= this.wanted.map(parse);
    return this.numbers.some((wanted) => wanted !== undefined && test(value, wanted));
  }

  private equalsAddress(value: string, context: IndexedContext): boolean {
    const address = addressOf(value);
    if (address === undefined) return this.unparsable(context);
    this.ranges ??= this.wanted.map(rangeOf);
    return this.ranges.some((range) => range !== undefined && inRange(address, range));
  }

  private equalsBool(value: string, context: IndexedContext): boolean {
    if (this.wanted.includes(value)) return true;
    const lower = value.toLowerCase();
    if (!this.wanted.some((wanted) => wanted.toLowerCase() === lower)) return false;
    return context.interpretations.of('bool-case');
  }

  private equalsBinary(value: string, context: IndexedContext): boolean {
    return this.wanted.includes(value) && context.interpretations.of('binary-equals-of-text');
  }

  /** A value of another type equals nothing; whether it is then *unequal* to everything, AWS does not say. */
  private unparsable({ interpretations }: IndexedContext): boolean {
    return this.operator.negated && !interpretations.of('unparsable-value-negated');
  }

  private compiledTexts(): readonly Text[] {
    if (this.texts !== undefined) return this.texts;
    const options = { wildcards: this.operator.family === 'string-like', variables: this.variables };
    const ignoreCase = this.operator.family === 'string-ignore-case';
    const texts = this.wanted.map((wanted) => compileText(wanted, options));
    this.texts = ignoreCase ? texts.map(lowerExact) : texts;
    return this.texts;
  }

  private compiledArns(): readonly ArnPattern[] {
    this.arns ??= this.wanted.map((wanted) => compileArn(wanted, this.variables));
    return this.arns;
  }
}

/** The same numbers, times and addresses come again, in policies as in requests; most of them take longer to read. */
function cached<T>(read: (text: string) => T | undefined): (text: string) => T | undefined {
  const known = new Memory<T | undefined>(2_000, 100);
  return (text) => known.of(text, read);
}

const numberOf = cached(parseNumber);
const momentOf = cached(parseMoment);
const addressOf = cached(parseAddress);
const rangeOf = cached(parseRange);

const MANY = 8;

function exactTexts(texts: readonly Text[]): ReadonlySet<string> | 'others' {
  const exact = new Set<string>();
  for (const text of texts) {
    if (text.is !== 'exact') return 'others';
    exact.add(text.text);
  }
  return exact;
}

const lowerExact = (text: Text): Text => (text.is === 'exact' ? { is: 'exact', text: text.text.toLowerCase() } : text);

const orders: Readonly<Record<Order, (seen: number, wanted: number) => boolean>> = {
  equal: (seen, wanted) => seen === wanted,
  less: (seen, wanted) => seen < wanted,
  'less-or-equal': (seen, wanted) => seen <= wanted,
  greater: (seen, wanted) => seen > wanted,
  'greater-or-equal': (seen, wanted) => seen >= wanted,
};
