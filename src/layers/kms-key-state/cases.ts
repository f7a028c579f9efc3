import type { BoundAuthorization } from '../../request/types';
import { absent, found, subjectOf, unread, type Case } from '../cases';

const arn = 'arn:aws:kms:us-east-1:111122223333:key/1111';
const action = 'kms:Decrypt';
const authorization = { resource: arn, purpose: 'encryption' } as const;
const key = (facts: object = {}) => ({
  key: found({ arn, manager: 'CUSTOMER', state: 'Enabled', usage: 'ENCRYPT_DECRYPT', ...facts }),
});
const asking: BoundAuthorization = subjectOf({ when: '', outcome: 'allows', action, authorization }).authorization;
const twoKeys = [asking, { ...asking, action: 'kms:GenerateDataKey', resource: `${arn}2` }];

export const cases: readonly Case[] = [
  { when: 'the key is enabled', action, authorization, evidence: key(), outcome: 'allows', notes: ['key-enabled'] },
  {
    when: 'the key is disabled',
    action,
    authorization,
    evidence: key({ state: 'Disabled' }),
    outcome: 'denies',
    setting: 'KeyState=Disabled',
    notes: ['key-disabled'],
  },
  {
    when: 'the key waits for its deletion',
    action,
    authorization,
    evidence: key({ state: 'PendingDeletion' }),
    outcome: 'denies',
    setting: 'KeyState=PendingDeletion',
    notes: ['key-pending-deletion'],
  },
  {
    when: 'the key has no material yet',
    action,
    authorization,
    evidence: key({ state: 'PendingImport' }),
    outcome: 'denies',
    notes: ['key-not-usable'],
  },
  {
    when: 'the key signs only',
    action,
    authorization,
    evidence: key({ usage: 'SIGN_VERIFY' }),
    outcome: 'denies',
    setting: 'KeyUsage=SIGN_VERIFY',
    notes: ['key-of-the-wrong-usage'],
  },
  {
    when: 'the key is of another Region',
    action,
    authorization,
    request: { bucketRegion: 'eu-west-1' },
    evidence: key(),
    outcome: 'denies',
    setting: 'KeyState=NotFound',
    notes: ['key-in-another-region'],
  },
  {
    when: 'there is no such key',
    action,
    authorization,
    evidence: { key: absent },
    outcome: 'denies',
    setting: 'KeyState=NotFound',
    notes: ['key-not-found'],
  },
  {
    when: 'the key cannot be described',
    action,
    authorization,
    evidence: { key: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'S3 says that the key is disabled',
    action,
    authorization,
    request: { errorCode: 'KMS.DisabledException' },
    evidence: { key: unread },
    outcome: 'denies',
    setting: 'KMS.DisabledException',
    notes: ['key-disabled'],
  },
  {
    when: 'KMS says that the state is wrong',
    action,
    authorization,
    request: { errorCode: 'KMSInvalidStateException', eventSource: 'kms.amazonaws.com' },
    evidence: { key: unread },
    outcome: 'denies',
    notes: ['key-not-usable'],
  },
  {
    when: 'S3 says that there is no key',
    action,
    authorization,
    request: { errorCode: 'KMS.NotFoundException' },
    evidence: { key: unread },
    outcome: 'denies',
    notes: ['key-not-found'],
  },
  {
    when: 'S3 says that one of two keys is disabled',
    action,
    authorization,
    request: { errorCode: 'KMS.DisabledException', authorizations: twoKeys },
    evidence: { key: unread },
    outcome: 'unknown',
  },
  {
    when: 'AWS names a policy but the key cannot be described',
    action,
    authorization,
    request: { said: { is: 'reason', deny: 'implicit', policyType: 'identity-based policy', action, clause: '' } },
    evidence: { key: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  { when: 'the action is one of S3', outcome: 'does not apply' },
];
