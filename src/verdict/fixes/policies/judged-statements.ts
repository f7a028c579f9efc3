/** Statements of the policies that a layer judged. */
import { preparedRequest } from '../../../judging/engine-request';
import { whoIsMeant } from '../../../judging/policy/statement-addition';
import { compiledOf } from '../../../judging/policy/tally';
import type { JudgedPolicies } from '../../../judging/types';
import type { Statement } from '../../../engine/statement';
import type { Candidate } from '../statements/near-miss';

export type Group = JudgedPolicies['groups'][number];
type Policy = Group['policies'][number];

export interface DenyingPolicy {
  readonly policy: Policy;
  readonly statements: readonly Statement[];
}

/** The Denies that hit the request, or may, in the order of their policy, which may count in several groups. */
export function deniesIn({ groups }: JudgedPolicies): readonly DenyingPolicy[] {
  const denying = new Map<Policy, Set<Statement>>();
  for (const { statement, policy } of groups.flatMap(({ found }) => found)) {
    if (statement.effect !== 'Deny') continue;
    denying.set(policy, (denying.get(policy) ?? new Set()).add(statement));
  }
  return [...denying].map(([policy, statements]) => ({ policy, statements: [...statements].sort(byIndex) }));
}

const byIndex = (one: Statement, other: Statement): number => one.index - other.index;

/** Groups without an Allow that lets the request pass for certain. */
export function lackingIn({ groups }: JudgedPolicies): readonly Group[] {
  return groups.filter(({ found }) =>
    found.every(({ statement, truth }) => statement.effect !== 'Allow' || truth !== true),
  );
}

export function candidatesIn(
  { policies }: Group,
  { form, subject, hasBoundary }: JudgedPolicies,
): readonly Candidate[] {
  const asked = preparedRequest(subject);
  return policies.flatMap((policy) => {
    const compiled = compiledOf(policy, form);
    if (compiled === undefined) return [];
    const variables = (compiled.document as { readonly Version?: unknown }).Version === '2012-10-17';
    return compiled.statements.map((statement) => ({
      statement,
      variables,
      isMeant: form === 'caller' ? true : whoIsMeant(statement, asked, form, hasBoundary),
    }));
  });
}
