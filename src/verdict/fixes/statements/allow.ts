/** The statement that allows what one request asks, and as little besides as the language can say. */
import { lookUp, UNKNOWN } from '../../../engine/context';
import type { Condition } from '../../../engine/condition';
import { withEquality, withoutTest } from './conditions';
import type { Circumstance, Grain } from './deny';
import { literal, moved } from './literal';
import type { WiderResource } from '../policies/wider-resources';
import { isOfTheMoment } from './moments';
import type { NearMiss } from './near-miss';
import { sameAs } from './pins';
import { conditionOf, withCondition, type ConditionBlock, type StatementJson, type Test } from './statement-json';
import { testsFor, type Whom } from './whom';

/** Where the statement is put. */
export interface AllowPlace {
  /**
   * How it says for whom it is: not at all (the policy is the caller's own), by a condition, by a condition beside
   * `"Principal": "*"`, or by its Principal.
   */
  readonly names: 'nobody' | 'by-condition' | 'everybody-by-condition' | 'by-principal';
  /** Version 2012-10-17. */
  readonly variables: boolean;
}

/** `lasting`: without the conditions that would hold for a moment only, or of which nobody knows whether they hold. */
export type AllowExtent = 'all-conditions' | 'lasting-conditions';

export interface Allowed {
  readonly statement: StatementJson;
  readonly resource: string;
  /** Keys whose conditions are met by the request's own value. */
  readonly pinned: readonly string[];
  /** Keys whose conditions were left out, or are wider than this request. */
  readonly widened: readonly string[];
}

export interface ToAllow {
  readonly grain: Grain;
  readonly near: NearMiss | undefined;
  readonly extent: AllowExtent;
  readonly place: AllowPlace;
  /** Values that it is held to: what a Deny beside it is given up for. */
  readonly circumstances: readonly Circumstance[];
  /** Absent: it is for the request's own resource, and no other. */
  readonly wider?: WiderResource;
}

/** `undefined`: the language cannot say it here. */
export function allowFor({ grain, near, extent, place, circumstances, wider }: ToAllow): Allowed | undefined {
  const resource = resourceFor(grain, wider, place);
  if (resource === undefined) return undefined;
  const named = namesFor(grain.whom, place);
  const kept = near === undefined ? NOTHING : conditionsLike(near, grain, extent, place.variables);
  if (kept === undefined) return undefined;
  const held = circumstances.flatMap((one) => sameAs({ ...one, variables: place.variables }).tests);
  const condition = [...held, ...named.condition].reduce(withEquality, kept.condition);
  const statement = { Effect: 'Allow', ...named.principal, Action: grain.action, Resource: resource };
  const { pinned, widened } = kept;
  return { statement: withCondition(statement, condition), resource, pinned, widened };
}

function resourceFor(
  { resource }: Grain,
  wider: WiderResource | undefined,
  { variables }: AllowPlace,
): string | undefined {
  if (wider?.is === 'pattern')
    return moved(wider.pattern, { wildcards: true, variables: wider.variables }, { wildcards: true, variables });
  const itself = wider?.prefix ?? resource;
  const spelled = literal(itself, { wildcards: true, variables }) ?? itself;
  return wider === undefined ? spelled : `${spelled}*`;
}

interface Kept {
  readonly condition: ConditionBlock;
  readonly pinned: readonly string[];
  readonly widened: readonly string[];
}

const NOTHING: Kept = { condition: {}, pinned: [], widened: [] };

function conditionsLike(
  { statement, variables, failed, open }: NearMiss,
  { context }: Grain,
  extent: AllowExtent,
  into: boolean,
): Kept | undefined {
  const pinned: string[] = [];
  const widened: string[] = [];
  const dropped = (condition: Condition) =>
    extent === 'lasting-conditions' &&
    (open.includes(condition) || (failed.includes(condition) && isOfTheMoment(condition.key)));
  const others = [...failed, ...statement.conditions.filter(dropped)];
  const block = others.reduce<ConditionBlock>(
    (all, { operatorName: operator, key }) => withoutTest(all, { operator, key }),
    conditionOf(statement.json),
  );
  let condition = movedBlock(block, variables, into);
  if (condition === undefined) return undefined;
  for (const one of others) {
    const seen = lookUp(context, one.lowerKey);
    if (dropped(one) || seen === UNKNOWN) {
      widened.push(one.key);
      continue;
    }
    const { tests, exact } = sameAs({ key: one.key, seen, family: one.operator.family, variables: into });
    condition = tests.reduce(withEquality, condition);
    pinned.push(one.key);
    if (!exact) widened.push(one.key);
  }
  return { condition, pinned: [...new Set(pinned)], widened: [...new Set(widened)] };
}

/** The same conditions in a policy of another version; `undefined`: a variable has no place there. */
function movedBlock(block: ConditionBlock, from: boolean, into: boolean): ConditionBlock | undefined {
  if (from === into) return block;
  let lost = false;
  const value = (one: unknown): unknown => {
    if (typeof one !== 'string') return one;
    const text = moved(one, { wildcards: true, variables: from }, { wildcards: true, variables: into });
    if (text === undefined) lost = true;
    return text;
  };
  const entries = Object.entries(block).map(([operator, keys]) => {
    const values = Object.entries(keys).map(([key, all]) => [key, Array.isArray(all) ? all.map(value) : value(all)]);
    return [operator, Object.fromEntries(values)] as const;
  });
  return lost ? undefined : Object.fromEntries(entries);
}

interface Named {
  readonly principal: StatementJson;
  readonly condition: readonly Test[];
}

function namesFor(whom: Whom, { names }: AllowPlace): Named {
  if (names === 'nobody') return { principal: {}, condition: [] };
  const tests = testsFor(whom);
  if (names === 'by-principal') {
    if (whom.is === 'service') return { principal: { Principal: { Service: whom.name } }, condition: [] };
    if (whom.is === 'principal') {
      // The name of a root user stands for its whole account.
      return { principal: { Principal: { AWS: whom.arn } }, condition: whom.isRoot ? tests : [] };
    }
  }
  return { principal: names === 'by-condition' ? {} : { Principal: '*' }, condition: tests };
}
