/** One policy of a scenario, held to what AWS accepts in its place. */
import { compilePolicy, type CompiledPolicy, type MalformedPolicy } from '../engine/policy';
import type { Statement } from '../engine/statement';
import { misplaced } from '../judging/policy/tally';
import { markedIn, type Cut } from './cache/placeholders';
import { ScenarioError, wrong } from './fields';

/** Whom the policies of a slot may name: nobody (the caller has them), somebody each, or everybody. */
export type Expected = 'caller' | 'resource' | 'everybody';

/** A policy that AWS would refuse makes the line an error. */
export function policyIn(slot: unknown, cut: Cut<CompiledPolicy>, at: string, expected: Expected): CompiledPolicy {
  const policy = cutIn(slot, cut) ?? parsed(slot, at);
  if (policy.is === 'malformed') {
    throw new ScenarioError(`\`${at}\` is no policy that AWS accepts: ${policy.code} at \`${policy.at}\``);
  }
  if (expected === 'everybody' && !policy.statements.every(meansEverybody)) {
    throw wrong(at, 'policies whose Principal is `"*"`');
  }
  if (misplaced(policy, expected === 'caller' ? 'caller' : 'resource')) {
    const wanted = expected === 'caller' ? 'a policy without Principal' : 'a policy whose statements have a Principal';
    throw wrong(at, wanted);
  }
  return policy;
}

function cutIn(slot: unknown, cut: Cut<CompiledPolicy>): CompiledPolicy | undefined {
  const number = markedIn(slot);
  const policy = number === undefined ? undefined : cut.all[number];
  if (policy !== undefined) cut.used += 1;
  return policy;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
function meansEverybody({ principal, notPrincipal }: Statement): boolean {
  return principal !== undefined && !notPrincipal && (principal.everybody || principal.aws.includes('*'));
}

function parsed(slot: unknown, at: string): CompiledPolicy | MalformedPolicy {
  if (typeof slot !== 'object' || slot === null) throw wrong(at, 'a policy document');
  return compilePolicy(slot);
}
