import { absent, found, unread, type Case } from '../../judging/cases/cases';

const action = 's3:DeleteObjectVersion';
const lock = found({ enabled: true });
const until = (mode: string, retainUntil: string) => found({ mode, retainUntil });
const later = '2027-01-01T00:00:00Z';
const earlier = '2026-01-01T00:00:00Z';
const bypass = { parameters: { 'x-amz-bypass-governance-retention': 'true' } };
const retentionChange = 's3:PutObjectRetention';

export const cases: readonly Case[] = [
  {
    when: 'a version under compliance retention is deleted',
    action,
    evidence: { lock, retention: until('COMPLIANCE', later) },
    outcome: 'denies',
    setting: 'ObjectLockMode=COMPLIANCE',
    notes: ['compliance-cannot-be-bypassed'],
  },
  {
    when: 'compliance retention and the bypass header',
    action,
    request: bypass,
    evidence: { lock, retention: until('COMPLIANCE', later) },
    outcome: 'denies',
  },
  {
    when: 'governance retention, and the record holds no bypass header',
    action,
    evidence: { lock, retention: until('GOVERNANCE', later) },
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
    unknowns: ['header-may-be-unrecorded'],
    notes: ['governance-needs-bypass'],
  },
  {
    when: 'governance retention, and a log line shows no headers',
    action,
    request: { headersNotRecorded: true },
    evidence: { lock, retention: until('GOVERNANCE', later) },
    outcome: 'unknown',
    unknowns: ['header-not-logged'],
  },
  {
    when: 'governance retention, and a question names no bypass header',
    action,
    request: { errorCode: '' },
    evidence: { lock, retention: until('GOVERNANCE', later) },
    outcome: 'denies',
    setting: 'ObjectLockMode=GOVERNANCE',
    notes: ['governance-needs-bypass'],
  },
  {
    when: 'governance retention, and AWS says that the object is locked',
    action,
    request: {
      said: { is: 'statement', code: 'protected-by-object-lock', clause: 'because object protected by object lock.' },
    },
    evidence: { lock, retention: until('GOVERNANCE', later) },
    outcome: 'denies',
    setting: 'ObjectLockMode=GOVERNANCE',
    notes: ['governance-needs-bypass'],
  },
  {
    when: 'governance retention without a bypass header, and a legal hold',
    action,
    evidence: { lock, retention: until('GOVERNANCE', later), hold: found({ status: 'ON' }) },
    outcome: 'denies',
    setting: 'LegalHold=ON',
    notes: ['governance-needs-bypass', 'legal-hold'],
  },
  {
    when: 'governance retention with the bypass header',
    action,
    request: bypass,
    evidence: { lock, retention: until('GOVERNANCE', later) },
    outcome: 'allows',
    notes: ['version-not-locked'],
  },
  {
    when: 'a legal hold',
    action,
    evidence: { lock, hold: found({ status: 'ON' }) },
    outcome: 'denies',
    setting: 'LegalHold=ON',
    notes: ['legal-hold'],
  },
  {
    when: 'a legal hold and the bypass header',
    action,
    request: bypass,
    evidence: { lock, retention: until('GOVERNANCE', later), hold: found({ status: 'ON' }) },
    outcome: 'denies',
    setting: 'LegalHold=ON',
  },
  {
    when: 'retention and a legal hold',
    action,
    evidence: { lock, retention: until('COMPLIANCE', later), hold: found({ status: 'ON' }) },
    outcome: 'denies',
    notes: ['compliance-cannot-be-bypassed', 'legal-hold'],
  },
  {
    when: 'the retention is over',
    action,
    evidence: { lock, retention: until('COMPLIANCE', '2026-01-01T00:00:00Z') },
    outcome: 'allows',
    notes: ['version-not-locked'],
  },
  {
    when: 'a question is asked after the retention',
    action,
    request: { errorCode: '', time: '' },
    evidence: { lock, retention: { ...until('COMPLIANCE', '2026-01-01T00:00:00Z'), readAt: '2026-11-20T09:00:00Z' } },
    outcome: 'allows',
  },
  { when: 'nothing locks the version', action, evidence: { lock, hold: found({ status: 'OFF' }) }, outcome: 'allows' },
  { when: 'the bucket has no Object Lock', action, outcome: 'not-applicable', notes: ['object-lock-not-enabled'] },
  {
    when: 'AWS says that the object is locked',
    action,
    request: {
      said: { is: 'statement', code: 'protected-by-object-lock', clause: 'because object protected by object lock.' },
    },
    evidence: { lock, retention: unread },
    outcome: 'denies',
    setting: 'ObjectLock',
    notes: ['aws-says-locked'],
  },
  ...(
    [
      ['nothing locks', {}, 'allows'],
      [
        'neither its retention nor a hold locks',
        { retention: until('COMPLIANCE', earlier), hold: found({ status: 'OFF' }) },
        'allows',
      ],
      ['no retention locks, of its hold is nothing known', { hold: unread }, 'denies'],
      ['no hold locks, of its retention is nothing known', { retention: unread }, 'denies'],
    ] as const
  ).map(([by, evidence, outcome]): Case => ({
    when: `AWS said that the object was locked, which ${by} by now`,
    action,
    request: {
      said: { is: 'statement', code: 'protected-by-object-lock', clause: 'because object protected by object lock.' },
    },
    evidence: { lock, ...evidence },
    changedSince: true,
    outcome,
  })),
  {
    when: 'the retention cannot be read',
    action,
    evidence: { lock, retention: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'nothing can be read',
    action,
    evidence: { lock: unread, retention: unread, hold: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'only the bucket cannot be read',
    action,
    evidence: { lock: unread, retention: absent, hold: absent },
    outcome: 'allows',
  },
  {
    when: 'a compliance retention is changed',
    action: retentionChange,
    evidence: { lock, retention: until('COMPLIANCE', later) },
    outcome: 'unknown',
    unknowns: ['new-retention-unknown'],
  },
  {
    when: 'a retention is set on a version under legal hold',
    action: retentionChange,
    evidence: { lock, hold: found({ status: 'ON' }) },
    outcome: 'allows',
  },
  {
    when: 'many keys are deleted and the record names none',
    action: 's3:DeleteObject',
    request: { operation: 'DeleteObjects', key: undefined },
    evidence: { lock },
    outcome: 'unknown',
    unknowns: ['deleted-keys-unknown'],
  },
  { when: 'a delete only adds a marker', action: 's3:DeleteObject', outcome: 'does not apply' },
  {
    when: 'neither the bucket nor the retention can be read',
    action,
    evidence: { lock: unread, retention: unread, hold: absent },
    outcome: 'unknown',
    facts: { unreadable: { read: 'bucket-object-lock', target: 'my-bucket', why: 'access-denied' } },
  },
  {
    when: 'a compliance retention ends just now',
    action,
    evidence: { lock, retention: until('COMPLIANCE', '2026-11-20T08:14:12Z') },
    outcome: 'allows',
  },
  {
    when: 'a retention has no end',
    action,
    evidence: { lock, retention: found({ mode: 'COMPLIANCE' }) },
    outcome: 'allows',
  },
  {
    when: 'a compliance retention is shown with its end',
    action,
    evidence: { lock, retention: until('COMPLIANCE', later) },
    outcome: 'denies',
    facts: { 'compliance-cannot-be-bypassed': { mode: 'COMPLIANCE', retainUntil: later } },
  },
  {
    when: 'the hold of a version cannot be read whose retention is changed',
    action: retentionChange,
    evidence: { lock, hold: unread },
    outcome: 'allows',
  },
  {
    when: 'many keys are deleted, and the authorization is that of something else',
    action: 's3:ListBucket',
    authorization: { purpose: 'companion' },
    request: { operation: 'DeleteObjects' },
    outcome: 'does not apply',
  },
];
