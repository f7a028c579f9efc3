/** The policies and statements that changes touch, by their names. */
import { defined } from '../../defined';
import type { FixFacts } from '../verdict';
import type { PolicyChange } from './types';

/** Policies that are there already; the statements are those that give something up. */
export function changedNames(changes: readonly PolicyChange[]): Pick<FixFacts, 'policy' | 'attachedTo' | 'statement'> {
  const old = changes.flatMap((change) => (change.edit === 'change' ? [change] : []));
  return defined({
    policy: joined(old.map(({ policy }) => policy.name)),
    attachedTo: joined(old.flatMap(({ policy }) => policy.attachedTo ?? [])),
    statement: joined(
      old.flatMap(({ before, statements }) =>
        statements.flatMap(({ is, index }) => (is === 'replaced' ? [statementName(before, index)] : [])),
      ),
    ),
  });
}

function statementName({ Statement }: Readonly<Record<string, unknown>>, index: number): string {
  const statement: unknown = Array.isArray(Statement) ? Statement[index - 1] : Statement;
  const named = typeof statement === 'object' && statement !== null && 'Sid' in statement ? statement.Sid : undefined;
  return typeof named === 'string' ? named : `#${index}`;
}

export const joined = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : [...new Set(names)].join(', ');
