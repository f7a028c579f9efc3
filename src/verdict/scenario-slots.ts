/** The policy slots of a scenario as readings: each may hold `{"unreadable": "reason"}` instead. */
import { parsePolicy, type CompiledPolicy, type MalformedPolicy } from '../engine/policy';
import type { Statement } from '../engine/statement';
import type { Reading } from '../evidence/define';
import type { NamedPolicy, OrganizationLevel, OrganizationPolicies } from '../evidence/values';
import { misplaced, type Form } from '../layers/policies';

import { policyAt } from './policy-texts';
import { isUnreadable, listIn, recordIn, ScenarioError, textIn, wrong, type UnreadableSlot } from './scenario-values';

export interface SlotReader {
  /** The policies that were cut out of the line. */
  readonly policies: readonly CompiledPolicy[];
  /** How many of them were asked for. */
  used: number;
}

export const absent: Reading<never> = { status: 'absent' };
export const listed = <T>(value: T): Reading<T> => ({ status: 'found', value });

export function stated({ unreadable }: UnreadableSlot): Reading<never> {
  return { status: 'unreadable', why: 'stated', error: String(unreadable).slice(0, 200) };
}

const unreadPart = ({ unreadable }: UnreadableSlot) => ({
  unreadable: { why: 'stated', error: String(unreadable).slice(0, 200) } as const,
});

export function policiesIn(
  slots: SlotReader,
  slot: unknown,
  at: string,
): Reading<{ readonly policies: readonly NamedPolicy[] }> {
  if (isUnreadable(slot)) return stated(slot);
  return listed({ policies: namedIn(slots, slot, at, 'caller') });
}

/** One list of policies for each level: root → OUs → account. */
export function levelsIn(slots: SlotReader, slot: unknown, at: string, form: Form): Reading<OrganizationPolicies> {
  if (isUnreadable(slot)) return stated(slot);
  const levels: OrganizationLevel[] = [];
  for (const level of listIn(slot, at)) {
    const { target, policies } = recordIn(level, at);
    const name = textIn(target, `${at}[].target`);
    levels.push({
      target: name,
      policies: isUnreadable(policies) ? unreadPart(policies) : namedIn(slots, policies, `${at}[].policies`, form),
    });
  }
  return listed({ levels });
}

function namedIn(slots: SlotReader, slot: unknown, at: string, form: Form): readonly NamedPolicy[] {
  const policies: NamedPolicy[] = [];
  for (const item of listIn(slot, at)) {
    const { name: given, policy } = recordIn(item, at);
    const name = textIn(given, `${at}[].name`);
    policies.push(
      isUnreadable(policy) ? { name, ...unreadPart(policy) } : { name, document: policyIn(slots, policy, at, form) },
    );
  }
  return policies;
}

/** A policy that AWS would refuse makes the line an error. */
export function policyIn(slots: SlotReader, slot: unknown, at: string, form: Form): CompiledPolicy {
  const cut = policyAt(slot, slots.policies);
  if (cut !== undefined) slots.used += 1;
  const policy = cut ?? parsed(slot, at);
  if (policy.is === 'malformed') {
    throw new ScenarioError(`\`${at}\` is no policy that AWS accepts: ${policy.code} at \`${policy.at}\``);
  }
  if (at.endsWith('rcps[].policies') && !policy.statements.every(meansEverybody)) {
    throw wrong(at, 'policies whose Principal is `"*"`');
  }
  if (misplaced(policy, form)) {
    const wanted = form === 'caller' ? 'a policy without Principal' : 'a policy whose statements have a Principal';
    throw wrong(at, wanted);
  }
  return policy;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
function meansEverybody({ principal, notPrincipal }: Statement): boolean {
  return principal !== undefined && !notPrincipal && (principal.everybody || principal.aws.includes('*'));
}

function parsed(slot: unknown, at: string): CompiledPolicy | MalformedPolicy {
  if (typeof slot !== 'object' || slot === null) throw wrong(at, 'a policy document');
  return parsePolicy(slot);
}
