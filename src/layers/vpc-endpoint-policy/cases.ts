import { absent, found, unread, type Case } from '../../judging/cases/cases';
import { allowAll, denyAll, ifRed, pathUnknown, policy, root, tagsUnknown } from '../../judging/cases/policies';

const through = { request: { endpoint: { is: 'endpoint', id: 'vpce-1' } } } as const;
const allow = { ...allowAll, Principal: '*' };
const says = (...statements: readonly object[]) => ({ endpoint: found({ policy: policy(...statements) }) });

const bucketArn = 'arn:aws:s3:::amzn-s3-demo-bucket';
const pointArn = 'arn:aws:s3:us-east-1:111122223333:accesspoint/reports/object/a.csv';
const throughPoint = { ...through, authorization: { resource: pointArn, bucketResource: `${bucketArn}/a.csv` } };

export const cases: readonly Case[] = [
  { when: 'the endpoint allows', ...through, evidence: says(allow), outcome: 'allows' },
  {
    when: 'the endpoint denies',
    ...through,
    evidence: says(allow, { ...denyAll, Principal: '*' }),
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'the endpoint allows other buckets',
    ...through,
    evidence: says({ ...allow, Resource: 'arn:aws:s3:::other/*' }),
    outcome: 'does-not-allow',
  },
  {
    when: 'the endpoint names the account, which means its root user there',
    ...through,
    evidence: says({ ...allow, Principal: { AWS: '111122223333' } }),
    outcome: 'does-not-allow',
  },
  {
    when: 'it names the bucket alone, and the request came through an access point',
    ...throughPoint,
    evidence: says({ ...allow, Resource: `${bucketArn}/*` }),
    outcome: 'does-not-allow',
  },
  {
    when: 'it names the access point alone, and not the bucket behind it',
    ...throughPoint,
    evidence: says({ ...allow, Resource: pointArn }),
    outcome: 'does-not-allow',
  },
  {
    when: 'it names the access point and the bucket behind it',
    ...throughPoint,
    evidence: says({ ...allow, Resource: [pointArn, `${bucketArn}/*`] }),
    outcome: 'allows',
  },
  {
    when: 'it denies the bucket behind the access point',
    ...throughPoint,
    evidence: says(allow, { ...denyAll, Principal: '*', Resource: `${bucketArn}/*` }),
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'it names an access point, behind which some bucket stands',
    ...throughPoint,
    authorization: { ...throughPoint.authorization, bucketResource: undefined },
    evidence: says({ ...allow, Resource: [pointArn, `${bucketArn}/*`] }),
    outcome: 'unknown',
    unknowns: ['resource-unknown'],
  },
  { when: 'no endpoint was on the way', outcome: 'not-applicable', notes: ['no-vpc-endpoint'] },
  {
    when: 'the endpoint is one of AWS’s own',
    request: { endpoint: { is: 'aws-owned', id: 'vpce-f40dc59d' } },
    outcome: 'not-applicable',
    notes: ['endpoint-is-of-aws'],
  },
  {
    when: 'the endpoint is not found',
    ...through,
    evidence: { endpoint: absent },
    outcome: 'unknown',
    unknowns: ['endpoint-not-found'],
  },
  { when: 'the endpoint cannot be read', ...through, evidence: { endpoint: unread }, outcome: 'unknown' },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    request: through.request,
    authorization: tagsUnknown.authorization,
    evidence: says(allow, { ...denyAll, Principal: '*', ...ifRed }),
    outcome: 'unknown',
  },
  {
    when: 'its only Allow hangs on a tag that nobody knows',
    request: through.request,
    authorization: tagsUnknown.authorization,
    evidence: says({ ...allow, ...ifRed }),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'the endpoint denies what it does not allow',
    ...through,
    evidence: says({ ...denyAll, Principal: '*' }),
    outcome: 'denies',
    allows: false,
  },
  {
    when: 'the endpoint denies what it allows',
    ...through,
    evidence: says(allow, { ...denyAll, Principal: '*' }),
    outcome: 'denies',
    allows: true,
  },
  {
    when: 'the endpoint denies the account, which means its root user there',
    ...through,
    evidence: says(allow, { ...denyAll, Principal: { AWS: '111122223333' } }),
    outcome: 'allows',
  },
  {
    when: 'the endpoint spares the account by NotPrincipal, and not the role',
    ...through,
    evidence: says(allow, { ...denyAll, NotPrincipal: { AWS: '111122223333' } }),
    outcome: 'denies',
  },
  {
    when: 'the endpoint names the account, and its root user asks',
    request: { ...through.request, ...root.request },
    evidence: says({ ...allow, Principal: { AWS: '111122223333' } }),
    outcome: 'allows',
  },
  {
    when: 'the endpoint names the role',
    ...through,
    evidence: says({ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } }),
    outcome: 'allows',
  },
  {
    when: 'the endpoint denies a role that the caller may be',
    request: { ...through.request, ...pathUnknown.request },
    authorization: pathUnknown.authorization,
    evidence: says(allow, { ...denyAll, Principal: { AWS: 'arn:aws:iam::111122223333:role/team/app' } }),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the endpoint spares the role by NotPrincipal, unless it has a boundary',
    ...through,
    evidence: says(allow, {
      ...denyAll,
      NotPrincipal: {
        AWS: [
          '111122223333',
          'arn:aws:iam::111122223333:role/app',
          'arn:aws:sts::111122223333:assumed-role/app/session',
        ],
      },
    }),
    outcome: 'unknown',
    unknowns: ['boundary-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the endpoint spares the root user by NotPrincipal, who has no boundary',
    request: { ...through.request, ...root.request },
    evidence: says(allow, { ...denyAll, NotPrincipal: { AWS: '111122223333' } }),
    outcome: 'allows',
  },
];
