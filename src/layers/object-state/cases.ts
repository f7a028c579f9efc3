import { absent, found, subjectOf, unread, type Case } from '../cases';

const head = unread;
const [get] = subjectOf({ when: '', outcome: 'allows' }).request.authorizations;
const listing = {
  action: 's3:ListBucket',
  resource: 'arn:aws:s3:::my-bucket',
  purpose: 'companion',
  needed: 'unknown',
} as const;
const withList = get === undefined ? [] : [get, { ...get, ...listing }];
const decrypt = {
  action: 'kms:Decrypt',
  resource: 'arn:aws:kms:us-east-1:111122223333:key/1111',
  purpose: 'encryption',
} as const;
const withKey = get === undefined ? [] : [get, { ...get, ...decrypt }];
const reason = (action: string) =>
  ({ said: { is: 'reason', deny: 'implicit', policyType: 'identity-based policy', action, clause: '' } }) as const;

export const cases: readonly Case[] = [
  {
    when: 'the object is archived',
    request: { errorCode: 'InvalidObjectState' },
    evidence: { head },
    outcome: 'denies',
    setting: 'InvalidObjectState',
    notes: ['object-archived'],
  },
  {
    when: 'the version is a delete marker',
    action: 's3:GetObjectVersion',
    request: { errorCode: 'MethodNotAllowed' },
    evidence: { head },
    outcome: 'denies',
    notes: ['version-is-a-delete-marker'],
  },
  { when: 'the object exists', evidence: { head: found({}) }, outcome: 'allows', notes: ['object-exists'] },
  {
    when: 'the object is archived, as HeadObject shows',
    evidence: { head: found({ storageClass: 'DEEP_ARCHIVE' }) },
    outcome: 'denies',
    setting: 'InvalidObjectState',
  },
  {
    when: 'the archived object is restored',
    evidence: {
      head: found({
        storageClass: 'GLACIER',
        restore: 'ongoing-request="false", expiry-date="Fri, 01 Jan 2027 00:00:00 GMT"',
      }),
    },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'there is no such object',
    evidence: { head: absent },
    outcome: 'denies',
    setting: 'NoSuchKey',
    notes: ['object-does-not-exist'],
  },
  { when: 'nobody may look', evidence: { head }, outcome: 'unknown', unknowns: ['object-may-not-exist', 'unreadable'] },
  {
    when: 'AWS refused the KMS call',
    request: reason('kms:Decrypt'),
    evidence: { head },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'AWS names the policy that lacks the read',
    request: reason('s3:GetObject'),
    evidence: { head },
    outcome: 'allows',
    notes: ['refused-by-a-policy'],
  },
  {
    when: 'AWS names the policy that lacks the right to list',
    request: reason('s3:ListBucket'),
    evidence: { head },
    outcome: 'allows',
    notes: ['list-bucket-was-asked'],
  },
  {
    when: 'the right to list is judged beside the read',
    request: { authorizations: withList },
    evidence: { head },
    outcome: 'allows',
    notes: ['hidden-only-without-list-bucket'],
  },
  {
    when: "the object's key is known",
    request: { authorizations: withKey },
    evidence: { head },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'a question is asked',
    request: { errorCode: '' },
    evidence: { head },
    outcome: 'allows',
    notes: ['object-assumed-to-exist'],
  },
  {
    when: 'the signature was refused',
    request: { errorCode: 'SignatureDoesNotMatch' },
    evidence: { head },
    outcome: 'allows',
    notes: ['refused-for-another-reason'],
  },
  { when: 'an object is written', action: 's3:PutObject', outcome: 'does not apply' },
  {
    when: 'the answer is InvalidObjectState to a restore',
    action: 's3:RestoreObject',
    request: { errorCode: 'InvalidObjectState' },
    outcome: 'denies',
  },
  { when: 'a bucket is listed', action: 's3:ListBucket', outcome: 'does not apply' },
];
