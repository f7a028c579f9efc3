import type { Document, OneOrMany, Scalar, Statement } from './scenario';

// Policies as large as AWS takes them, over keys that cannot be known: guardrails, hotlink protection, tags.

export interface UnknownKeysCase {
  readonly name: string;
  /** The scenario with the keys unknown, and the same with a value for each. */
  readonly unknown: object;
  readonly known: object;
  readonly decision: string;
  readonly exact: boolean;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, OneOrMany<Scalar>>>>>;

interface Given {
  /** Unknown keys, and what they are otherwise. */
  readonly keys: Readonly<Record<string, string>>;
  readonly slots: Readonly<Record<string, unknown>>;
  /** Slots that cannot be read where keys are unknown. */
  readonly unread?: readonly string[];
  /** A session of which the role is unknown as well. */
  readonly caller?: string;
}

const account = '111122223333';
const user = `arn:aws:iam::${account}:user/alice`;
const session = `arn:aws:sts::${account}:assumed-role/app/s`;
const unreadable = { unreadable: 'access-denied' };
const list = <T>(size: number, make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));
const tag = (at: number) => `aws:PrincipalTag/tag-${at}`;
const tags = (many: number) => Object.fromEntries(list(many, (at) => [tag(at), 'none']));
/** Words that differ early, as names of teams do. */
const word = (at: number) => ['amber', 'birch', 'cedar', 'delta', 'ember', 'frost', 'grove', 'haven'][at % 8]! + at;

const policy = (...statements: readonly Statement[]): Document => ({ Version: '2012-10-17', Statement: statements });
const named = (document: Document) => ({ name: 'policy', policy: document });
const allowAll: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const when = (Effect: 'Allow' | 'Deny', Condition: Conditions): Statement => ({ ...allowAll, Effect, Condition });
const deny = (Condition: Conditions) => when('Deny', Condition);
/** Statements of a bucket policy, for everybody. */
const ofBucket = (...statements: readonly Statement[]) => ({
  resourcePolicy: policy(...statements.map((statement) => ({ ...statement, Principal: '*' as const }))),
});
const ofOrganization = (...statements: readonly Statement[]) => ({
  scps: [{ target: 'r-1', policies: [named(policy(allowAll, ...statements))] }],
});

function scenario({ keys, slots, unread = [], caller = user }: Given, isUnknown: boolean): object {
  const own = Object.keys(keys).includes('aws:PrincipalArn') ? {} : { 'aws:PrincipalArn': user };
  const context = isUnknown ? { context: own, unknownContext: Object.keys(keys) } : { context: { ...own, ...keys } };
  const { kms, ...others } = slots;
  return {
    id: 'hostile',
    request: {
      principal: caller,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::bucket/key',
      resourceAccountId: account,
      ...context,
    },
    identityPolicies: [named(policy(allowAll))],
    sessionPolicies: [],
    scps: [],
    rcps: [],
    ...others,
    ...(kms === undefined ? {} : { kms: { ...kms, ...context } }),
    ...(isUnknown ? Object.fromEntries(unread.map((slot) => [slot, unreadable])) : {}),
  };
}

function hostile(name: string, given: Given, decision = 'unknown', exact = true): UnknownKeysCase {
  return { name, unknown: scenario(given, true), known: scenario(given, false), decision, exact };
}

const hotlink = (many: number) =>
  hostile(`${many} sites that may link to the bucket`, {
    keys: { 'aws:Referer': 'https://elsewhere.example' },
    slots: ofBucket(
      deny({ StringNotLike: { 'aws:Referer': list(many, (at) => `https://*.${word(at)}.example.com/*`) } }),
    ),
  });

const guardrail = (many: number, caller: string) =>
  hostile(`a guardrail that spares ${many} patterns of roles${caller === user ? '' : ', the path being unknown'}`, {
    keys: { 'aws:PrincipalArn': caller === user ? user : `arn:aws:iam::${account}:role/app` },
    slots: ofOrganization(
      deny({ ArnNotLike: { 'aws:PrincipalArn': list(many, (at) => `arn:aws:iam::*:role/*${word(at)}*`) } }),
    ),
    caller,
  });

const statements = (many: number, operator: string) =>
  hostile(`${many} statements of ${operator} on one tag`, {
    keys: tags(1),
    slots: ofBucket(...list(many, (at) => deny({ [operator]: { [tag(0)]: `*${word(at)}*` } }))),
  });

const patterns = (many: number, from: number, form: (text: string) => string) =>
  list(many, (at) => form(word(from + at)));

const twelveTags = (at: number) => tag(at % 12);

export const unknownKeysCases: readonly UnknownKeysCase[] = [
  ...[4, 8, 16, 32].map(hotlink),
  ...[8, 15].flatMap((many) => [guardrail(many, user), guardrail(many, session)]),
  ...[16, 64, 200].flatMap((many) => [statements(many, 'StringLike'), statements(many, 'StringNotLike')]),
  hostile('8 tags of 16 patterns', {
    keys: tags(8),
    slots: ofBucket(
      ...list(8, (at) => deny({ StringNotLike: { [tag(at)]: patterns(16, at, (text) => `*-${text}-*`) } })),
    ),
  }),
  hostile(
    '8 tags of 16 patterns in two layers',
    {
      keys: tags(8),
      slots: {
        ...ofBucket(
          ...list(8, (at) => deny({ StringNotLike: { [tag(at)]: patterns(16, at, (text) => `*-${text}-*`) } })),
        ),
        ...ofOrganization(
          ...list(8, (at) => deny({ StringLike: { [tag(at)]: patterns(16, at, (text) => `*-${text}*`) } })),
        ),
      },
    },
    'explicit-deny',
  ),
  hostile('one tag compared with another, and with 12 patterns', {
    keys: tags(2),
    slots: ofBucket(
      deny({
        StringNotLike: {
          [tag(0)]: [...patterns(12, 0, (text) => `*-${text}-*`), `\${${tag(1)}}`, `of-\${${tag(1)}}-*`],
        },
      }),
    ),
  }),
  hostile('3 tags of 12 long patterns, each compared with the next', {
    keys: tags(3),
    slots: ofBucket(
      ...list(3, (at) =>
        deny({
          StringNotLike: {
            [tag(at)]: [
              ...patterns(12, at, (text) => `*-a-department-or-a-project-of-some-name-${text}-and-whatever-follows-*`),
              `of-\${${tag((at + 1) % 3)}}*`,
            ],
          },
        }),
      ),
    ),
  }),
  hostile('20 KB of a bucket policy over 12 tags', {
    keys: tags(12),
    slots: ofBucket(...list(140, (at) => deny({ StringNotLike: { [twelveTags(at)]: `*${word(at)}*` } }))),
  }),
  hostile(
    '20 KB of a bucket policy over 12 tags, two in each statement',
    {
      keys: tags(12),
      slots: ofBucket(
        ...list(110, (at) =>
          deny({
            StringNotLike: { [twelveTags(at)]: `*${word(at)}*` },
            StringLike: { [twelveTags(at * 5 + 1)]: `*${word(at * 3)}*` },
          }),
        ),
      ),
    },
    'unknown',
    false,
  ),
  hostile(
    '12 tags in four policies of many patterns',
    {
      keys: tags(12),
      slots: {
        ...ofBucket(...list(110, (at) => deny({ StringNotLike: { [twelveTags(at)]: `*${word(at)}*` } }))),
        ...ofOrganization(...list(40, (at) => deny({ StringLike: { [twelveTags(at)]: `*${word(at)}*` } }))),
        permissionsBoundary: named(
          policy(...list(40, (at) => when('Allow', { StringLike: { [twelveTags(at)]: `${word(at)}*` } }))),
        ),
        identityPolicies: [
          named(policy(...list(40, (at) => when('Allow', { StringEquals: { [twelveTags(at)]: word(at) } })))),
        ],
      },
    },
    'explicit-deny',
  ),
  ...[8, 14].map((many) =>
    hostile(`${many} tags of one value each, and six slots that cannot be read`, {
      keys: tags(many),
      slots: {
        ...ofBucket(...list(many, (at) => deny({ StringEquals: { [tag(at)]: 'red' } }))),
        kms: {
          action: 'kms:Decrypt',
          keyArn: `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
          keyAccountId: account,
          keyManager: 'CUSTOMER',
          keyPolicy: policy({ ...allowAll, Principal: { AWS: account } }),
          rcps: [],
        },
      },
      unread: ['identityPolicies', 'permissionsBoundary', 'sessionPolicies', 'scps', 'rcps', 'grants'],
    }),
  ),
  hostile('16 tags in one statement', {
    keys: tags(16),
    slots: ofBucket(deny({ StringEquals: Object.fromEntries(list(16, (at) => [tag(at), 'red'])) })),
  }),
  hostile('seven levels, each of which allows by another tag', {
    keys: tags(7),
    slots: {
      scps: list(7, (at) => ({
        target: `ou-${at}`,
        policies: [named(policy(when('Allow', { StringEquals: { [tag(at)]: 'red' } })))],
      })),
    },
  }),
];

/** Lists of variables: a line of which no key is unknown does next to nothing for each, so that they are bounded by steps. */
export const manyVariablesCases: readonly UnknownKeysCase[] = [
  ...(['Resource', 'NotResource'] as const).map((element) =>
    hostile(`a ${element} of 30 unknown variables`, {
      keys: tags(30),
      slots: ofBucket({
        Effect: 'Deny',
        Action: '*',
        [element]: list(30, (at) => `arn:aws:s3:::bucket/\${${tag(at)}}*`),
      }),
    }),
  ),
  ...['StringLike', 'StringNotLike'].map((operator) =>
    hostile(`one tag compared by ${operator} with 30 others, and with 3 patterns`, {
      keys: tags(31),
      slots: ofBucket(
        deny({
          [operator]: {
            [tag(30)]: [...list(30, (at) => `\${${tag(at)}}`), ...patterns(3, 0, (text) => `*-${text}-*`)],
          },
        }),
      ),
    }),
  ),
];
