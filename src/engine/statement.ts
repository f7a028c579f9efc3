/** One statement: checked, and compiled as far as matching needs it. */
import { compileArn, type ArnPattern } from './arn-pattern';
import { Condition } from './condition';
import { Memory } from './bounded-cache';
import { operatorNamed } from './operators';
import { parsePrincipal, type PrincipalElement } from './principal/principal-element';
import { compileText, type PlainText } from './text';
import type { Effect, PolicyProblem } from './types';

export interface Statement {
  /** Counts from 1. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: Effect;
  readonly principal: PrincipalElement | undefined;
  readonly notPrincipal: boolean;
  readonly actions: readonly PlainText[];
  readonly notAction: boolean;
  readonly resources: readonly ArnPattern[];
  readonly notResource: boolean;
  /** `"Resource": "*"` */
  readonly everyResource: boolean;
  readonly conditions: readonly Condition[];
  /** As it stands in the policy. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface StatementError {
  readonly code: PolicyProblem;
  readonly at: string;
}

export function parseStatement(json: unknown, index: number, variables: boolean): Statement | StatementError {
  if (!isRecord(json)) return error('wrong-type', '');
  for (const element of Object.keys(json)) if (!elements.has(element)) return error('unknown-element', element);
  const { Sid: sid, Effect: effect } = json;
  if (sid !== undefined && typeof sid !== 'string') return error('wrong-type', 'Sid');
  if (effect !== 'Allow' && effect !== 'Deny') return error('effect-missing', 'Effect');
  const notPrincipal = json['NotPrincipal'] !== undefined;
  const notAction = json['NotAction'] !== undefined;
  const notResource = json['NotResource'] !== undefined;
  if (notPrincipal && json['Principal'] !== undefined) return error('two-of-one-element', 'NotPrincipal');
  if (notAction && json['Action'] !== undefined) return error('two-of-one-element', 'NotAction');
  if (notResource && json['Resource'] !== undefined) return error('two-of-one-element', 'NotResource');
  if (notPrincipal && effect === 'Allow') return error('not-principal-allows', 'NotPrincipal');
  const named = notPrincipal ? json['NotPrincipal'] : json['Principal'];
  const principal = named === undefined ? undefined : parsePrincipal(named);
  if (named !== undefined && principal === undefined) {
    return error('invalid-principal', notPrincipal ? 'NotPrincipal' : 'Principal');
  }
  const actions = readList(notAction ? json['NotAction'] : json['Action'], actionOf);
  if (actions === undefined) return error('invalid-action', notAction ? 'NotAction' : 'Action');
  const resources = readList(
    notResource ? json['NotResource'] : json['Resource'],
    variables ? resourceOf : oldResourceOf,
  );
  if (resources === undefined) return error('invalid-resource', notResource ? 'NotResource' : 'Resource');
  const conditions = json['Condition'] === undefined ? NO_CONDITIONS : readConditions(json['Condition'], variables);
  if ('code' in conditions) return conditions;
  const everyResource = !notResource && resources.some(({ is }) => is === 'any');
  return {
    effect,
    everyResource,
    principal,
    notPrincipal,
    conditions,
    resources,
    notResource,
    index,
    sid,
    actions,
    notAction,
    json,
  };
}

const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const NO_CONDITIONS: readonly Condition[] = [];

const error = (code: PolicyProblem, at: string): StatementError => ({ code, at });

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of one, which statements share. `undefined`: it is none that AWS takes. */
type ReadOne<T> = (text: string) => readonly [T] | undefined;

/** `undefined`: one of them, or the list itself, is none that AWS takes. */
function readList<T>(value: unknown, read: ReadOne<T>): readonly T[] | undefined {
  if (typeof value === 'string') return read(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const all: T[] = [];
  for (const item of value as readonly unknown[]) {
    const one = typeof item === 'string' ? read(item) : undefined;
    if (one === undefined) return undefined;
    all.push(one[0]);
  }
  return fitted(all);
}

/** A list that grew has room for more, which would spread what is compared over more memory. */
const fitted = <T>(list: readonly T[]): readonly T[] => list.slice();

/** The service prefix takes no wildcard, except where it is all of it. */
const ACTION = /^(?:\*|(?:\*|[a-z0-9-]+):[a-z0-9*?_-]+)$/i;

const actionOf = cached((text) =>
  ACTION.test(text) ? (compileText(text.toLowerCase(), { wildcards: true, variables: false }) as PlainText) : undefined,
);
const resourceOf = cached((text) => (isResource(text) ? compileArn(text, true) : undefined));
const oldResourceOf = cached((text) => (isResource(text) ? compileArn(text, false) : undefined));

const isResource = (text: string) => text === '*' || text.startsWith('arn:');

/** The same patterns come again in policy after policy. */
function cached<T>(read: (text: string) => T | undefined): ReadOne<T> {
  const known = new Memory<readonly [T] | undefined>(5_000, 200);
  const listed = (text: string): readonly [T] | undefined => {
    const one = read(text);
    return one === undefined ? undefined : [one];
  };
  return (text) => known.of(text, listed);
}

function readConditions(block: unknown, variables: boolean): readonly Condition[] | StatementError {
  if (!isRecord(block)) return error('wrong-type', 'Condition');
  const conditions: Condition[] = [];
  for (const name of Object.keys(block)) {
    const operator = operatorNamed(name);
    if (operator === undefined) return error('unknown-operator', `Condition.${name}`);
    const keys = block[name];
    if (!isRecord(keys)) return error('wrong-type', `Condition.${name}`);
    for (const key of Object.keys(keys)) {
      const wanted = scalarsOf(keys[key]);
      if (wanted === undefined) return error('wrong-type', `Condition.${name}.${key}`);
      conditions.push(new Condition(name, operator, key, wanted, variables));
    }
  }
  return fitted(conditions);
}

function scalarsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value))
    return typeof value === 'boolean' || typeof value === 'number' ? [String(value)] : undefined;
  const texts: string[] = [];
  for (const item of value as readonly unknown[]) {
    if (typeof item !== 'string' && typeof item !== 'boolean' && typeof item !== 'number') return undefined;
    texts.push(String(item));
  }
  return texts;
}
