import { uint16Array, type Arbitrary } from 'fast-check';
import type { PartialScenario } from './brute-force';
import { Tape } from './tape';

// Small scenarios: few keys, values that overlap, one to four keys and two policies at most that are not known.

export const partialScenarios: Arbitrary<PartialScenario> = uint16Array({ minLength: 160, maxLength: 160 }).map(
  (numbers) => partialScenario(new Tape(numbers)),
);

const own = '111122223333';
const foreign = '444455556666';
const session = `arn:aws:sts::${own}:assumed-role/app/s`;
const role = `arn:aws:iam::${own}:role/app`;
const root = `arn:aws:iam::${own}:root`;
const unread = { unreadable: 'access-denied' };
type Json = Readonly<Record<string, unknown>>;

function partialScenario(tape: Tape): PartialScenario {
  const principal = tape.pick([
    session,
    session,
    `arn:aws:iam::${own}:user/alice`,
    `arn:aws:sts::${own}:federated-user/d`,
    'anonymous',
  ]);
  const isIam = principal !== 'anonymous';
  const keys = [...tape.some(Object.keys(conditions), 25), ...(tape.chance(70) ? [tags] : [])];
  const unknownContext = keys
    .map((key) => (key === tags && tape.chance(30) ? 'aws:principaltag/*' : key))
    .slice(0, tape.pick([2, 2, 3, 4]));
  const known = Object.fromEntries(tape.some(Object.entries(values), 30).filter(([key]) => !keys.includes(key)));
  const context = { ...known, ...(isIam ? { 'aws:PrincipalArn': principal === session ? role : principal } : {}) };
  // Few enough slots to try everything that they might hold.
  let unreadable = tape.below(3);
  const orUnread = (chance: number, readable: () => unknown) => {
    if (unreadable === 0 || !tape.chance(chance)) return readable();
    unreadable -= 1;
    return unread;
  };
  const policies = (name: string) =>
    orUnread(15, () => tape.upTo(2, () => ({ name, policy: orUnread(10, () => document(tape, name)) })));
  const level = (name: string) => ({
    target: 'r-1',
    policies: orUnread(15, () => [{ name, policy: document(tape, name) }]),
  });
  const optional = (chance: number, slot: string, make: () => unknown): Json => {
    if (tape.chance(chance)) return { [slot]: orUnread(25, make) };
    return {};
  };
  const hasKms = isIam && tape.chance(30);
  return {
    id: 'random',
    ...(tape.chance(60) ? { observed: 'denied' as const } : {}),
    request: {
      principal,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/red/x',
      resourceAccountId: tape.pick([own, own, own, foreign]),
      context,
      unknownContext,
    },
    identityPolicies: isIam ? policies('identity') : [],
    ...(principal === session
      ? optional(25, 'permissionsBoundary', () => ({ name: 'b', policy: document(tape, 'limit') }))
      : {}),
    sessionPolicies:
      principal !== 'anonymous' && !principal.includes(':user/') && tape.chance(25) ? policies('limit') : [],
    scps: isIam && tape.chance(40) ? orUnread(25, () => [level('limit')]) : [],
    rcps: tape.chance(25) ? orUnread(30, () => [level('rcp')]) : [],
    ...optional(20, 'vpcEndpointPolicy', () => ({ name: 'e', policy: document(tape, 'endpoint') })),
    ...optional(70, 'resourcePolicy', () => document(tape, 'resource')),
    ...(hasKms ? { kms: kms(tape, context, unknownContext, orUnread) } : {}),
  };
}

function kms(
  tape: Tape,
  context: Json,
  unknownContext: readonly string[],
  orUnread: (chance: number, make: () => unknown) => unknown,
): Json {
  const keyAccountId = tape.pick([own, own, own, foreign]);
  return {
    action: 'kms:Decrypt',
    keyArn: `arn:aws:kms:eu-west-1:${keyAccountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    keyAccountId,
    keyManager: tape.pick(['CUSTOMER', 'CUSTOMER', 'AWS']),
    keyPolicy: orUnread(20, () => document(tape, 'resource')),
    rcps: tape.chance(20) ? orUnread(40, () => []) : [],
    context,
    unknownContext,
  };
}

type Kind = 'identity' | 'limit' | 'rcp' | 'endpoint' | 'resource';

function document(tape: Tape, name: string): Json {
  const kind = name as Kind;
  const statements = Array.from({ length: 1 + tape.below(2) }, (_, at) => statement(tape, kind, at));
  const principal = kind === 'endpoint' || kind === 'resource' ? { Principal: '*' } : {};
  const open = { Effect: 'Allow', ...principal, Action: '*', Resource: '*' };
  const opens = { identity: 60, limit: 85, rcp: 0, endpoint: 85, resource: 40 }[kind];
  return { Version: '2012-10-17', Statement: tape.chance(opens) ? [open, ...statements] : statements };
}

function statement(tape: Tape, kind: Kind, at: number): Json {
  const denies = kind === 'rcp' || tape.chance(at === 0 ? 20 : 40);
  const principals = ['*', { AWS: session }, { AWS: role }, { AWS: root }, { AWS: `arn:aws:iam::${foreign}:root` }];
  const Principal =
    kind === 'resource'
      ? { Principal: tape.pick(principals) }
      : kind === 'rcp' || kind === 'endpoint'
        ? { Principal: '*' }
        : {};
  return {
    Effect: denies ? 'Deny' : 'Allow',
    ...Principal,
    Action: tape.pick(['*', '*', 's3:GetObject', 'kms:*', 's3:PutObject', 's3:PutObject']),
    Resource: tape.chance(15) ? `arn:aws:s3:::b/\${${tags}}/*` : '*',
    ...(tape.chance(denies ? 95 : 60) ? { Condition: condition(tape) } : {}),
  };
}

const tags = 'aws:PrincipalTag/team';
const twin = 'aws:PrincipalTag/twin';
const objectTag = 's3:ExistingObjectTag/team';
const variables = [`\${${tags}}`, [`\${${tags}}`, `\${${twin}}`], [`\${${tags}}`, `r\${${twin}}`]];
const texts = ['red', 'a*', '*b', 'r?d', '?e?', 'blue', '??', '*', 'RED'];
const conditions: Readonly<Record<string, readonly (readonly [operator: string, wanted: readonly unknown[]])[]>> = {
  [tags]: [
    ['StringEquals', ['red', 'blue']],
    ['StringNotEquals', ['red', 'blue', ['red', 'blue']]],
    ['StringLike', texts],
    ['StringNotLike', [...texts, ['a*', '*b']]],
    ['StringEqualsIfExists', ['red', 'blue']],
    ['StringEqualsIgnoreCase', ['RED', 'red']],
    ['Null', ['true', 'false']],
  ],
  [twin]: [
    ['StringEquals', ['red', 'blue']],
    ['StringNotLike', ['r*', '?ed']],
  ],
  [objectTag]: [
    ['StringEquals', variables],
    ['StringNotEquals', variables],
    ['StringLike', [[`\${${tags}}*`, `*\${${twin}}`], `\${${tags}}?`, `?\${${twin}}`]],
    ['StringNotEqualsIgnoreCase', variables],
  ],
  'aws:SourceIp': [
    ['IpAddress', ['10.0.0.0/8', '10.1.0.0/16', '2001:db8::/32', '0.0.0.0/0']],
    ['NotIpAddress', ['10.0.0.0/8', ['10.1.0.0/16', '2001:db8::/32']]],
  ],
  'aws:MultiFactorAuthPresent': [
    ['Bool', ['true', 'false']],
    ['BoolIfExists', ['true', 'false']],
  ],
  'aws:MultiFactorAuthAge': [
    ['NumericLessThan', ['100', '200']],
    ['NumericGreaterThanEquals', ['100', '200']],
    ['NumericGreaterThanIfExists', ['200']],
    ['NumericNotEquals', ['100']],
  ],
  'aws:PrincipalOrgPaths': [
    ['ForAnyValue:StringEquals', ['o/x/', 'o/y/']],
    ['ForAllValues:StringEquals', ['o/x/', ['o/x/', 'o/y/']]],
    ['ForAnyValue:StringLike', ['o/*']],
    ['ForAllValues:StringNotEquals', ['o/x/', 'o/y/']],
  ],
};
const values: Json = {
  [tags]: 'red',
  [twin]: 'red',
  [objectTag]: 'red',
  'aws:SourceIp': '10.1.2.3',
  'aws:MultiFactorAuthPresent': 'true',
  'aws:PrincipalOrgPaths': ['o/x/'],
};

function condition(tape: Tape): Json {
  const key = tape.chance(40) ? tape.pick(Object.keys(conditions)) : tags;
  const [operator, wanted] = tape.pick(conditions[key]!);
  return { [operator]: { [key]: tape.pick(wanted) } };
}
