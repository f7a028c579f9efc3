/** The condition operators as data. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
import { Memory } from './bounded-cache';

export type Family =
  'string' | 'string-ignore-case' | 'string-like' | 'numeric' | 'date' | 'bool' | 'binary' | 'address' | 'arn' | 'null';
export type Order = 'equal' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

export interface Operator {
  readonly family: Family;
  /** Only for numbers and dates. */
  readonly order: Order;
  /** Several wanted values under a negated operator: the request's value must match none of them. */
  readonly negated: boolean;
  readonly set: 'for-all-values' | 'for-any-value' | undefined;
  readonly ifExists: boolean;
}

/** `undefined`: no operator of AWS. */
export function operatorNamed(name: string): Operator | undefined {
  return operators.of(name, readOperator);
}

const operators = new Memory<Operator | undefined>(500);

const families: Readonly<Record<string, readonly [Family, negated: boolean, order?: Order]>> = {
  StringEquals: ['string', false],
  StringNotEquals: ['string', true],
  StringEqualsIgnoreCase: ['string-ignore-case', false],
  StringNotEqualsIgnoreCase: ['string-ignore-case', true],
  StringLike: ['string-like', false],
  StringNotLike: ['string-like', true],
  NumericEquals: ['numeric', false],
  NumericNotEquals: ['numeric', true],
  NumericLessThan: ['numeric', false, 'less'],
  NumericLessThanEquals: ['numeric', false, 'less-or-equal'],
  NumericGreaterThan: ['numeric', false, 'greater'],
  NumericGreaterThanEquals: ['numeric', false, 'greater-or-equal'],
  DateEquals: ['date', false],
  DateNotEquals: ['date', true],
  DateLessThan: ['date', false, 'less'],
  DateLessThanEquals: ['date', false, 'less-or-equal'],
  DateGreaterThan: ['date', false, 'greater'],
  DateGreaterThanEquals: ['date', false, 'greater-or-equal'],
  Bool: ['bool', false],
  BinaryEquals: ['binary', false],
  IpAddress: ['address', false],
  NotIpAddress: ['address', true],
  ArnEquals: ['arn', false],
  ArnLike: ['arn', false],
  ArnNotEquals: ['arn', true],
  ArnNotLike: ['arn', true],
  Null: ['null', false],
};

function readOperator(name: string): Operator | undefined {
  const [, quantifier, base = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(name) ?? [];
  if (!Object.hasOwn(families, base)) return undefined;
  const [family, negated, order = 'equal'] = families[base] as readonly [Family, boolean, Order?];
  const ifExists = suffix !== undefined;
  // `Null` itself asks whether the key exists.
  if (family === 'null' && ifExists) return undefined;
  const set = quantifier === undefined ? undefined : quantifier === 'ForAllValues' ? 'for-all-values' : 'for-any-value';
  return { family, negated, order, set, ifExists };
}
