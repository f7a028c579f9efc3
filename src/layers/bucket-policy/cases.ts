import { absent, found, unread, type Case } from '../cases';
import { allowAll, denyAll, ifRed, policy, root, tagsUnknown } from '../policy-cases';

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
    when: 'which bucket is behind the access point is not told',
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
];
