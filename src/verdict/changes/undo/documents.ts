/** A policy without what one change did to it; what later changes did stays. */
import { essenceOf, statementDiff, statementsOf, without } from '../diff/statements';
import type { Mode } from './types';

/**
 * `now` is the document at hand, `before` and `after` are what the change replaced and set; of each `null`: there is none.
 * `undefined`: one of them is no policy, or what is to be rewound is not at hand.
 */
export function reverted(now: unknown, before: unknown, after: unknown, mode: Mode): unknown {
  const diff = statementDiff(before, after);
  const statements = statementsOf(now);
  if (statements === undefined || (diff === undefined && !(before === null && after === null))) return undefined;
  if (isSame(now, after)) return before;
  if (mode === 'rewind') return undefined;
  const { added, removed } = diff ?? { added: [], removed: [] };
  const kept = without(statements, added);
  const back = placed(kept, without(removed, statements), statementsOf(before) ?? []);
  // AWS keeps no policy without a statement.
  return back.length === 0 ? null : { ...objectOf(before), ...objectOf(now), Statement: back };
}

/** Statements that come back stand where they stood, as far as there is such a place. */
function placed(
  kept: readonly unknown[],
  returning: readonly unknown[],
  before: readonly unknown[],
): readonly unknown[] {
  return returning.reduce<readonly unknown[]>((all, statement) => {
    const at = before.findIndex((one) => essenceOf(one) === essenceOf(statement));
    return all.toSpliced(Math.min(at, all.length), 0, statement);
  }, kept);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === null || other === null) return one === other;
  return essenceOf(objectOf(one)) === essenceOf(objectOf(other));
}

function objectOf(document: unknown): object {
  const parsed: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}
