/** What of a Deny is left when one caller, action and resource is taken out of it. */
import type { IndexedContext } from '../../../engine/context';
import { lookUp, UNKNOWN } from '../../../engine/context';
import { parseStatement } from '../../../engine/statement';
import { variablesIn } from '../../../engine/unknowns/uses';
import type { Family } from '../../../engine/operators';
import { kindOfAction, kindsOfResource } from '../../../names/actions';
import { ACTION_ELEMENTS, withoutAction, type ActionNames } from './actions';
import { isImpossible } from './impossible';
import { otherThan, type PinnedValue } from './pins';
import { exceptFor, narrowedBy, onlyFor, type Naming } from './principals';
import { splitAtResource } from './resources';
import { isOfTheMoment } from './moments';
import { textsIn, withElement, type StatementJson } from './statement-json';
import type { Extent } from '../types';
import type { Whom } from './whom';

/** Whom, what and where an exception is for, and the request whose circumstances it is made in. */
export interface Grain {
  readonly whom: Whom;
  readonly action: string;
  readonly resource: string;
  readonly context: IndexedContext;
  /** What the Denies that hit it look at: all are given up in the same circumstances. */
  readonly circumstances: readonly Circumstance[];
}

/** The policy that the statement stands in. */
export interface Standing extends ActionNames {
  readonly naming: Naming;
  /** Version 2012-10-17. */
  readonly variables: boolean;
  /** A pattern as wide as all that there is may be said as all but the one resource. */
  readonly splitsPatterns: boolean;
}

/** `undefined`: the language cannot say it here. `[]`: nothing of the Deny is left. */
export function denyWithout(
  deny: StatementJson,
  grain: Grain,
  extent: Extent,
  standing: Standing,
): readonly StatementJson[] | undefined {
  const { whom, action, resource, context } = grain;
  const { naming, variables, splitsPatterns } = standing;
  const others = exceptFor(whom, deny, naming);
  const own = onlyFor(whom, deny, naming);
  if (others === undefined) return undefined;
  const kept = (statements: readonly StatementJson[]) =>
    statements.filter((statement) => !isImpossible(statement, context, variables));
  const ofOthers = kept(others);
  if (extent === 'whole-statement') return ofOthers;
  const hangsOnIt = naming === 'anybody';
  const split = splitAtResource(own, { action, resource, hangsOnIt, splitsPatterns }, context, variables);
  const besides = withoutAction(own, action, standing);
  const here = withElement(split.here, ACTION_ELEMENTS, { Action: action });
  const otherwise = inOtherCircumstances(here, extent, grain, variables);
  if (otherwise === undefined) return undefined;
  const elsewhere = besides.exact ? onlyOf(action, split.elsewhere, standing.onlyAskable) : split.elsewhere;
  const parts = [...(besides.statement === undefined ? [] : [besides.statement]), ...elsewhere, ...otherwise];
  return [...ofOthers, ...kept(parts)];
}

/** `besides` denies the others everything else. S3 refuses a statement whose actions none of its resources can be asked for. */
function onlyOf(action: string, elsewhere: readonly StatementJson[], onlyAskable: boolean): readonly StatementJson[] {
  const isAsked = (entry: string, { Resource }: StatementJson) => {
    const kind = onlyAskable ? kindOfAction(entry) : undefined;
    return kind === undefined || Resource === undefined || textsIn(Resource).flatMap(kindsOfResource).includes(kind);
  };
  const narrowed = elsewhere.flatMap((other): readonly StatementJson[] => {
    if (isAsked(action, other)) return [withElement(other, ACTION_ELEMENTS, { Action: action })];
    return textsIn(other['Action'] ?? '*').some((entry) => isAsked(entry, other)) ? [other] : [];
  });
  // In the policy of one bucket all but what is spared holds whatever the others name.
  if (!onlyAskable) return narrowed;
  const allBut = narrowed.filter(({ NotResource }) => NotResource !== undefined);
  return allBut.length > 0 ? allBut : narrowed;
}

/** The Deny goes on for the grain wherever a key has another value than in this request. */
function inOtherCircumstances(
  statement: StatementJson,
  extent: Extent,
  { circumstances }: Grain,
  variables: boolean,
): readonly StatementJson[] | undefined {
  const all: StatementJson[] = [];
  for (const { key, seen, family } of withinExtent(extent, circumstances)) {
    const narrowed = narrowedBy(statement, otherThan({ key, seen, family, variables }));
    if (narrowed === undefined) return undefined;
    all.push(...narrowed);
  }
  return all;
}

/** The circumstances to which an exception is held. */
export function withinExtent(extent: Extent, circumstances: readonly Circumstance[]): readonly Circumstance[] {
  if (extent === 'these-circumstances') return circumstances;
  return extent === 'lasting-circumstances' ? circumstances.filter(({ key }) => !isOfTheMoment(key)) : [];
}

export interface Circumstance {
  /** As the statement spells it. */
  readonly key: string;
  readonly seen: PinnedValue;
  readonly family: Family;
}

/** Every key that the statement's Condition looks at, but for the caller's own name, with its value in the request. */
export function circumstancesOf(
  statement: StatementJson,
  context: IndexedContext,
  variables: boolean,
): readonly Circumstance[] {
  const parsed = parseStatement(statement, 1, variables);
  if ('code' in parsed) return [];
  const found = new Map<string, Circumstance>();
  const note = (key: string, family: Family) => {
    const lower = key.toLowerCase();
    const seen = lookUp(context, lower);
    // Nothing can be said of a value that nobody knows.
    if (lower === 'aws:principalarn' || seen === UNKNOWN || found.has(lower)) return;
    found.set(lower, { key, seen, family });
  };
  for (const { key, operator, patterns } of parsed.conditions) {
    note(key, operator.family);
    for (const pattern of patterns)
      for (const variable of variablesIn(pattern)) note(spelledIn(statement, variable), 'string');
  }
  return [...found.values()];
}

/** The variable as the statement spells it. */
function spelledIn(statement: StatementJson, variable: string): string {
  const text = JSON.stringify(statement['Condition']);
  const at = text.toLowerCase().indexOf(`\${${variable}`) + 2;
  return at < 2 ? variable : text.slice(at, at + variable.length);
}
