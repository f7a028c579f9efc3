import { absent, found, unread, type Case } from '../../judging/cases/cases';

const action = 's3:PutBucketTagging';

export const cases: readonly Case[] = [
  {
    when: 'tags of a bucket with ABAC are put the old way',
    action,
    evidence: { abac: found({ enabled: true }) },
    outcome: 'denies',
    setting: 'Abac=Enabled',
    notes: ['use-tag-resource'],
  },
  {
    when: 'ABAC is off',
    action,
    evidence: { abac: found({ enabled: false }) },
    outcome: 'not-applicable',
    notes: ['abac-off'],
  },
  { when: 'ABAC was never set', action, evidence: { abac: absent }, outcome: 'not-applicable' },
  { when: 'ABAC cannot be read', action, evidence: { abac: unread }, outcome: 'unknown', unknowns: ['unreadable'] },
  { when: 'an object is read', outcome: 'does not apply' },
];
