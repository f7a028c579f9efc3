/** Does a statement match a request? Three-valued: `undefined` cannot be known. */
import { matchArn, resolveArn, type ArnPattern } from './arn-pattern';
import { callerOf } from './principal/caller';
import { indexContext, lowerCase, type IndexedContext } from './context';
import { isNamed, isSpared, namingOf } from './principal/principal-element';
import type { Statement } from './statement';
import { matchText } from './text';
import { and, not, or, type Truth } from './truth';
import type { Caller, EngineRequest } from './types';

/** A request made ready for many statements. */
export interface PreparedRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly lowerAction: string;
  /** `undefined`: which resource cannot be known. */
  readonly resource: string | undefined;
  readonly context: IndexedContext;
}

export function prepare({ principal, action, resource, context }: EngineRequest): PreparedRequest {
  const index = indexContext(context);
  return { caller: callerOf(principal, index), action, lowerAction: lowerCase(action), resource, context: index };
}

/** Resource and Condition. */
export function matchRest(statement: Statement, asked: PreparedRequest): Truth {
  const assumed = asked.context.assumed?.get(statement);
  if (assumed !== undefined) return assumed;
  let result: Truth = statement.everyResource || matchResources(statement, asked);
  if (result === false) return false;
  for (const condition of statement.conditions) {
    result = and(result, condition.match(asked.context));
    if (result === false) return false;
  }
  return result;
}

export function matchActions({ actions, notAction }: Statement, lowerAction: string): boolean {
  for (const action of actions) if (matchText(action, lowerAction)) return !notAction;
  return notAction;
}

export function matchResources({ resources, notResource }: Statement, asked: PreparedRequest): Truth {
  // A closure here instead of a loop costs a twentieth of what `evaluate` takes.
  let isListed: Truth = false;
  for (const pattern of resources) {
    isListed = or(isListed, matchResource(pattern, asked, notResource));
    if (isListed === true) break;
  }
  return notResource ? not(isListed) : isListed;
}

function matchResource(pattern: ArnPattern, { resource, context }: PreparedRequest, notResource: boolean): Truth {
  if (pattern.is === 'any') return true;
  const plain = resolveArn(pattern, context);
  // A variable without a value: the pattern matches nothing.
  if (plain === 'unresolved') {
    return notResource && !context.interpretations.of('valueless-variable-in-not-resource');
  }
  return plain === undefined || resource === undefined ? undefined : matchArn(plain, resource);
}

/**
 * Is the caller meant by the statement's Principal or NotPrincipal? A Deny with NotPrincipal hits every principal with a
 * permissions boundary, whomever it lists.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function matchPrincipal(statement: Statement, asked: PreparedRequest, hasBoundary: Truth): Truth {
  const { principal, notPrincipal } = statement;
  if (principal === undefined) return true;
  if (!notPrincipal) {
    return isNamed(namingOf(principal, asked.caller, asked.context.interpretations));
  }
  return or(hasBoundary, not(isSpared(principal, asked.caller, asked.context.interpretations)));
}
