import { absent, found, unread, type Case } from '../cases';
import { ifRed, policy, tagsUnknown } from '../policy-cases';

const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const role = 'arn:aws:iam::111122223333:role/app';
const decrypt = { action: 'kms:Decrypt', authorization: { resource: key } };
const allow = (Principal: unknown) => ({ Sid: 'Use', Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' });
const deny = { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' };
const says = (...statements: readonly object[]) => ({ policy: found(policy(...statements)) });
const grant = (more: object = {}) => ({
  grants: found([{ GrantId: 'g-1', GranteePrincipal: role, Operations: ['Decrypt'], ...more }]),
});

export const cases: readonly Case[] = [
  {
    when: 'the key policy delegates to IAM',
    ...decrypt,
    evidence: says(allow({ AWS: 'arn:aws:iam::111122223333:root' })),
    outcome: 'allows',
    reaches: ['account'],
  },
  {
    when: 'the key policy names the role',
    ...decrypt,
    evidence: says(allow({ AWS: role })),
    outcome: 'allows',
    reaches: ['role'],
  },
  {
    when: 'the key policy names nobody of the account',
    ...decrypt,
    evidence: says(allow({ AWS: 'arn:aws:iam::444455556666:root' })),
    outcome: 'does-not-allow',
  },
  {
    when: 'a grant gives the operation',
    ...decrypt,
    evidence: { ...says(), ...grant() },
    outcome: 'allows',
    notes: ['granted-by'],
    reaches: ['role'],
  },
  {
    when: 'the grant is for another operation',
    ...decrypt,
    evidence: { ...says(), ...grant({ Operations: ['Encrypt'] }) },
    outcome: 'does-not-allow',
  },
  {
    when: 'the key policy denies',
    ...decrypt,
    evidence: says(allow({ AWS: role }), deny),
    outcome: 'denies',
    statements: ['No'],
  },
  { when: 'the key policy cannot be read', ...decrypt, evidence: { policy: unread }, outcome: 'unknown' },
  {
    when: 'the grants cannot be read, and nothing else lets the caller in',
    ...decrypt,
    evidence: { ...says(), grants: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    action: 'kms:Decrypt',
    authorization: { resource: key, ...tagsUnknown.authorization },
    evidence: says(allow({ AWS: role }), { ...deny, ...ifRed }),
    outcome: 'unknown',
  },
  { when: 'there is no key policy', ...decrypt, evidence: { policy: absent }, outcome: 'does-not-allow' },
  { when: 'the authorization is of S3', outcome: 'does not apply' },
];
