import { defined } from '../../defined';
import { absent, found, unread, type Case } from '../../judging/cases/cases';
import {
  allowAll,
  anonymous,
  denyAll,
  ifRed,
  pathUnknown,
  policy,
  root,
  service,
  tagsUnknown,
} from '../../judging/cases/policies';

const role = { AWS: 'arn:aws:iam::111122223333:role/app' };
const session = { AWS: 'arn:aws:sts::111122223333:assumed-role/app/session' };
const allow = (Principal: unknown) => ({ ...allowAll, Principal });
const deny = { ...denyAll, Principal: '*' };
const says = (...statements: readonly object[]) => ({ policy: found(policy(...statements)) });

const bucketArn = 'arn:aws:s3:::amzn-s3-demo-bucket';
const pointArn = 'arn:aws:s3:us-east-1:111122223333:accesspoint/reports/object/a.csv';
const delegated = { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } };
const throughPoint = {
  authorization: {
    resource: pointArn,
    bucketResource: `${bucketArn}/a.csv`,
    context: {
      known: { 's3:DataAccessPointAccount': '111122223333', 'aws:PrincipalArn': role.AWS },
      unknown: [],
    },
  },
};

export const cases: readonly Case[] = [
  { when: 'it names the role', evidence: says(allow(role)), outcome: 'allows', reaches: ['role'] },
  { when: 'it names the session', evidence: says(allow(session)), outcome: 'allows', reaches: ['caller'] },
  { when: 'it names everybody', evidence: says(allow('*')), outcome: 'allows', reaches: ['caller'] },
  {
    when: 'it names the account',
    evidence: says(allow({ AWS: '111122223333' })),
    outcome: 'allows',
    reaches: ['account'],
  },
  {
    when: 'it names a role that was deleted',
    evidence: says(allow({ AWS: 'AROAEXAMPLEROLEID0001' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'it allows an account as S3 alone knows it, which may be that of the caller',
    evidence: says(allow({ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' })),
    outcome: 'unknown',
    unknowns: ['canonical-user-unknown'],
  },
  {
    when: 'it denies such an account',
    evidence: says(allow(role), { ...denyAll, Principal: { CanonicalUser: '79a59df900b949e55d96a1e6' } }),
    outcome: 'unknown',
    unknowns: ['canonical-user-unknown'],
  },
  {
    when: 'it allows such an account, and nobody signs',
    ...anonymous,
    evidence: says(allow({ CanonicalUser: '79a59df900b949e55d96a1e6' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'it denies what it allows',
    evidence: says(allow(role), deny),
    outcome: 'denies',
    allows: true,
    statements: ['No'],
  },
  {
    when: 'its NotPrincipal lists the caller, who has a boundary',
    evidence: {
      ...says({
        ...denyAll,
        NotPrincipal: { AWS: ['111122223333', role.AWS, session.AWS] },
      }),
      boundary: found(policy(allowAll)),
    },
    outcome: 'denies',
  },
  {
    when: 'it names the bucket, and the request came through an access point',
    ...throughPoint,
    evidence: says({ ...allow('*'), Resource: `${bucketArn}/*`, Condition: delegated }),
    outcome: 'allows',
    reaches: ['caller'],
  },
  {
    when: 'it names an access point, through which the request came',
    ...throughPoint,
    evidence: says({ ...allow('*'), Resource: pointArn }),
    outcome: 'does-not-allow',
  },
  {
    when: 'which bucket is behind the access point is not known',
    authorization: { ...throughPoint.authorization, bucketResource: undefined },
    evidence: says({ ...deny, Resource: `${bucketArn}/*` }),
    outcome: 'unknown',
    unknowns: ['resource-unknown'],
  },
  {
    when: 'it denies its owner’s root user, who repairs it',
    ...root,
    action: 's3:DeleteBucketPolicy',
    evidence: says(deny),
    outcome: 'does-not-allow',
  },
  { when: 'there is none', evidence: { policy: absent }, outcome: 'does-not-allow', notes: ['no-bucket-policy'] },
  { when: 'it cannot be read', evidence: { policy: unread }, outcome: 'unknown', unknowns: ['unreadable'] },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: says(allow(role), { ...deny, ...ifRed }),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  { when: 'the authorization is of KMS', action: 'kms:Decrypt', outcome: 'does not apply' },
  {
    when: 'the function behind an Object Lambda access point is invoked',
    action: 'lambda:InvokeFunction',
    outcome: 'does not apply',
  },
  {
    when: 'the call is to an Object Lambda access point, before which no bucket stands',
    action: 's3-object-lambda:GetObject',
    outcome: 'does not apply',
  },
  {
    when: 'it denies its owner’s root user, who reads an object',
    ...root,
    evidence: says(allow('*'), deny),
    outcome: 'denies',
  },
  {
    when: 'it denies a role of its owner, which would repair it',
    action: 's3:PutBucketPolicy',
    evidence: says(allow('*'), deny),
    outcome: 'denies',
  },
  {
    when: 'it denies the root user of another account, who would repair it',
    ...root,
    action: 's3:PutBucketPolicy',
    authorization: { resourceAccountId: '444455556666' },
    evidence: says(allow('*'), deny),
    outcome: 'denies',
  },
  {
    when: 'it denies a root user who would repair it, and nothing shows whose bucket it is',
    request: { ...root.request, resourceAccountId: undefined },
    action: 's3:PutBucketPolicy',
    authorization: { resourceAccountId: undefined },
    evidence: says(allow('*'), deny),
    outcome: 'unknown',
    unknowns: ['bucket-owner-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'it allows a root user who would repair it, and nothing shows whose bucket it is',
    request: { ...root.request, resourceAccountId: undefined },
    action: 's3:PutBucketPolicy',
    authorization: { resourceAccountId: undefined },
    evidence: says(allow('*')),
    outcome: 'allows',
  },
  {
    when: 'it denies a root user who would repair it, and only the record shows whose bucket it is',
    ...root,
    action: 's3:GetBucketPolicy',
    authorization: { resourceAccountId: undefined },
    evidence: says(allow('*'), deny),
    outcome: 'allows',
  },
  {
    when: 'it allows a role that the caller may be',
    request: pathUnknown.request,
    authorization: pathUnknown.authorization,
    evidence: says(allow({ AWS: 'arn:aws:iam::111122223333:role/team/app' })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'it denies a role that the caller may be',
    request: pathUnknown.request,
    authorization: pathUnknown.authorization,
    evidence: says(allow('*'), { ...deny, Principal: { AWS: 'arn:aws:iam::111122223333:role/team/app' } }),
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'aws:principalarn', why: 'not-told' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'its NotPrincipal lists the caller, whose boundary cannot be read',
    evidence: {
      ...says(allow('*'), { ...denyAll, NotPrincipal: { AWS: ['111122223333', role.AWS, session.AWS] } }),
      boundary: unread,
    },
    outcome: 'unknown',
    unknowns: ['unreadable'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'its NotPrincipal lists the caller, who has no boundary',
    evidence: says(allow('*'), { ...denyAll, NotPrincipal: { AWS: ['111122223333', role.AWS, session.AWS] } }),
    outcome: 'allows',
  },
  ...(
    [
      ['s3:GetBucketPolicy', 'MethodNotAllowed', '444455556666', 'denies'],
      ['s3:GetBucketPolicy', 'MethodNotAllowed', '111122223333', 'allows'],
      ['s3:GetBucketPolicy', 'AccessDenied', '444455556666', 'allows'],
      ['s3:GetBucketAcl', 'MethodNotAllowed', '444455556666', 'allows'],
    ] as const
  ).map(([action, errorCode, resourceAccountId, outcome]): Case => ({
    when: `everybody is allowed, and ${errorCode} answers ${action} of a bucket of ${resourceAccountId}`,
    action,
    authorization: { resourceAccountId },
    request: { errorCode },
    evidence: says({ ...allowAll, Principal: '*' }),
    outcome,
    ...(outcome === 'denies' ? { setting: 'BucketOwner', notes: ['policy-is-for-the-owner-only'] } : {}),
  })),
  ...(['Allow', 'Deny'] as const).flatMap((Effect) =>
    (
      [
        ['s3:GetBucketLocation', 'eu-west-1', 'unknown'],
        ['s3:GetBucketLocation', 'us-east-1', Effect === 'Allow' ? 'allows' : 'denies'],
        ['s3:GetBucketLocation', undefined, Effect === 'Allow' ? 'allows' : 'denies'],
        ['s3:GetBucketPolicy', 'eu-west-1', Effect === 'Allow' ? 'allows' : 'denies'],
      ] as const
    ).map(([action, bucketRegion, outcome]): Case => ({
      when: `it says ${Effect}, and ${action} of a bucket in ${bucketRegion} is asked in us-east-1`,
      action,
      request: { region: 'us-east-1', ...defined({ bucketRegion }) },
      evidence: says({ ...allowAll, Effect, Principal: '*' }),
      outcome,
      ...(outcome === 'unknown'
        ? {
            unknowns: ['policy-may-not-be-applied-in-another-region'],
            mayBe: [Effect === 'Allow' ? 'allows' : 'denies', 'does-not-allow'],
          }
        : {}),
    })),
  ),
  ...(['Allow', 'Deny'] as const).map((Effect): Case => ({
    when: `it says ${Effect} of one service, and a service of AWS asks that nothing names`,
    request: { principal: { type: 'service', service: 'AWS Internal' } },
    evidence: says({ ...allowAll, Effect, Principal: { Service: 'logging.s3.amazonaws.com' } }),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  })),
  ...[anonymous, service].map((caller): Case => ({
    when: `its NotPrincipal lists everybody, a boundary is found, and the caller is ${caller.request.principal.type}`,
    ...caller,
    evidence: {
      ...says(allow('*'), { ...denyAll, NotPrincipal: '*' }),
      boundary: found(policy(allowAll)),
    },
    outcome: 'allows',
  })),
  {
    when: 'its NotPrincipal lists the root user, who asks',
    ...root,
    evidence: {
      ...says(allow('*'), { ...denyAll, NotPrincipal: { AWS: '111122223333' } }),
      boundary: found(policy(allowAll)),
    },
    outcome: 'allows',
  },
  {
    when: 'an Allow for all and one for the role hang on a tag that nobody knows',
    ...tagsUnknown,
    evidence: says({ ...allow('*'), ...ifRed }, { ...allow(role), ...ifRed }),
    outcome: 'unknown',
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'a statement says nobody, which AWS would not accept',
    evidence: says({ ...denyAll }),
    outcome: 'unknown',
    facts: { 'malformed-policy': { policy: 'p', at: 'Principal', problem: 'principal-misplaced' } },
  },
  {
    when: 'a policy without statements',
    evidence: says(),
    outcome: 'does-not-allow',
  },
  {
    when: 'it denies a role that the caller may be, on another object',
    request: pathUnknown.request,
    authorization: pathUnknown.authorization,
    evidence: says(allow('*'), {
      ...deny,
      Principal: { AWS: 'arn:aws:iam::111122223333:role/team/app' },
      Resource: 'arn:aws:s3:::other/*',
    }),
    outcome: 'allows',
  },
  {
    when: 'it denies everybody, on a tag that nobody knows, and names the role besides',
    request: pathUnknown.request,
    authorization: {
      context: {
        known: {},
        unknown: [...pathUnknown.authorization.context.unknown, { key: 'aws:PrincipalTag/*', why: 'session-not-told' }],
      },
    },
    evidence: says(allow('*'), {
      ...deny,
      ...ifRed,
      Principal: { AWS: ['*', 'arn:aws:iam::111122223333:role/team/app'] },
    }),
    outcome: 'unknown',
    facts: { 'context-key-unknown': { key: 'aws:principaltag/team', why: 'session-not-told' } },
  },
  {
    when: 'it allows all that the caller may be, its Allow hanging on a tag besides',
    request: pathUnknown.request,
    authorization: {
      context: {
        known: {},
        unknown: [...pathUnknown.authorization.context.unknown, { key: 'aws:PrincipalTag/*', why: 'session-not-told' }],
      },
    },
    evidence: says({ ...allow({ AWS: 'arn:aws:iam::111122223333:role/team/app' }), ...ifRed }),
    outcome: 'unknown',
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'all buckets are listed',
    action: 's3:ListAllMyBuckets',
    authorization: { resource: '*' },
    outcome: 'does not apply',
  },
  {
    when: 'a session of a directory bucket is asked for on anything',
    action: 's3express:CreateSession',
    authorization: { resource: '*' },
    evidence: says(allow('*')),
    outcome: 'does-not-allow',
  },
];
