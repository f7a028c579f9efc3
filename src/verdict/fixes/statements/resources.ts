/** The resources of a statement, split at the one that a request asks for. */
import { compileArn, matchArn, resolveArn, type PlainArn } from '../../../engine/arn-pattern';
import type { IndexedContext } from '../../../engine/context';
import type { PlainText } from '../../../engine/text';
import { literal } from './literal';
import { oneOrMany, textsIn, withElement, type StatementJson } from './statement-json';

export interface SplitAtResource {
  /** The statement for the resource, or for the patterns that cannot be told from it. */
  readonly here: StatementJson;
  /** The statement for all its other resources; `undefined`: there are none. */
  readonly elsewhere: StatementJson | undefined;
  /** What `here` stands for, with `*` and `?`; variables have the request's values. */
  readonly patterns: readonly string[];
}

/**
 * A pattern that holds the resource and is not everything stays whole in `here`: the language has no "all of these but one",
 * except of everything. Neither has a policy of the old version a name for a resource with wildcards in its own.
 */
export function splitAtResource(
  statement: StatementJson,
  resource: string,
  context: IndexedContext,
  variables: boolean,
): SplitAtResource {
  const itself = literal(resource, { wildcards: true, variables });
  if (statement['NotResource'] !== undefined) {
    if (itself === undefined) return { here: statement, elsewhere: undefined, patterns: ['*'] };
    const spared = [...textsIn(statement['NotResource']), itself];
    return split(statement, { Resource: itself }, { NotResource: spared }, [resource]);
  }
  const entries = textsIn(statement['Resource']);
  if (entries.includes('*') && itself !== undefined)
    return split(statement, { Resource: itself }, { NotResource: itself }, [resource]);
  const holding = entries.filter((entry) => mayHold(entry, resource, context, variables));
  const others = entries.filter((entry) => !holding.includes(entry));
  const wide = holding.filter((entry) => entry !== itself);
  const here = { Resource: oneOrMany(wide.length > 0 ? holding : [itself ?? resource]) };
  const elsewhere = others.length === 0 ? undefined : { Resource: oneOrMany(others) };
  const patterns = holding.map((entry) => shownPattern(entry, context, variables));
  return split(statement, here, elsewhere, patterns);
}

const RESOURCE_ELEMENTS: readonly [string, string] = ['Resource', 'NotResource'];

function split(
  statement: StatementJson,
  here: Readonly<Record<string, unknown>>,
  elsewhere: Readonly<Record<string, unknown>> | undefined,
  patterns: readonly string[],
): SplitAtResource {
  return {
    here: withElement(statement, RESOURCE_ELEMENTS, here),
    elsewhere: elsewhere === undefined ? undefined : withElement(statement, RESOURCE_ELEMENTS, elsewhere),
    patterns: [...new Set(patterns)],
  };
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
