/** What a change did to a policy, statement by statement. */

export interface StatementDiff {
  readonly added: readonly unknown[];
  readonly removed: readonly unknown[];
}

/** `null`: there is no policy. `undefined`: one of them is no policy, or not known. */
export function statementDiff(before: unknown, after: unknown): StatementDiff | undefined {
  const [old, now] = [statementsOf(before), statementsOf(after)];
  if (old === undefined || now === undefined || (before === null && after === null)) return undefined;
  return { added: without(now, old), removed: without(old, now) };
}

/** The statements of a document, parsed or as JSON text; those of no policy are none. */
export function statementsOf(document: unknown): readonly unknown[] | undefined {
  if (document === null) return [];
  const parsed = typeof document === 'string' ? parsedJson(document) : document;
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  // A policy with its name: what was detached.
  if ('document' in parsed) return statementsOf(parsed.document);
  if (!('Statement' in parsed)) return undefined;
  return [parsed.Statement].flat();
}

/** Those of `statements` that are not among `others`; one that stands there twice is taken away twice. */
export function without(statements: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const taken = others.map(essenceOf);
  return statements.filter((statement) => {
    const at = taken.indexOf(essenceOf(statement));
    if (at >= 0) taken.splice(at, 1);
    return at < 0;
  });
}

/** IAM writes a list of one as it likes, and orders names as it likes. */
export const essenceOf = (statement: unknown): string => JSON.stringify(ordered(statement));

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? ordered(value[0]) : value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, ordered(part)]));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
