import { absent, found, unread, type Case } from '../../judging/cases/cases';

const accessPoint = 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap';
const resource = `${accessPoint}/object/a.txt`;
const through = { request: { accessPoint }, authorization: { resource } };
const policyOf = (...Statement: readonly object[]) => ({
  policy: found({ name: 'my-ap', document: { Version: '2012-10-17', Statement } }),
});
const allow = (Principal: unknown, more: object = {}) => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal,
  Action: 's3:GetObject',
  Resource: `${accessPoint}/object/*`,
  ...more,
});
const deny = { Sid: 'NoPlainHttp', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
const role = { AWS: 'arn:aws:iam::111122223333:role/app' };

export const cases: readonly Case[] = [
  {
    when: 'its policy names the role',
    ...through,
    evidence: policyOf(allow(role)),
    outcome: 'allows',
    reaches: ['role'],
    statements: ['Read'],
  },
  {
    when: 'its policy names everybody',
    ...through,
    evidence: policyOf(allow('*')),
    outcome: 'allows',
    reaches: ['caller'],
  },
  {
    when: 'its policy names the account',
    ...through,
    evidence: policyOf(allow({ AWS: '111122223333' })),
    outcome: 'allows',
    reaches: ['account'],
  },
  {
    when: "it has no policy, and the caller's account owns it before another account's bucket",
    request: { accessPoint },
    authorization: { resource, resourceAccountId: '444455556666' },
    evidence: { policy: absent },
    outcome: 'unknown',
    unknowns: ['own-access-point-may-need-no-policy'],
  },
  {
    when: "it has no policy, and neither it nor the bucket is of the caller's account",
    request: { accessPoint: accessPoint.replace('111122223333', '777788889999') },
    authorization: {
      resource: resource.replace('111122223333', '777788889999'),
      resourceAccountId: '444455556666',
    },
    evidence: { policy: absent },
    outcome: 'does-not-allow',
  },
  {
    when: 'its policy denies',
    ...through,
    evidence: policyOf(allow(role), deny),
    outcome: 'denies',
    allows: true,
    statements: ['NoPlainHttp'],
  },
  {
    when: 'its policy names the objects of the bucket instead of its own',
    ...through,
    evidence: policyOf(allow(role, { Resource: 'arn:aws:s3:::my-bucket/*' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'its policy allows another action',
    ...through,
    evidence: policyOf(allow(role, { Action: 's3:PutObject' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'it has no policy',
    ...through,
    evidence: { policy: absent },
    outcome: 'does-not-allow',
    notes: ['no-access-point-policy'],
  },
  {
    when: 'its policy cannot be read',
    ...through,
    evidence: { policy: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'its policy is none',
    ...through,
    evidence: { policy: found({ name: 'my-ap', document: '{' }) },
    outcome: 'unknown',
    unknowns: ['malformed-policy'],
  },
  { when: 'the request named the bucket', outcome: 'does not apply' },
  {
    when: 'the key of the object is asked for',
    action: 'kms:Decrypt',
    ...through,
    authorization: { purpose: 'encryption' },
    outcome: 'does not apply',
  },
  {
    when: 'a tag decides that nobody knows',
    request: through.request,
    authorization: { resource, context: { known: {}, unknown: [{ key: 'aws:PrincipalTag/*', why: 'not-told' }] } },
    evidence: policyOf(allow('*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  {
    when: 'the request came through a Multi-Region Access Point',
    request: { accessPoint: 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap' },
    outcome: 'does not apply',
  },
];
