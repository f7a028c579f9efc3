import { BlockList, isIPv6 } from 'node:net';
import type { Context, Document, OneOrMany, Statement } from './scenario';

// The policy language, said as plainly as possible: regular expressions, and no thought for speed.

export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

export const many = <T>(value: OneOrMany<T> | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** Whether Action, Resource and Condition match. The Principal is the reader's business. */
export function elementsMatch(statement: Statement, document: Document, asked: Asked): boolean {
  const variables = document.Version === '2012-10-17' ? asked.context : undefined;
  const anAction = (pattern: string) => glob(pattern, undefined, 'i')?.test(asked.action) ?? false;
  const aResource = (pattern: string) => arnMatches(pattern, asked.resource, variables);
  return (
    (statement.Action === undefined || many(statement.Action).some(anAction)) &&
    (statement.NotAction === undefined || !many(statement.NotAction).some(anAction)) &&
    (statement.Resource === undefined || many(statement.Resource).some(aResource)) &&
    (statement.NotResource === undefined || !many(statement.NotResource).some(aResource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        conditionHolds(operator, valuesOf(asked.context, key), many(wanted).map(String), variables),
      ),
    )
  );
}

/** The values of a key in the request; none when it is absent. Key names ignore case. */
export function valuesOf(context: Context, key: string): readonly string[] {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return many(found?.[1]).map(String);
}

function conditionHolds(
  name: string,
  seen: readonly string[],
  wanted: readonly string[],
  variables?: Context,
): boolean {
  const [, set, operator, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(name)!;
  if (operator === 'Null') return wanted.includes(String(seen.length === 0));
  const negated = operator!.includes('Not');
  const compare = comparisons[operator!.replace('Not', '')]!;
  const holds = (value: string) => wanted.some((want) => compare(value, want, variables)) !== negated;
  if (seen.length === 0) {
    if (ifExists !== undefined || set === 'ForAllValues') return true;
    return set === undefined && negated;
  }
  if (set === 'ForAllValues') return seen.every(holds);
  if (set === 'ForAnyValue') return seen.some(holds);
  return negated ? seen.every(holds) : seen.some(holds);
}

type Comparison = (seen: string, wanted: string, variables?: Context) => boolean;
const ordered =
  (read: (text: string) => number, test: (seen: number, wanted: number) => boolean): Comparison =>
  (seen, wanted) =>
    test(read(seen), read(wanted));
const exactly = (flags: string): Comparison => {
  return (seen, wanted, variables) => pattern(wanted, variables, false, flags)?.test(seen) ?? false;
};
const date = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text));
const inRange: Comparison = (seen, wanted) => {
  const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
  const [network, prefix] = wanted.split('/') as [string, string?];
  if (family(seen) !== family(network)) return false;
  const range = new BlockList();
  range.addSubnet(network, Number(prefix ?? (isIPv6(network) ? 128 : 32)), family(network));
  return range.check(seen, family(seen));
};

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: exactly(''),
  StringEqualsIgnoreCase: exactly('i'),
  StringLike: (seen, wanted, variables) => glob(wanted, variables)?.test(seen) ?? false,
  ArnEquals: (seen, wanted, variables) => arnMatches(wanted, seen, variables),
  ArnLike: (seen, wanted, variables) => arnMatches(wanted, seen, variables),
  NumericEquals: ordered(Number, (seen, wanted) => seen === wanted),
  NumericLessThan: ordered(Number, (seen, wanted) => seen < wanted),
  NumericLessThanEquals: ordered(Number, (seen, wanted) => seen <= wanted),
  NumericGreaterThan: ordered(Number, (seen, wanted) => seen > wanted),
  NumericGreaterThanEquals: ordered(Number, (seen, wanted) => seen >= wanted),
  DateEquals: ordered(date, (seen, wanted) => seen === wanted),
  DateLessThan: ordered(date, (seen, wanted) => seen < wanted),
  DateLessThanEquals: ordered(date, (seen, wanted) => seen <= wanted),
  DateGreaterThan: ordered(date, (seen, wanted) => seen > wanted),
  DateGreaterThanEquals: ordered(date, (seen, wanted) => seen >= wanted),
  Bool: (seen, wanted) => seen.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (seen, wanted) => seen === wanted,
  IpAddress: inRange,
};

/** Field by field; the sixth is all the rest. AWS reads missing fields of a pattern as `*`. */
function arnMatches(wanted: string, arn: string, variables?: Context): boolean {
  if (wanted === '*') return true;
  const [patterns, fields] = [fieldsOf(wanted), fieldsOf(arn)];
  if (fields.length < 6) return false;
  return fields.every((field, at) => glob(patterns[at] ?? '*', variables)?.test(field) ?? false);
}

function fieldsOf(arn: string): readonly string[] {
  // The colon in `${aws:username}` separates nothing.
  const colons = [...arn.matchAll(/\$\{[^}]*\}|:/g)].filter(([found]) => found === ':').slice(0, 5);
  const ends = [...colons.map(({ index }) => index), arn.length];
  return ends.map((end, at) => arn.slice(at === 0 ? 0 : ends[at - 1]! + 1, end));
}

const glob = (text: string, variables?: Context, flags = '') => pattern(text, variables, true, flags);

/** Patterns without variables, which are the same in every context. */
const constant = new Map<string, RegExp>();

/** What a policy's text matches, or undefined where it holds a variable without a value. */
function pattern(text: string, variables: Context | undefined, wildcards: boolean, flags: string): RegExp | undefined {
  if (variables !== undefined && text.includes('${')) return compiled(text, variables, wildcards, flags);
  const name = `${wildcards} ${flags} ${text}`;
  const made = constant.get(name) ?? compiled(text, undefined, wildcards, flags)!;
  constant.set(name, made);
  return made;
}

function compiled(text: string, variables: Context | undefined, wildcards: boolean, flags: string): RegExp | undefined {
  let unresolved = false;
  const source = text.replace(/\$\{([^}']*)(?:, ?'([^']*)')?\}|[^]/gu, (part, key?: string, otherwise?: string) => {
    if (key !== undefined && variables !== undefined) {
      if (['*', '?', '$'].includes(key)) return escaped(key);
      const [value = otherwise, ...others] = valuesOf(variables, key);
      unresolved ||= value === undefined || others.length > 0;
      return escaped(value ?? '');
    }
    if (wildcards && part === '*') return '.*';
    if (wildcards && part === '?') return '.';
    return escaped(part);
  });
  return unresolved ? undefined : new RegExp(`^${source}$`, `su${flags}`);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
