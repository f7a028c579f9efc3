/** The resources of a statement, split at the one that a request asks for. */
import { compileArn, matchArn, resolveArn, type PlainArn } from '../../../engine/arn-pattern';
import type { IndexedContext } from '../../../engine/context';
import type { PlainText } from '../../../engine/text';
import { sparedBeside, type AskedResource } from './all-resources';
import { literal } from './literal';
import { oneOrMany, textsIn, withElement, type StatementJson } from './statement-json';

export interface SplitAtResource {
  /** The statement for the resource, or for the patterns that cannot be told from it. */
  readonly here: StatementJson;
  /** The statement for all its other resources, in as many statements as it takes. */
  readonly elsewhere: readonly StatementJson[];
}

/**
 * A pattern that holds the resource, and other resources that the action can be asked of beside those that it does not, stays
 * whole in `here`: the language has no "all of these but one", except of everything. Neither has a policy of the old version a
 * name for a resource with wildcards in its own.
 */
export function splitAtResource(
  statement: StatementJson,
  asked: AskedResource & { readonly splitsPatterns: boolean },
  context: IndexedContext,
  variables: boolean,
): SplitAtResource {
  const { action, resource } = asked;
  const itself = literal(resource, { wildcards: true, variables });
  if (statement['NotResource'] !== undefined) {
    if (itself === undefined) return { here: statement, elsewhere: [] };
    const spared = [...textsIn(statement['NotResource']), itself];
    return { here: ofResource(statement, itself), elsewhere: [besides(statement, spared)] };
  }
  const entries = textsIn(statement['Resource']);
  if (entries.includes('*') && itself !== undefined)
    return { here: ofResource(statement, itself), elsewhere: [besides(statement, [itself])] };
  const holding = entries.filter((entry) => mayHold(entry, resource, context, variables));
  const others = entries.filter((entry) => !holding.includes(entry));
  const ofOthers = others.length === 0 ? [] : [withElement(statement, ELEMENTS, { Resource: oneOrMany(others) })];
  const deniedToo = (one: string) => others.some((entry) => matchesResource(entry, one, context, variables));
  const spared = holding.flatMap((entry) => sparedBeside(entry, asked) ?? []).filter((one) => !deniedToo(one));
  const isAll = holding.some((entry) => sparedBeside(entry, asked) !== undefined);
  if (asked.splitsPatterns && isAll && itself !== undefined) {
    const ofAction = withElement(statement, ['Action', 'NotAction'], { Action: action });
    return { here: ofResource(statement, itself), elsewhere: [...ofOthers, besides(ofAction, [itself, ...spared])] };
  }
  const wide = holding.filter((entry) => entry !== itself);
  const here = { Resource: oneOrMany(wide.length > 0 ? holding : [itself ?? resource]) };
  return { here: withElement(statement, ELEMENTS, here), elsewhere: ofOthers };
}

const ELEMENTS: readonly [string, string] = ['Resource', 'NotResource'];

const ofResource = (statement: StatementJson, resource: string): StatementJson =>
  withElement(statement, ELEMENTS, { Resource: resource });

const besides = (statement: StatementJson, spared: readonly string[]): StatementJson =>
  withElement(statement, ELEMENTS, { NotResource: oneOrMany([...new Set(spared)]) });

/** Does the pattern hold it for certain? */
export function matchesResource(entry: string, resource: string, context: IndexedContext, variables: boolean): boolean {
  const plain = resolveArn(compileArn(entry, variables), context);
  return plain !== undefined && plain !== 'unresolved' && matchArn(plain, resource);
}

function mayHold(entry: string, resource: string, context: IndexedContext, variables: boolean): boolean {
  const plain = resolveArn(compileArn(entry, variables), context);
  return plain === undefined || (plain !== 'unresolved' && matchArn(plain, resource));
}

/** A pattern as it is shown: the missing fields of an ARN written out, variables replaced, `*` where one is not known. */
export function shownPattern(entry: string, context: IndexedContext, variables: boolean): string {
  const compiled = compileArn(entry, variables);
  const plain = resolveArn(compiled, context);
  if (plain === undefined || plain === 'unresolved') return entry.replaceAll(/\$\{[^}]*\}/g, '*');
  return textOf(plain);
}

function textOf(plain: PlainArn): string {
  if (plain.is === 'fields') return plain.fields.map(plainText).join(':');
  return plainText(plain);
}

function plainText(plain: PlainText): string {
  switch (plain.is) {
    case 'any':
      return '*';
    case 'exact':
      return plain.text;
    case 'prefix':
      return `${plain.text}*`;
    case 'glob':
      return plain.tokens.map((token) => (token === 0 ? '*' : token === 1 ? '?' : token)).join('');
  }
}
