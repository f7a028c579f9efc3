import { uint16Array, type Arbitrary } from 'fast-check';
import { defined } from '../../src/defined';
import { conditionsNear } from './generate-conditions';
import type {
  Context,
  Document,
  Flags,
  Grant,
  Kms,
  Level,
  OneOrMany,
  Policy,
  PrincipalElement,
  Scenario,
  Scalar,
  Statement,
} from './scenario';
import { Tape } from './tape';

// Aimed at the edges: every element of a statement is made from the request, to match it or to miss it by little.

export const scenarios: Arbitrary<Scenario> = uint16Array({ minLength: 700, maxLength: 700 }).map((numbers) =>
  scenario(new Tape(numbers)),
);

const own = '111122223333';
const foreign = '444455556666';
const bucket = 'arn:aws:s3:::acme-data';
const key = 'arn:aws:kms:eu-west-1:ACCOUNT:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const objectKeys = [
  'key.txt',
  'home/alice/x',
  'red/a+b=c.txt',
  'photo(1)[x].{y}.JPG',
  'price$l^i|s\\t',
  'a\nb',
  'données',
  'k*y?',
];

interface Who {
  readonly principal: string;
  readonly principalArn?: string;
  readonly type?: string;
}
const sessions: readonly Who[] = [
  {
    principal: `arn:aws:sts::${own}:assumed-role/app/s1`,
    principalArn: `arn:aws:iam::${own}:role/app`,
    type: 'AssumedRole',
  },
  {
    principal: `arn:aws:sts::${own}:assumed-role/Loader/a@b`,
    principalArn: `arn:aws:iam::${own}:role/svc/ingest/Loader`,
    type: 'AssumedRole',
  },
];
const named = (principal: string, type: string): Who => ({ principal, principalArn: principal, type });
const callers: readonly Who[] = [
  ...sessions,
  ...sessions,
  named(`arn:aws:iam::${own}:user/alice`, 'User'),
  named(`arn:aws:iam::${own}:user/div/eng/carol`, 'User'),
  named(`arn:aws:sts::${own}:federated-user/dave`, 'FederatedUser'),
  named(`arn:aws:iam::${own}:root`, 'Account'),
  { principal: 'anonymous' },
  { principal: 'service:logging.s3.amazonaws.com' },
  {
    principal: `arn:aws:sts::${own}:assumed-role/AWSServiceRoleForX/x`,
    principalArn: `arn:aws:iam::${own}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
    type: 'AssumedRole',
  },
];

/** What the statements of one scenario are aimed at. */
interface Aim {
  readonly tape: Tape;
  readonly who: Who;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly kms?: { readonly action: string; readonly resource: string };
}

function scenario(tape: Tape): Scenario {
  const who = tape.pick(callers);
  const owner = tape.chance(30) ? foreign : own;
  const action = tape.pick([
    's3:GetObject',
    's3:PutObject',
    's3:ListBucket',
    's3:DeleteBucketPolicy',
    'kms:Decrypt',
    'kms:RetireGrant',
  ]);
  const isKms = action.startsWith('kms:');
  const isObject = /object$/i.test(action);
  const object = isObject ? `${bucket}/${tape.pick(objectKeys)}` : bucket;
  const resource = isKms ? key.replace('ACCOUNT', owner) : object;
  const context = contextOf(tape, who, owner);
  const keyOwner = tape.chance(30) ? foreign : own;
  const second = {
    action: action === 's3:PutObject' ? 'kms:GenerateDataKey' : 'kms:Decrypt',
    resource: key.replace('ACCOUNT', keyOwner),
  };
  const hasKms = isObject && who.principal !== 'anonymous' && tape.chance(45);
  const aim: Aim = { tape, who, action, resource, context, ...(hasKms ? { kms: second } : {}) };
  const isIam = who.type !== undefined;
  // Left open by AWS, and by the contract: session policies of users, boundaries and grants together, grants across accounts.
  const takesSession = who.type === 'AssumedRole' || who.type === 'FederatedUser';
  const sessionPolicies = takesSession && tape.chance(30) ? tape.upTo(2, () => policy(aim, 'session', 75)) : [];
  const boundary = isIam && who.type !== 'Account' && tape.chance(25) ? policy(aim, 'boundary', 75) : undefined;
  const mayHaveGrants = boundary === undefined && sessionPolicies.length === 0 && who.type === 'AssumedRole';
  return {
    id: 'random',
    request: { principal: who.principal, action, resource, resourceAccountId: owner, context },
    ...flagsOf(tape),
    identityPolicies: isIam ? tape.upTo(2, () => policy(aim, 'identity', 75)) : [],
    ...defined({ permissionsBoundary: boundary }),
    sessionPolicies,
    scps: isIam && tape.chance(40) ? levels(aim, scpsOfLevel) : [],
    rcps: tape.chance(30) ? levels(aim, rcpsOfLevel) : [],
    ...(!isKms && tape.chance(25)
      ? { vpcEndpointPolicy: { name: 'endpoint', policy: document(aim, 85, everybody) } }
      : {}),
    ...(tape.chance(isKms ? 100 : 65) ? { resourcePolicy: document(aim, 70, principal) } : {}),
    ...(isKms && mayHaveGrants && owner === own && tape.chance(40) ? { grants: [grant(aim, action)] } : {}),
    ...(hasKms ? { kms: kmsOf(aim, keyOwner, mayHaveGrants && keyOwner === own) } : {}),
  };
}

function kmsOf(aim: Aim, keyAccountId: string, mayHaveGrants: boolean): Kms {
  const { tape } = aim;
  const { action, resource } = aim.kms!;
  const context = {
    ...aim.context,
    'aws:ViaAWSService': 'true',
    'kms:CallerAccount': own,
    'kms:EncryptionContext:aws:s3:arn': aim.resource,
    'kms:EncryptionContextKeys': ['aws:s3:arn'],
  };
  const aimed = { ...aim, context };
  return {
    action,
    keyArn: resource,
    keyAccountId,
    keyManager: tape.chance(15) ? 'AWS' : 'CUSTOMER',
    keyPolicy: document(aimed, 80, principal),
    ...(mayHaveGrants && tape.chance(35) ? { grants: [grant(aim, action)] } : {}),
    rcps: tape.chance(25) ? levels(aimed, rcpsOfLevel) : [],
    context,
  };
}

function contextOf(tape: Tape, who: Who, owner: string): Context {
  const team = tape.pick(['red', 'Blue', 'r*d']);
  const optional: Readonly<Record<string, OneOrMany<Scalar>>> = {
    'aws:PrincipalTag/team': team,
    'aws:PrincipalTag/twin': tape.pick([team, 'red', 'RED']),
    'aws:ResourceTag/team': tape.pick([team, `${team}-1`, 'blue']),
    'aws:SourceIp': tape.pick(['203.0.113.10', '2001:db8::17']),
    'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:topic',
    'aws:MultiFactorAuthPresent': tape.chance(50),
    'aws:MultiFactorAuthAge': tape.pick<Scalar>(['300', 300, 3600.5]),
    's3:TlsVersion': tape.pick<Scalar>(['1.2', 1.3]),
    's3:prefix': tape.pick(['home/alice/', '']),
    'aws:TokenIssueTime': tape.pick(['2026-11-23T11:00:00Z', '1795431600']),
    'aws:PrincipalTag/bin': 'YmluYXJ5LXZhbHVl',
    'aws:PrincipalOrgPaths': tape.pick([['o-a/r-b/ou-c/'], ['o-a/r-b/ou-c/', 'o-a/r-b/ou-d/'], []]),
    'aws:TagKeys': tape.pick([['class', 'owner'], ['class']]),
  };
  const present = Object.fromEntries(tape.some(Object.entries(optional), 60));
  return {
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': '2026-11-23T12:00:00Z',
    'aws:ResourceAccount': owner,
    ...(who.type === undefined ? {} : { 'aws:PrincipalArn': who.principalArn!, 'aws:PrincipalType': who.type }),
    ...(who.type === 'User' ? { 'aws:username': 'alice' } : {}),
    ...present,
  };
}

function flagsOf(tape: Tape): { readonly flags?: Flags } {
  if (!tape.chance(12)) return {};
  const names = [
    'principalAccountIsManagement',
    'resourceAccountIsManagement',
    'keyAccountIsManagement',
    'principalIsServiceLinkedRole',
    'awsManagedKey',
  ] as const;
  return { flags: { [tape.pick(names)]: true } };
}

type MakePrincipal = (aim: Aim, effect: string) => Partial<Statement>;
const nobody: MakePrincipal = () => ({});
const everybody: MakePrincipal = () => ({ Principal: '*' });

function policy(aim: Aim, name: string, allows: number): Policy {
  return { name, policy: document(aim, allows, nobody) };
}

function document(aim: Aim, allows: number, who: MakePrincipal): Document {
  const { tape } = aim;
  const statements = Array.from({ length: 1 + tape.below(3) }, () => {
    return statement(aim, tape.chance(100 - allows) ? 'Deny' : 'Allow', who);
  });
  const Version = tape.pick(['2012-10-17', '2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined]);
  const one = statements.length === 1 && tape.chance(20);
  return { ...defined({ Version }), Statement: one ? statements[0]! : statements };
}

function statement(aim: Aim, Effect: 'Allow' | 'Deny', who: MakePrincipal): Statement {
  const { tape } = aim;
  const denies = Effect === 'Deny';
  return {
    ...(tape.chance(30) ? { Sid: `S${tape.below(9)}` } : {}),
    Effect,
    ...who(aim, Effect),
    ...(tape.chance(10) ? { NotAction: actions(aim, 25) } : { Action: actions(aim, 85) }),
    ...(tape.chance(10) ? { NotResource: resources(aim, 25, false) } : { Resource: resources(aim, 85, true) }),
    ...(tape.chance(denies ? 75 : 40) ? { Condition: conditionsNear(tape, aim.context) } : {}),
  };
}

function actions({ tape, action, kms }: Aim, matching: number): OneOrMany<string> {
  const of = (name: string) => {
    const [service, verb] = name.split(':') as [string, string];
    const hits = [
      name,
      '*',
      `${service}:*`,
      `${service.toUpperCase()}:${verb.toLowerCase()}`,
      `${service}:${verb.slice(0, 3)}*`,
      `${service}:?${verb.slice(1)}`,
      `${service}:*${verb.slice(-2)}`,
    ];
    const misses = [
      `${name}?`,
      `${name}Acl`,
      `${service}:${verb.slice(1)}`,
      `sqs:*`,
      `${service}:${verb.slice(0, -1)}`,
    ];
    return tape.pick(tape.chance(100 - matching) ? misses : hits);
  };
  const one = of(action);
  if (kms !== undefined && tape.chance(70)) return [one, of(kms.action)];
  return tape.chance(30) ? ['sns:Publish', one] : one;
}

function resources({ tape, resource, kms, context }: Aim, matching: number, variables: boolean): OneOrMany<string> {
  const of = (arn: string) => {
    const fields = arn.split(':');
    const rest = fields.slice(5).join(':');
    const head = fields.slice(0, 5).join(':');
    const team = context['aws:PrincipalTag/team'];
    const dynamic = [
      ...(typeof team === 'string' ? [`${head}:${rest.replace(team, '${aws:principaltag/team}')}`] : []),
      `${head}:${rest.slice(0, -1)}\${aws:PrincipalTag/none, '${rest.slice(-1)}'}`,
      `${head}:${rest.replace('*', '${*}').replace('?', '${?}')}`,
    ];
    const hits = [
      '*',
      arn,
      `${head}:*`,
      `${head}:${rest.slice(0, 4)}*`,
      `arn:*:${fields[2]}:*:*:${rest.slice(0, 3)}*`,
      `${head}:${rest.slice(0, -1)}?`,
      `arn:aws:${fields[2]}`,
      `arn:aws:${fields[2]}:*`,
      ...(variables ? dynamic : []),
    ];
    const misses = [
      `${arn}x`,
      arn.slice(0, -1),
      `${head}:${rest.toUpperCase()}Z`,
      `arn:aws:sqs:::${rest}`,
      `${head}:${rest}?`,
      ...(variables ? [`${head}:\${aws:PrincipalTag/none}*`] : []),
    ];
    return tape.pick(tape.chance(100 - matching) ? misses : hits);
  };
  const one = of(resource);
  if (kms !== undefined && tape.chance(70)) return [one, of(kms.resource)];
  return tape.chance(30) ? ['arn:aws:sqs:*:*:q', one] : one;
}

const principal: MakePrincipal = ({ tape, who }, effect) => {
  const isService = who.principal.startsWith('service:');
  const root = `arn:aws:iam::${own}:root`;
  const role = who.type === 'AssumedRole' ? [who.principalArn!] : [];
  if (effect === 'Deny' && tape.chance(10)) {
    const all = [root, ...role, who.principal];
    const others = [`arn:aws:iam::${foreign}:root`, `arn:aws:iam::${foreign}:user/Bob`];
    if (who.type !== undefined) return { NotPrincipal: { AWS: tape.pick([all, others, all.slice(0, -1)]) } };
  }
  const selves = who.type === undefined || who.type === 'Account' ? [] : [who.principal];
  const accounts = who.type === undefined ? [] : [root, own];
  const others = [
    `arn:aws:iam::${foreign}:user/Bob`,
    ...selves.map((name) => `${name}x`),
    'AROAEXAMPLEDELETED',
    `arn:aws:iam::${own}:role/other`,
  ];
  const hits: PrincipalElement[] = ['*', ...(isService ? [{ Service: who.principal.slice(8) }] : [{ AWS: '*' }])];
  for (const name of [...selves, ...role, ...accounts]) hits.push({ AWS: name }, { AWS: [others[0]!, name] });
  const misses: PrincipalElement[] = [{ AWS: others }, { AWS: foreign }, { Service: 'config.amazonaws.com' }];
  return { Principal: tape.pick(tape.chance(25) ? misses : hits) };
};

function levels(aim: Aim, policies: (aim: Aim) => readonly Policy[]): Level[] {
  return ['r-ab12', 'ou-ab12-1', own].slice(aim.tape.below(3)).map((target) => ({ target, policies: policies(aim) }));
}

const fullAccess: Policy = {
  name: 'FullAWSAccess',
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

function scpsOfLevel(aim: Aim): Policy[] {
  const { tape } = aim;
  const full = tape.chance(20) ? [] : [fullAccess];
  return [...full, ...(tape.chance(50) ? [policy(aim, 'guardrail', full.length === 0 ? 80 : 30)] : [])];
}

function rcpsOfLevel(aim: Aim): Policy[] {
  return aim.tape.chance(50) ? [{ name: 'perimeter', policy: document(aim, 0, everybody) }] : [];
}

function grant({ tape, who, resource }: Aim, action: string): Grant {
  const operation = action.slice('kms:'.length);
  const constraints: readonly Grant['Constraints'][] = [
    undefined,
    { EncryptionContextSubset: { 'aws:s3:arn': resource } },
    { EncryptionContextEquals: { 'aws:s3:arn': resource } },
    { EncryptionContextSubset: { 'aws:s3:arn': `${resource}x` } },
    { EncryptionContextEquals: { 'aws:s3:arn': resource, more: 'x' } },
  ];
  const Constraints = tape.pick(constraints);
  return {
    GrantId: 'g1',
    GranteePrincipal: tape.pick([
      who.principalArn!,
      who.principal,
      `arn:aws:iam::${own}:root`,
      `arn:aws:iam::${own}:role/other`,
    ]),
    Operations: tape.pick([[operation, 'DescribeKey'], ['DescribeKey']]),
    ...defined({ Constraints }),
  };
}
