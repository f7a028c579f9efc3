import { many } from './language';
import type { Document, Level, Policy, Scenario, Statement } from './scenario';

// How a scenario is changed, so that the laws can say what must follow.

/** Everywhere that a statement can stand; `kms` is the key's own policy. */
export const places = ['identity', 'boundary', 'session', 'scp', 'rcp', 'endpoint', 'resource', 'key'] as const;
export type Place = (typeof places)[number];

/** The scenario with one more statement at that place; unchanged where no such policy is in it. */
export function withStatement(scenario: Scenario, place: Place, statement: Statement): Scenario {
  const named: Statement = { ...statement, Principal: '*' };
  switch (place) {
    case 'identity':
      return { ...scenario, identityPolicies: [...scenario.identityPolicies, added(statement)] };
    case 'session':
      return scenario.sessionPolicies.length === 0
        ? scenario
        : { ...scenario, sessionPolicies: [...scenario.sessionPolicies, added(statement)] };
    case 'boundary':
      return scenario.permissionsBoundary === undefined
        ? scenario
        : { ...scenario, permissionsBoundary: extended(scenario.permissionsBoundary, statement) };
    case 'endpoint':
      return scenario.vpcEndpointPolicy === undefined
        ? scenario
        : { ...scenario, vpcEndpointPolicy: extended(scenario.vpcEndpointPolicy, named) };
    case 'scp':
      return { ...scenario, scps: atOneLevel(scenario.scps, statement) };
    case 'rcp':
      return { ...scenario, rcps: atOneLevel(scenario.rcps, named) };
    case 'resource':
      return { ...scenario, resourcePolicy: more(scenario.resourcePolicy, named) };
    case 'key':
      return scenario.kms === undefined
        ? scenario
        : { ...scenario, kms: { ...scenario.kms, keyPolicy: more(scenario.kms.keyPolicy, named) } };
  }
}

const added = (statement: Statement): Policy => ({ name: 'added', policy: more(undefined, statement) });
const extended = ({ name, policy }: Policy, statement: Statement): Policy => ({
  name,
  policy: more(policy, statement),
});

function more(document: Document = { Version: '2012-10-17', Statement: [] }, statement: Statement): Document {
  return { ...document, Statement: [...many(document.Statement), statement] };
}

function atOneLevel(levels: readonly Level[], statement: Statement): readonly Level[] {
  const [first, ...others] = levels;
  return first === undefined ? levels : [{ ...first, policies: [...first.policies, added(statement)] }, ...others];
}

/** The scenario with every list of policies and statements rewritten. */
export function rearranged(scenario: Scenario, rewrite: <T>(list: readonly T[]) => readonly T[]): Scenario {
  const document = (one: Document): Document => ({ ...one, Statement: rewrite(many(one.Statement)) });
  const policy = ({ name, policy: one }: Policy): Policy => ({ name, policy: document(one) });
  const policies = (list: readonly Policy[]) => rewrite(list.map(policy));
  const levels = (list: readonly Level[]) =>
    rewrite(list.map((level) => ({ ...level, policies: policies(level.policies) })));
  const { permissionsBoundary, vpcEndpointPolicy, resourcePolicy, kms } = scenario;
  return {
    ...scenario,
    identityPolicies: policies(scenario.identityPolicies),
    sessionPolicies: policies(scenario.sessionPolicies),
    scps: levels(scenario.scps),
    rcps: levels(scenario.rcps),
    ...(permissionsBoundary && { permissionsBoundary: policy(permissionsBoundary) }),
    ...(vpcEndpointPolicy && { vpcEndpointPolicy: policy(vpcEndpointPolicy) }),
    ...(resourcePolicy && { resourcePolicy: document(resourcePolicy) }),
    ...(kms && { kms: { ...kms, keyPolicy: document(kms.keyPolicy), rcps: levels(kms.rcps) } }),
  };
}

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const open = (name: string): Policy => ({ name, policy: more(undefined, everything) });

/** The scenario without what a layer had against the request's main action; nothing else is given. */
export function cured(scenario: Scenario, layer: string): Scenario {
  const { request } = scenario;
  const account = request.principal.split(':')[4];
  const grantee = account === undefined || account === '' ? '*' : { AWS: account };
  const denyless = many(scenario.resourcePolicy?.Statement).filter(({ Effect }) => Effect === 'Allow');
  // Within one account a grant to the account gives nothing by itself, so this cures no other layer.
  const allow: Statement = { ...everything, Principal: grantee };
  switch (layer) {
    case 'identity-policies':
      return { ...scenario, identityPolicies: [open('cure')] };
    case 'permissions-boundary':
      return { ...scenario, permissionsBoundary: open('cure') };
    case 'session-policy':
      return { ...scenario, sessionPolicies: [open('cure')] };
    case 'service-control-policies':
      return { ...scenario, scps: [] };
    case 'resource-control-policies':
      return { ...scenario, rcps: [] };
    case 'vpc-endpoint-policy':
      return without(scenario, 'vpcEndpointPolicy');
    default:
      return {
        ...scenario,
        resourcePolicy: { ...scenario.resourcePolicy, Statement: [...denyless, allow] },
      };
  }
}

type Optional = 'permissionsBoundary' | 'vpcEndpointPolicy' | 'resourcePolicy' | 'kms';

/** The same scenario with these taken away. */
export function without(scenario: Scenario, ...names: readonly Optional[]): Scenario {
  const rest: { -readonly [Name in keyof Scenario]: Scenario[Name] } = { ...scenario };
  for (const name of names) delete rest[name];
  return rest;
}
