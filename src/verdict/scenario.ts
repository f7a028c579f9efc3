/** A scenario of `culprit evaluate` as a request and the readings of every layer. */
import { parsePolicy } from '../engine/policy';
import type { Context, Principal } from '../engine/types';
import type { Reading } from '../evidence/define';
import type { KeyGrant, NamedPolicy, OrganizationPolicies, ReadPolicy } from '../evidence/values';
import type { Evaluation, Scenario } from '../layers/define';
import type { BoundAuthorization, BoundRequest } from '../request/types';

export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

export interface ReadScenario {
  readonly request: BoundRequest;
  readonly scenario: Scenario;
  readonly observed?: 'denied';
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws a `ScenarioError` that says what is wrong and where. */
export function readScenario(given: unknown): ReadScenario {
  const all = object(given, 'the line');
  const asked = object(all['request'], 'request');
  const principal = principalOf(text(asked['principal'], 'request.principal'), asked);
  const flags = all['flags'] === undefined ? {} : object(all['flags'], 'flags');
  const kms = all['kms'] === undefined ? undefined : object(all['kms'], 'kms');
  const flag = (name: string) => flags[name] === true;
  const main: BoundAuthorization = {
    action: actionOf(asked['action'], 'request.action'),
    resource: text(asked['resource'], 'request.resource'),
    resourceAccountId: text(asked['resourceAccountId'], 'request.resourceAccountId'),
    purpose: 'main',
    needed: 'yes',
    context: contextOf(asked, 'request'),
    assumptions: [],
    flags: {
      principalIsServiceLinkedRole: flag('principalIsServiceLinkedRole'),
      principalAccountIsManagement: flag('principalAccountIsManagement'),
      resourceAccountIsManagement: flag('resourceAccountIsManagement'),
      awsManagedKey: flag('awsManagedKey'),
    },
  };
  const second: BoundAuthorization | undefined = kms && {
    ...main,
    action: actionOf(kms['action'], 'kms.action'),
    resource: text(kms['keyArn'], 'kms.keyArn'),
    resourceAccountId: text(kms['keyAccountId'], 'kms.keyAccountId'),
    purpose: 'encryption',
    context: contextOf(kms, 'kms'),
    flags: {
      ...main.flags,
      resourceAccountIsManagement: flag('keyAccountIsManagement'),
      awsManagedKey: kms['keyManager'] === 'AWS' || flag('awsManagedKey'),
    },
  };
  if (all['observed'] !== undefined && all['observed'] !== 'denied') throw wrong('observed', '`"denied"`, or nothing');
  const endpoint = all['vpcEndpointPolicy'];
  return {
    request: requestOf(principal, main, second, endpoint !== undefined),
    scenario: slotsOf(all, kms),
    ...(all['observed'] === 'denied' ? { observed: 'denied' } : {}),
  };
}

function slotsOf(all: Fields, kms: Fields | undefined): Scenario {
  const both = <T>(main: Reading<T>, second: () => Reading<T>): Record<Evaluation, Reading<T>> => ({
    main,
    kms: kms === undefined ? absent : second(),
  });
  const endpoint = policyReading(all['vpcEndpointPolicy'], 'vpcEndpointPolicy', true);
  return {
    given: all,
    identityPolicies: policiesReading(all['identityPolicies'], 'identityPolicies'),
    permissionsBoundary: policyReading(all['permissionsBoundary'], 'permissionsBoundary', true),
    sessionPolicies: policiesReading(all['sessionPolicies'], 'sessionPolicies'),
    serviceControlPolicies: levelsReading(all['scps'], 'scps'),
    vpcEndpoint: endpoint.status === 'found' ? { status: 'found', value: { policy: endpoint.value } } : endpoint,
    resourcePolicy: both(policyReading(all['resourcePolicy'], 'resourcePolicy', false), () =>
      policyReading(kms?.['keyPolicy'], 'kms.keyPolicy', false),
    ),
    grants: both(grantsReading(all['grants'], 'grants'), () => grantsReading(kms?.['grants'], 'kms.grants')),
    resourceControlPolicies: both(levelsReading(all['rcps'], 'rcps'), () => levelsReading(kms?.['rcps'], 'kms.rcps')),
  };
}

const absent: Reading<never> = { status: 'absent' };
const stated = (why: unknown): Reading<never> => ({
  status: 'unreadable',
  why: 'stated',
  error: String(why).slice(0, 200),
});

const isUnreadable = (slot: unknown): slot is { readonly unreadable: unknown } =>
  typeof slot === 'object' && slot !== null && !Array.isArray(slot) && 'unreadable' in slot;

function policyReading(slot: unknown, at: string, named: boolean): Reading<ReadPolicy> {
  if (slot === undefined || slot === null) return absent;
  if (isUnreadable(slot)) return stated(slot.unreadable);
  const { name, policy } = named ? namedIn(slot, at) : { name: at, policy: slot };
  if (isUnreadable(policy)) return stated(policy.unreadable);
  return { status: 'found', value: { name, document: checked(policy, named ? `${at}.policy` : at) } };
}

function policiesReading(slot: unknown, at: string): Reading<{ readonly policies: readonly NamedPolicy[] }> {
  if (slot === undefined) throw wrong(at, 'a list of policies');
  if (isUnreadable(slot)) return stated(slot.unreadable);
  return { status: 'found', value: { policies: policiesIn(slot, at) } };
}

function levelsReading(slot: unknown, at: string): Reading<OrganizationPolicies> {
  if (slot === undefined) throw wrong(at, 'a list of levels');
  if (isUnreadable(slot)) return stated(slot.unreadable);
  const levels = list(slot, at).map((level, index) => {
    const place = `${at}[${index}]`;
    const { target, policies } = object(level, place);
    if (isUnreadable(policies)) return { target: text(target, `${place}.target`), policies: unreadPart(policies) };
    return { target: text(target, `${place}.target`), policies: policiesIn(policies, `${place}.policies`) };
  });
  return { status: 'found', value: { levels } };
}

function grantsReading(slot: unknown, at: string): Reading<readonly KeyGrant[]> {
  if (slot === undefined) return { status: 'found', value: [] };
  if (isUnreadable(slot)) return stated(slot.unreadable);
  return { status: 'found', value: list(slot, at).map((grant, index) => object(grant, `${at}[${index}]`) as KeyGrant) };
}

function policiesIn(slot: unknown, at: string): readonly NamedPolicy[] {
  return list(slot, at).map((item, index): NamedPolicy => {
    const { name, policy } = namedIn(item, `${at}[${index}]`);
    if (isUnreadable(policy)) return { name, ...unreadPart(policy) };
    return { name, document: checked(policy, `${at}[${index}].policy`) };
  });
}

const unreadPart = ({ unreadable }: { readonly unreadable: unknown }) => ({
  unreadable: { why: 'stated', error: String(unreadable).slice(0, 200) } as const,
});

function namedIn(slot: unknown, at: string): { readonly name: string; readonly policy: unknown } {
  const { name, policy } = object(slot, at);
  if (policy === undefined) throw wrong(`${at}.policy`, 'a policy document');
  return { name: text(name, `${at}.name`), policy };
}

/** A policy that AWS would refuse makes the line an error. */
function checked(policy: unknown, at: string): unknown {
  const parsed = parsePolicy(policy);
  if (parsed.is === 'malformed')
    throw new ScenarioError(`${at} is no policy that AWS accepts: ${parsed.code} at ${parsed.at}`);
  return policy;
}

const account = /^\d{12}$/;

function principalOf(principal: string, request: Fields): Principal {
  if (principal === 'anonymous') return { type: 'anonymous' };
  if (principal.startsWith('service:')) return { type: 'service', service: principal.slice('service:'.length) };
  const [arn, , service, , accountId = '', ...rest] = principal.split(':');
  const [kind, ...names] = rest.join(':').split('/');
  if (arn !== 'arn' || !account.test(accountId))
    throw wrong('request.principal', 'an ARN, `anonymous` or `service:NAME`');
  const name = names.at(-1) ?? '';
  if (kind === 'root') return { type: 'root', arn: principal, accountId };
  if (service === 'iam' && kind === 'user') return { type: 'user', arn: principal, accountId, userName: name };
  if (service === 'iam' && kind === 'role') return { type: 'role', arn: principal, accountId, roleName: name };
  if (kind === 'federated-user') return { type: 'federated-user', arn: principal, accountId, name };
  if (kind !== 'assumed-role') throw wrong('request.principal', 'a user, role, session, federated user or root');
  const known = Object.entries(object(request['context'], 'request.context')).find(
    ([key]) => key.toLowerCase() === 'aws:principalarn',
  );
  const roleArn = typeof known?.[1] === 'string' ? known[1] : undefined;
  const [roleName = '', sessionName = ''] = names;
  return {
    type: 'assumed-role',
    arn: principal,
    accountId,
    roleName,
    sessionName,
    ...(roleArn === undefined ? {} : { roleArn }),
  };
}

function contextOf(asked: Fields, at: string): Context {
  const given = object(asked['context'], `${at}.context`);
  const known: Record<string, string | readonly string[]> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(given))
    known[key] = Array.isArray(value) ? value.map(String) : String(value);
  const unknown = asked['unknownContext'] === undefined ? [] : list(asked['unknownContext'], `${at}.unknownContext`);
  return {
    known,
    unknown: unknown.map((key, index) => ({ key: text(key, `${at}.unknownContext[${index}]`), why: 'stated' })),
  };
}

function requestOf(
  principal: Principal,
  main: BoundAuthorization,
  second: BoundAuthorization | undefined,
  endpoint: boolean,
): BoundRequest {
  return {
    eventId: '',
    time: '',
    region: '',
    partition: 'aws',
    eventSource: '',
    operation: '',
    errorCode: '',
    said: { is: 'absent' },
    principal,
    endpoint: endpoint ? { is: 'endpoint', id: 'vpce-scenario' } : { is: 'none' },
    parameters: {},
    resourceAccountId: main.resourceAccountId,
    bucketRegion: undefined,
    organizationId: undefined,
    authorizations: second === undefined ? [main] : [main, second],
    unknowns: [],
  };
}

function actionOf(value: unknown, at: string): string {
  const action = text(value, at);
  if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action)) throw wrong(at, 'an action such as `s3:GetObject`');
  return action;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'a text');
  return value;
}
function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list');
  return value;
}
function object(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object');
  return value as Fields;
}
const wrong = (at: string, wanted: string) => new ScenarioError(`\`${at}\` must be ${wanted}`);
