import { absent, found, unread, type Case } from '../../judging/cases/cases';

const action = 's3:DeleteObjectVersion';
const on = { versioning: found({ status: 'Enabled', mfaDelete: 'Enabled' }) };
const root = { type: 'root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' } as const;

export const cases: readonly Case[] = [
  {
    when: 'a role deletes a version',
    action,
    evidence: on,
    outcome: 'denies',
    setting: 'MFADelete=Enabled',
    notes: ['only-root-may-delete-versions'],
  },
  { when: 'a role changes versioning', action: 's3:PutBucketVersioning', evidence: on, outcome: 'denies' },
  {
    when: 'root deletes a version, with or without its code',
    action,
    request: { principal: root },
    evidence: on,
    outcome: 'unknown',
    unknowns: ['mfa-code-not-recorded'],
  },
  {
    when: 'MFA delete is off',
    action,
    evidence: { versioning: found({ status: 'Enabled', mfaDelete: 'Disabled' }) },
    outcome: 'not-applicable',
    notes: ['mfa-delete-off'],
  },
  { when: 'the bucket was never versioned', action, evidence: { versioning: absent }, outcome: 'not-applicable' },
  {
    when: 'versioning cannot be read',
    action,
    evidence: { versioning: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  { when: 'a delete only adds a marker', action: 's3:DeleteObject', outcome: 'does not apply' },
];
