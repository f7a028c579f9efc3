import type { Case } from '../../judging/cases/cases';

const bucket = 'my-bucket--usw2-az1--x-s3';

export const cases: readonly Case[] = [
  {
    when: 'a session itself was refused',
    action: 's3express:CreateSession',
    request: { bucket, operation: 'CreateSession' },
    outcome: 'allows',
    notes: ['session-asked-for'],
  },
  {
    when: 'a session reads',
    action: 's3express:CreateSession',
    request: { bucket },
    outcome: 'allows',
    notes: ['any-session-may-read'],
  },
  {
    when: 'a session writes and may be read-only',
    action: 's3express:CreateSession',
    request: { bucket, operation: 'PutObject' },
    outcome: 'unknown',
    unknowns: ['session-mode-unknown'],
  },
  {
    when: 'AWS names a policy',
    action: 's3express:CreateSession',
    request: {
      bucket,
      operation: 'PutObject',
      said: {
        is: 'reason',
        deny: 'explicit',
        policyType: 'session policy',
        action: 's3express:CreateSession',
        clause: '',
      },
    },
    outcome: 'not-applicable',
    notes: ['refused-by-a-policy'],
  },
  {
    when: 'the call is about the bucket itself',
    action: 's3express:DeleteBucketPolicy',
    request: { bucket, operation: 'DeleteBucketPolicy' },
    outcome: 'does not apply',
  },
  { when: 'the bucket is no directory bucket', outcome: 'does not apply' },
];
