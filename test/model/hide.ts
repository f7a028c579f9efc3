import type { PartialScenario } from './brute-force';
import type { Context, Level, Policy, Scenario } from './scenario';
import type { Tape } from './tape';

/** The same scenario with some context keys made unknown and some slots made unreadable. */
export function hide(scenario: Scenario, tape: Tape): PartialScenario {
  const maybe = <T>(percent: number, slot: T): T | Unread => (tape.chance(percent) ? unread : slot);
  const policies = (list: readonly Policy[]) => list.map(({ name, policy }) => ({ name, policy: maybe(8, policy) }));
  const levels = (list: readonly Level[]) =>
    list.map((level) => ({ ...level, policies: maybe(8, policies(level.policies)) }));
  const optional = <T>(percent: number, slot: T | undefined) => (slot === undefined ? undefined : maybe(percent, slot));
  const { request, kms } = scenario;
  const keys = Object.keys({ ...request.context, ...kms?.context }).filter((key) => key !== 'aws:PrincipalArn');
  const unknownContext = [
    ...tape.some(keys, tape.pick([12, 40, 70])),
    ...tape.some(['aws:PrincipalTag/*', 'aws:CalledVia', 's3:max-keys'], 15),
  ];
  return {
    ...scenario,
    request: { ...request, context: without(request.context, unknownContext), unknownContext },
    identityPolicies: maybe(10, policies(scenario.identityPolicies)),
    permissionsBoundary: optional(15, scenario.permissionsBoundary),
    sessionPolicies: maybe(10, policies(scenario.sessionPolicies)),
    scps: maybe(10, levels(scenario.scps)),
    rcps: maybe(10, levels(scenario.rcps)),
    vpcEndpointPolicy: optional(15, scenario.vpcEndpointPolicy),
    resourcePolicy: optional(15, scenario.resourcePolicy),
    grants: optional(15, scenario.grants),
    kms: kms && {
      ...kms,
      context: without(kms.context, unknownContext),
      unknownContext,
      keyPolicy: maybe(15, kms.keyPolicy),
      grants: optional(15, kms.grants),
      rcps: maybe(10, levels(kms.rcps)),
    },
  };
}

interface Unread {
  readonly unreadable: string;
}
const unread: Unread = { unreadable: 'access-denied' };

function without(context: Context, patterns: readonly string[]): Context {
  const tags = patterns.includes('aws:PrincipalTag/*');
  const isHidden = (key: string) => patterns.includes(key) || (tags && key.startsWith('aws:PrincipalTag/'));
  return Object.fromEntries(Object.entries(context).filter(([key]) => !isHidden(key)));
}
