/** What undecided statements hang on, noted while the layers are asked: from these uses come the worlds to try. */
import type { ArnPattern } from '../arn-pattern';
import { ROLE_KEY } from '../principal/caller';
import { Condition } from '../condition';
import { lookUp, UNKNOWN, type IndexedContext } from '../context';
import { matchResources, type PreparedRequest } from '../match';
import type { Statement } from '../statement';
import { isVariable } from '../text';
import type { Truth } from '../truth';

/** A statement, or a grant, that applies to the request or not: that hangs on what is unknown. */
export interface OpenRule {
  /** The statement or grant itself: `IndexedContext.assumed` speaks of it. */
  readonly rule: object;
  /** It applies if all of them hold. What is known to hold is left out. */
  readonly parts: readonly OpenPart[];
  /** ARNs that may be the role whose path is unknown, where it hangs on whether they are. */
  readonly roles: readonly string[];
  /** It hangs on whether the caller has a boundary. */
  readonly boundary: boolean;
  /** Rules with the same list count together: of what each adds, only the union matters. */
  readonly list: object;
  /** What it adds to its list in this context, as bits. */
  readonly adds: (asked: PreparedRequest) => number;
}

/** One condition, or the Resource element. */
export interface OpenPart {
  /** The unknown keys that it hangs on. */
  readonly keys: readonly string[];
  readonly truth: (context: IndexedContext) => Truth;
  /** The condition, where its own key is unknown. */
  readonly condition?: Condition;
  readonly texts: readonly VariableText[];
  /** `undefined`: not several texts of its list are open. */
  readonly apart?: () => PartsOfTexts | undefined;
}

/** What is the same as a part that compares a value with a list of texts, where the value is one. */
export interface PartsOfTexts {
  /** The part holds if any of these does, or (of what must match none of the texts) if all do. */
  readonly hold: 'any' | 'all';
  /** One of each text with unknown variables, and one of all others. */
  readonly parts: () => readonly OpenPart[];
}

/** A text with unknown variables, and what it is compared with: a value, or an unknown key. */
export interface VariableText {
  readonly pattern: ArnPattern;
  /** The unknown variables in it. */
  readonly keys: readonly string[];
  readonly compared: { readonly value: string } | { readonly key: string };
  readonly ignoreCase: boolean;
}

/** Collects what is open. A context carries it while layers are asked; see `usesIn`. */
export class UnknownUses {
  readonly rules: OpenRule[] = [];

  /** Every unknown key that matters. */
  get keys(): ReadonlySet<string> {
    const keys = new Set(this.rules.flatMap(({ parts }) => parts.flatMap((part) => part.keys)));
    return this.rules.some(({ roles }) => roles.length > 0) ? keys.add(ROLE_KEY) : keys;
  }

  /** Does anything hang on whether the caller has a boundary? */
  get boundary(): boolean {
    return this.rules.some(({ boundary }) => boundary);
  }
}

/** Where this context notes what is open; `undefined`: nobody asks. A context itself knows nothing of statements. */
export const usesIn = ({ uses }: IndexedContext): UnknownUses | undefined =>
  uses instanceof UnknownUses ? uses : undefined;

/** Resource and Condition, as far as they are undecided. */
export function openPartsOf(statement: Statement, asked: PreparedRequest): readonly OpenPart[] {
  const { context } = asked;
  const conditions = statement.conditions.filter((condition) => condition.match(context) === undefined);
  const isResourceOpen = !statement.everyResource && matchResources(statement, asked) === undefined;
  return [
    ...(isResourceOpen ? [resourcePart(statement, asked)] : []),
    ...conditions.map((condition) => conditionPart(condition, context)),
  ];
}

function resourcePart(statement: Statement, asked: PreparedRequest): OpenPart {
  const { resource, context } = asked;
  const compared = resource === undefined ? [] : [{ value: resource }];
  return {
    keys: unknownsIn(statement.resources, context),
    truth: (other) => matchResources(statement, { ...asked, context: other }),
    texts: textsOf(statement.resources, compared, false, context),
    apart: () => {
      const open = statement.resources.filter((pattern) => unknownsIn([pattern], context).length > 0);
      if (resource === undefined || open.length < 2) return undefined;
      const parts = () => open.map((pattern) => resourcePart({ ...statement, resources: [pattern] }, asked));
      return { hold: statement.notResource ? 'all' : 'any', parts };
    },
  };
}

export function conditionPart(condition: Condition, context: IndexedContext): OpenPart {
  const { lowerKey, operator, patterns } = condition;
  const seen = lookUp(context, lowerKey);
  const values = typeof seen === 'string' ? [seen] : typeof seen === 'object' ? seen : [];
  const compared = seen === UNKNOWN ? [{ key: lowerKey }] : values.map((value) => ({ value }));
  const ignoreCase = operator.family === 'string-ignore-case';
  const own = seen === UNKNOWN ? [lowerKey] : [];
  return {
    keys: [...new Set([...own, ...unknownsIn(patterns, context)])],
    truth: (other) => condition.match(other),
    ...(seen === UNKNOWN ? { condition } : {}),
    texts: textsOf(patterns, compared, ignoreCase, context),
    apart: () => (typeof seen === 'object' ? undefined : apartOf(condition, context, seen === UNKNOWN)),
  };
}

/** Texts without unknown variables are open where the value is. */
function apartOf(condition: Condition, context: IndexedContext, isValueOpen: boolean): PartsOfTexts | undefined {
  const { operatorName, operator, key, wanted, patterns, variables } = condition;
  const isOpen = patterns.map((pattern) => unknownsIn([pattern], context).length > 0);
  const open = wanted.filter((_, at) => isOpen[at] === true);
  const others = isValueOpen ? wanted.filter((_, at) => isOpen[at] === false) : [];
  const lists = [...open.map((text) => [text]), ...(others.length > 0 ? [others] : [])];
  if (open.length === 0 || lists.length < 2) return undefined;
  const parts = () =>
    lists.map((list) => conditionPart(new Condition(operatorName, operator, key, list, variables), context));
  return { hold: operator.negated ? 'all' : 'any', parts };
}

function textsOf(
  patterns: readonly ArnPattern[],
  compared: readonly VariableText['compared'][],
  ignoreCase: boolean,
  context: IndexedContext,
): readonly VariableText[] {
  return patterns.flatMap((pattern) => {
    const keys = unknownsIn([pattern], context);
    return keys.length === 0 ? [] : compared.map((one) => ({ pattern, keys, compared: one, ignoreCase }));
  });
}

function unknownsIn(patterns: readonly ArnPattern[], context: IndexedContext): readonly string[] {
  return [...new Set(patterns.flatMap(variablesIn))].filter((key) => lookUp(context, key) === UNKNOWN);
}

/** The keys that stand in a text as variables. */
export function variablesIn(pattern: ArnPattern): readonly string[] {
  if (pattern.is === 'fields') return pattern.fields.flatMap(variablesIn);
  return pattern.is === 'variable' ? pattern.parts.filter(isVariable).map(({ variable }) => variable) : [];
}
