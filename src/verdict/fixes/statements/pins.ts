/** Tests for the very value that a request has for a key, and for every other. */
import { parseAddress } from '../../../engine/values/address';
import { parseMoment, parseNumber } from '../../../engine/values/numbers-and-dates';
import type { Family } from '../../../engine/operators';
import { literal } from './literal';
import type { Test } from './statement-json';

/** `undefined`: the key is absent. */
export type PinnedValue = string | readonly string[] | undefined;

/** A key, and how the policy compares it: a test of the same kind reads best. */
export interface Pinned {
  readonly key: string;
  readonly seen: PinnedValue;
  readonly family: Family;
  /** Version 2012-10-17. */
  readonly variables: boolean;
}

/** Tests that all hold for this value and, where `exact`, for no other. */
export function sameAs({ key, seen, family, variables }: Pinned): {
  readonly tests: readonly Test[];
  readonly exact: boolean;
} {
  if (isAbsent(seen)) return { tests: [{ operator: 'Null', key, values: ['true'] }], exact: true };
  if (typeof seen === 'string') {
    const { equal, value } = operatorsFor(seen, family, variables);
    return { tests: [{ operator: equal, key, values: [value] }], exact: true };
  }
  const values = [...new Set(seen)].map((value) => text(value, variables));
  const all = { operator: 'ForAllValues:StringEquals', key, values };
  // One list for an operator and a key: a second value that must be there takes a second operator.
  const [first, second] = values;
  const spelled = second === undefined ? undefined : literal(second, { wildcards: true, variables });
  if (second === undefined) return { tests: [all, anyOf(key, [first ?? ''])], exact: true };
  if (values.length === 2 && spelled === second) {
    const other = { operator: 'ForAnyValue:StringLike', key, values: [second] };
    return { tests: [all, anyOf(key, [first ?? '']), other], exact: true };
  }
  return { tests: [all, anyOf(key, values)], exact: false };
}

/** Tests of which at least one holds for every value but this one, and none for this one. */
export function otherThan({ key, seen, family, variables }: Pinned): readonly Test[] {
  if (isAbsent(seen)) return [{ operator: 'Null', key, values: ['false'] }];
  if (typeof seen === 'string') {
    const { unequal, value, opposite } = operatorsFor(seen, family, variables);
    const otherwise = { operator: 'StringNotEquals', key, values: [text(seen, variables)] };
    return [
      opposite === undefined
        ? { operator: unequal, key, values: [value] }
        : { operator: unequal, key, values: [opposite], otherwise },
    ];
  }
  const values = [...new Set(seen)].map((value) => text(value, variables));
  return [
    { operator: 'ForAnyValue:StringNotEquals', key, values },
    ...values.map((value) => ({ operator: 'ForAllValues:StringNotEquals', key, values: [value] })),
  ];
}

const isAbsent = (seen: PinnedValue): seen is undefined =>
  seen === undefined || (seen.length === 0 && typeof seen !== 'string');
const anyOf = (key: string, values: readonly string[]): Test => ({ operator: 'ForAnyValue:StringEquals', key, values });

interface Operators {
  readonly equal: string;
  readonly unequal: string;
  readonly value: string;
  /** What the negated operator wants, where it is not the value itself. */
  readonly opposite?: string;
}

/** A value of another type than the operator's equals nothing by it: it is then compared as text. */
function operatorsFor(seen: string, family: Family, variables: boolean): Operators {
  switch (family) {
    case 'address':
      if (parseAddress(seen) !== undefined) return { equal: 'IpAddress', unequal: 'NotIpAddress', value: seen };
      break;
    case 'numeric':
      if (parseNumber(seen) !== undefined) return { equal: 'NumericEquals', unequal: 'NumericNotEquals', value: seen };
      break;
    case 'date':
      if (parseMoment(seen) !== undefined) return { equal: 'DateEquals', unequal: 'DateNotEquals', value: seen };
      break;
    case 'bool': {
      const value = seen.toLowerCase();
      const opposite = value === 'true' ? 'false' : 'true';
      // There is no negated Bool: what is absent is not this value either.
      if (value === 'true' || value === 'false') return { equal: 'Bool', unequal: 'BoolIfExists', value, opposite };
      break;
    }
    case 'arn': {
      const value = literal(seen, { wildcards: true, variables });
      const isArn = seen.split(':').length >= 6;
      if (value !== undefined && isArn) return { equal: 'ArnEquals', unequal: 'ArnNotEquals', value };
      break;
    }
    case 'string':
    case 'string-ignore-case':
    case 'string-like':
    case 'binary':
    case 'null':
      break;
  }
  return { equal: 'StringEquals', unequal: 'StringNotEquals', value: text(seen, variables) };
}

/** Every text can be said where nothing is a wildcard. */
const text = (value: string, variables: boolean): string => literal(value, { wildcards: false, variables }) as string;
