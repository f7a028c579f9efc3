/** The actions of a statement without one of them. */
import { compileText, matchText, type PlainText } from '../../../engine/text';
import { actionsOf, kindsOfResource } from '../../../names/actions';
import { oneOrMany, textsIn, withElement, type StatementJson } from './statement-json';

export interface OtherActions {
  /** `undefined`: there are none. */
  readonly statement: StatementJson | undefined;
  /** Patterns that had to be given up whole: what they hold besides cannot be listed. */
  readonly givenUp: readonly string[];
  /** All that it held but the one action, those included that AWS does not document. */
  readonly exact: boolean;
}

export interface ActionNames {
  /** Actions that policies at hand name, besides those that AWS documents. */
  readonly named: readonly string[];
  /** Only those that the statement's resources can be asked: S3 refuses others in the policies of buckets and access points. */
  readonly onlyAskable: boolean;
}

export function withoutAction(
  statement: StatementJson,
  action: string,
  { named, onlyAskable }: ActionNames,
): OtherActions {
  if (statement['NotAction'] !== undefined) {
    const spared = [...textsIn(statement['NotAction']), action];
    return { statement: withElement(statement, ACTION_ELEMENTS, { NotAction: spared }), givenUp: [], exact: true };
  }
  const entries = textsIn(statement['Action']);
  if (entries.includes('*') || (onlyAskable && entries.some((entry) => isWholeService(entry, action)))) {
    return { statement: withElement(statement, ACTION_ELEMENTS, { NotAction: action }), givenUp: [], exact: true };
  }
  const kinds = new Set(textsIn(statement['Resource'] ?? '*').flatMap(kindsOfResource));
  const givenUp: string[] = [];
  const others = entries.flatMap((entry): readonly string[] => {
    if (!matches(entry, action)) return [entry];
    if (!/[*?]/.test(entry)) return [];
    const known = actionsOf(serviceOf(action)).filter(({ name }) => matches(entry, name));
    if (known.length === 0) givenUp.push(entry);
    const possible = known.filter(({ kind }) => !onlyAskable || kinds.has(kind)).map(({ name }) => name);
    return othersUnder(entry, action, [...possible, ...named.filter((name) => matches(entry, name))]);
  });
  const distinct = [...new Set(others)];
  const rest =
    distinct.length === 0 ? undefined : withElement(statement, ACTION_ELEMENTS, { Action: oneOrMany(distinct) });
  const exact = entries.every((entry) => !matches(entry, action) || !/[*?]/.test(entry));
  return { statement: rest, givenUp, exact };
}

/** What only one service asks, all of its actions are: `NotAction` says it in a line, and holds for those to come. */
const isWholeService = (entry: string, action: string): boolean => entry.toLowerCase() === `${serviceOf(action)}:*`;

export const ACTION_ELEMENTS: readonly [string, string] = ['Action', 'NotAction'];
const serviceOf = (action: string): string => action.slice(0, action.indexOf(':')).toLowerCase();

export function matches(pattern: string, action: string): boolean {
  const compiled = compileText(pattern.toLowerCase(), { wildcards: true, variables: false }) as PlainText;
  return matchText(compiled, action.toLowerCase());
}

/** Patterns for all of these actions but one, none of them wider than the entry. */
function othersUnder(entry: string, action: string, names: readonly string[]): readonly string[] {
  const others = names.filter((name) => name.toLowerCase() !== action.toLowerCase());
  const isPrefix = entry.indexOf('*') === entry.length - 1 && !entry.includes('?');
  return isPrefix ? branches(action, others) : [...new Set(others)];
}

/**
 * Where each name parts from the action, everything that goes on in its way: `s3:GetObject` leaves `s3:D*` … `s3:GetB*` …
 * `s3:GetObject?*`. All of these begin as the entry does, since both names do.
 */
function branches(action: string, names: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const name of [...names].sort()) {
    const shared = sharedLength(action.toLowerCase(), name.toLowerCase());
    const branch = branchAt(action, name, shared);
    if (!found.has(branch.toLowerCase())) found.set(branch.toLowerCase(), branch);
  }
  return [...found.values()];
}

function branchAt(action: string, name: string, shared: number): string {
  if (shared === action.length) return `${action}?*`;
  return shared === name.length ? name : `${name.slice(0, shared + 1)}*`;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}
