import { absent, found, unread, type Case } from '../../judging/cases/cases';

const accessPoint = 'arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/my-olap';
const resource = accessPoint;
const said = {
  is: 'reason',
  deny: 'implicit',
  policyType: 'identity-based policy',
  action: 's3-object-lambda:GetObject',
  clause: '',
} as const;
const action = 's3-object-lambda:GetObject';
/** AWS names a policy, so the function was not asked. */
const through = { action, request: { accessPoint, said }, authorization: { resource } };
const policyOf = (...Statement: readonly object[]) => ({
  policy: found({ name: 'my-ap', document: { Version: '2012-10-17', Statement } }),
});
const allow = (Principal: unknown, more: object = {}) => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal,
  Action: 's3-object-lambda:GetObject',
  Resource: accessPoint,
  ...more,
});
const deny = { Sid: 'NoPlainHttp', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
const role = { AWS: 'arn:aws:iam::111122223333:role/app' };

const point = found({
  name: 'my-olap',
  supportingAccessPoint: 'my-ap',
  functions: [{ arn: 'arn:aws:lambda:us-east-1:111122223333:function:resize', actions: ['GetObject'] }],
});

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
    ...through,
    authorization: { resource, resourceAccountId: '444455556666' },
    evidence: { policy: absent },
    outcome: 'unknown',
    unknowns: ['own-access-point-may-need-no-policy'],
    mayBe: ['allows', 'does-not-allow'],
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
    evidence: policyOf(allow(role, { Action: 's3-object-lambda:PutObject' })),
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
    when: 'the function is asked for',
    ...through,
    action: 'lambda:InvokeFunction',
    authorization: { purpose: 'companion' },
    outcome: 'does not apply',
  },
  {
    when: 'the key of the object is asked for',
    ...through,
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    outcome: 'does not apply',
  },
  {
    when: 'its policy allows and AWS names no policy',
    action,
    request: { accessPoint },
    authorization: { resource },
    evidence: { ...policyOf(allow(role)), point },
    outcome: 'unknown',
    unknowns: ['function-may-refuse'],
  },
  {
    when: 'the function is not known',
    action,
    request: { accessPoint },
    authorization: { resource },
    evidence: { ...policyOf(allow(role)), point: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a question is asked',
    action,
    request: { accessPoint, errorCode: '' },
    authorization: { resource },
    evidence: policyOf(allow(role)),
    outcome: 'allows',
  },
  {
    when: 'its policy denies and AWS names no policy',
    action,
    request: { accessPoint },
    authorization: { resource },
    evidence: { ...policyOf(allow(role), deny), point },
    outcome: 'denies',
  },
  {
    when: 'its policy allows and the function may refuse',
    action,
    request: { accessPoint },
    authorization: { resource },
    evidence: {
      ...policyOf(allow(role)),
      point: found({ name: 'my-olap', functions: [{ arn: 'arn:f1' }, { arn: 'arn:f2' }] }),
    },
    outcome: 'unknown',
    facts: { 'function-may-refuse': { functions: 'arn:f1, arn:f2' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'neither its policy nor its function can be read',
    action,
    request: { accessPoint },
    authorization: { resource },
    evidence: { policy: unread, point },
    outcome: 'unknown',
    unknowns: ['unreadable', 'function-may-refuse'],
    mayBe: ['allows', 'denies', 'does-not-allow'],
  },
];
