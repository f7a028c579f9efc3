/** Why a statement matches or does not: every element judged, never only the first that failed. For people, not for speed. */
import { defined } from '../defined';
import type { Condition } from './condition';
import { lookUp, UNKNOWN } from './context';
import { matchActions, matchResources, type PreparedRequest } from './match';
import type { Statement } from './statement';
import type { Truth } from './truth';
import type { ConditionMatch, ElementMatch, ElementName, StatementExplanation, StatementReference } from './types';

/** `isMeant`: whether its Principal or NotPrincipal means the caller, which hangs on where the policy hangs. */
export function explainStatement(
  statement: Statement,
  asked: PreparedRequest,
  reference: StatementReference,
  isMeant: Truth,
): StatementExplanation {
  const elements = [
    ...principalMatch(statement, asked, isMeant),
    actionMatch(statement, asked),
    resourceMatch(statement, asked),
    ...conditionMatch(statement, asked),
  ];
  return {
    statement: reference,
    result: together(elements.map(({ result }) => result)),
    elements,
    json: statement.json,
  };
}

/**
 * Which of two Allows is nearer to matching; negative: the first. A principal that does not match weighs more than an action,
 * an action more than a resource, and all more than conditions, however many: what is for somebody else, or about something
 * else, is no near miss.
 */
export function compareNearness(one: StatementExplanation, other: StatementExplanation): number {
  const far = distances(other);
  return distances(one).reduce((found, distance, at) => found || distance - (far[at] ?? 0), 0);
}

/** How much fails, by kind: an unknown element counts half, each condition for itself. */
function distances({ elements }: StatementExplanation): readonly number[] {
  return weightiest.map((names) =>
    elements
      .filter(({ element }) => names.includes(element))
      .flatMap<{ readonly result: Result }>((element) => element.conditions ?? [element])
      .reduce((sum, { result }) => sum + (result === 'matches' ? 0 : result === 'unknown' ? 0.5 : 1), 0),
  );
}

const weightiest: readonly (readonly ElementName[])[] = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Condition'],
];

/** What a statement refers to, by its place in a policy. */
export function referTo(
  { index, sid, effect }: Statement,
  policy: { readonly name: string; readonly arn?: string },
  target?: string,
): StatementReference {
  const reference: Writable<StatementReference> = { policy: policy.name, index, effect };
  if (policy.arn !== undefined) reference.policyArn = policy.arn;
  if (target !== undefined) reference.target = target;
  if (sid !== undefined) reference.sid = sid;
  return reference;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function principalMatch(
  { principal, notPrincipal }: Statement,
  { caller }: PreparedRequest,
  isMeant: Truth,
): readonly ElementMatch[] {
  if (principal === undefined) return [];
  const seen = [caller.arn, caller.service].filter((name) => name !== undefined && name !== '') as string[];
  return [
    {
      element: notPrincipal ? 'NotPrincipal' : 'Principal',
      result: resultOf(isMeant),
      wanted: principal.names,
      seen: seen.length > 0 ? seen : [caller.accountId ?? caller.type],
    },
  ];
}

function actionMatch(statement: Statement, asked: PreparedRequest): ElementMatch {
  const element: ElementName = statement.notAction ? 'NotAction' : 'Action';
  const result = resultOf(matchActions(statement, asked.lowerAction));
  return { element, result, wanted: textsOf(statement.json[element]), seen: [asked.action] };
}

function resourceMatch(statement: Statement, asked: PreparedRequest): ElementMatch {
  const element: ElementName = statement.notResource ? 'NotResource' : 'Resource';
  const result = resultOf(matchResources(statement, asked));
  const seen = asked.resource === undefined ? [] : [asked.resource];
  return { element, result, wanted: textsOf(statement.json[element]), seen };
}

function conditionMatch({ conditions }: Statement, asked: PreparedRequest): readonly ElementMatch[] {
  if (conditions.length === 0) return [];
  const matches = conditions.map((condition) => explainCondition(condition, asked));
  const result = together(matches.map((match) => match.result));
  return [{ element: 'Condition', result, wanted: [], seen: [], conditions: matches }];
}

function explainCondition(condition: Condition, { context }: PreparedRequest): ConditionMatch {
  const truth = condition.match(context);
  const included = truth === undefined ? undefined : context.including?.get(condition.lowerKey);
  const looked = lookUp(context, condition.lowerKey);
  const seen = looked === UNKNOWN && included !== undefined ? included : looked;
  const values = seen === UNKNOWN || seen === undefined ? null : typeof seen === 'string' ? [seen] : seen;
  return {
    operator: condition.operatorName,
    key: condition.key,
    wanted: condition.wanted,
    seen: values === null || values.length === 0 ? null : values,
    ...(seen === UNKNOWN
      ? { unknown: true, ...defined({ otherThan: context.otherThan?.get(condition.lowerKey) }) }
      : {}),
    result: resultOf(truth),
  };
}

type Result = ElementMatch['result'];

const resultOf = (truth: Truth): Result => (truth === undefined ? 'unknown' : truth ? 'matches' : 'does-not-match');

function together(results: readonly Result[]): Result {
  if (results.includes('does-not-match')) return 'does-not-match';
  return results.includes('unknown') ? 'unknown' : 'matches';
}

function textsOf(value: unknown): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return listed.filter((text) => typeof text === 'string');
}
