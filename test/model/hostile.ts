import type { Context, OneOrMany, Scalar, Scenario, Statement } from './scenario';

/** A policy and a request that grow together, made to hurt. */
export interface HostileCase {
  readonly name: string;
  readonly make: (size: number) => Scenario;
  readonly decision: 'allowed' | 'implicit-deny';
  /** Policy and request both grow with size, so that cost may grow with its square. */
  readonly growth: 'linear' | 'product';
}

const role = 'arn:aws:iam::111122223333:role/app';

interface Hostile {
  readonly key?: string;
  readonly context?: Context;
  readonly statements: readonly Statement[];
}

function scenario({ key = 'k', context = {}, statements }: Hostile): Scenario {
  return {
    id: 'hostile',
    request: {
      principal: 'arn:aws:sts::111122223333:assumed-role/app/s',
      action: 's3:GetObject',
      resource: `arn:aws:s3:::b/${key}`,
      resourceAccountId: '111122223333',
      context: { 'aws:PrincipalArn': role, ...context },
    },
    identityPolicies: [{ name: 'hostile', policy: { Version: '2012-10-17', Statement: statements } }],
    sessionPolicies: [],
    scps: [],
    rcps: [],
  };
}

const allow = (more: Partial<Statement>): Statement => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const when = (operator: string, key: string, wanted: OneOrMany<Scalar>): Statement =>
  allow({ Condition: { [operator]: { [key]: wanted } } });
const list = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));
const tag = 'aws:PrincipalTag/x';

export const hostileCases: readonly HostileCase[] = [
  {
    name: 'a resource with a wildcard before every letter',
    make: (size) =>
      scenario({
        key: 'a'.repeat(size),
        statements: [allow({ Resource: `arn:aws:s3:::b/${'*a'.repeat(size / 2)}*b` })],
      }),
    decision: 'implicit-deny',
    growth: 'product',
  },
  {
    name: 'a StringLike of wildcards and question marks',
    make: (size) =>
      scenario({
        context: { [tag]: 'a'.repeat(size) },
        statements: [when('StringLike', tag, `${'*?a'.repeat(size / 3)}*b`)],
      }),
    decision: 'implicit-deny',
    growth: 'product',
  },
  {
    name: 'an ArnLike of wildcards in every field',
    make: (size) => {
      const [stars, letters] = [`${'*a'.repeat(size / 6)}*b`, 'a'.repeat(size / 6)];
      const arn = (field: string) => ['arn', 'aws', field, field, field, field].join(':');
      return scenario({
        context: { 'aws:SourceArn': arn(letters) },
        statements: [when('ArnLike', 'aws:SourceArn', arn(stars))],
      });
    },
    decision: 'implicit-deny',
    growth: 'product',
  },
  {
    name: 'an action of wildcards',
    make: (size) => scenario({ statements: [allow({ Action: `s3:${'*e'.repeat(size)}*q` })] }),
    decision: 'implicit-deny',
    growth: 'linear',
  },
  {
    name: 'many statements',
    make: (size) => scenario({ statements: list(size, (at) => allow({ Sid: `S${at}`, Action: `s3:Get${at}*` })) }),
    decision: 'implicit-deny',
    growth: 'linear',
  },
  {
    name: 'many actions, resources and values',
    make: (size) => {
      const statement = allow({
        Action: list(size, (at) => `s3:Put${at}`).concat('s3:Get*'),
        Resource: list(size, (at) => `arn:aws:s3:::b/${at}/*`).concat('*'),
        Condition: { StringEquals: { [tag]: list(size, (at) => `v${at}`) } },
      });
      return scenario({ context: { [tag]: `v${size - 1}` }, statements: [statement] });
    },
    decision: 'allowed',
    growth: 'linear',
  },
  {
    name: 'many values wanted of a key with many values',
    make: (size) => {
      const wanted = list(size, (at) => `v${at}`);
      return scenario({
        context: { 'aws:TagKeys': wanted.toReversed() },
        statements: [when('ForAllValues:StringEquals', 'aws:TagKeys', wanted)],
      });
    },
    decision: 'allowed',
    growth: 'product',
  },
  {
    name: 'many address ranges',
    make: (size) => {
      const ranges = list(size, (at) => `10.${Math.floor(at / 256) % 256}.${at % 256}.0/24`);
      return scenario({
        context: { 'aws:SourceIp': '192.0.2.1' },
        statements: [when('IpAddress', 'aws:SourceIp', ranges)],
      });
    },
    decision: 'implicit-deny',
    growth: 'linear',
  },
  {
    name: 'many dates and numbers',
    make: (size) =>
      scenario({
        context: { 'aws:CurrentTime': '2026-11-23T12:00:00Z', 's3:max-keys': '1' },
        statements: [
          when(
            'DateEquals',
            'aws:CurrentTime',
            list(size, (at) => `2025-01-01T00:00:00.${at % 1000}Z`),
          ),
          when(
            'NumericEquals',
            's3:max-keys',
            list(size, (at) => `1${'0'.repeat(at % 20)}1`),
          ),
        ],
      }),
    decision: 'implicit-deny',
    growth: 'linear',
  },
  {
    name: 'a text of nothing but variables',
    make: (size) =>
      scenario({
        context: { [tag]: 'a' },
        key: 'a'.repeat(size),
        statements: [allow({ Resource: `arn:aws:s3:::b/${`\${${tag}}`.repeat(size)}` })],
      }),
    decision: 'allowed',
    growth: 'product',
  },
  ...['${', '${a', `\${a, '`, `\${${' '.repeat(20)}`, '${*', '$', '{', '}', "'"].map((piece): HostileCase => ({
    name: `\`${piece.replaceAll('                    ', '␠…')}\` that never ends`,
    make: (size) => {
      const text = piece.startsWith('${ ') ? `\${${' '.repeat(size)}` : piece.repeat(size / piece.length);
      return scenario({
        statements: [when('StringEquals', 'aws:PrincipalArn', text), allow({ Resource: `arn:aws:s3:::c/${text}` })],
      });
    },
    decision: 'implicit-deny',
    growth: 'linear',
  })),
  {
    name: 'digits that never end',
    make: (size) =>
      scenario({
        context: {
          's3:max-keys': '1'.repeat(size),
          'aws:CurrentTime': '1'.repeat(size),
          'aws:SourceIp': '1'.repeat(size),
        },
        statements: [
          when('NumericEquals', 's3:max-keys', '7'),
          when('DateEquals', 'aws:CurrentTime', '2026-11-23'),
          when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
        ],
      }),
    decision: 'implicit-deny',
    growth: 'linear',
  },
  {
    name: 'a context of many keys',
    make: (size) =>
      scenario({
        context: Object.fromEntries(list(size, (at) => [`aws:PrincipalTag/t${at}`, `v${at}`])),
        statements: list(size, (at) => when('StringEquals', `aws:PrincipalTag/t${at}`, 'nothing')),
      }),
    decision: 'implicit-deny',
    growth: 'linear',
  },
];
