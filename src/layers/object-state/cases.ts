import { absent, found, subjectOf, unread, type Case } from '../../judging/cases/cases';

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
    evidence: { head, existence: unread },
    outcome: 'denies',
    setting: 'InvalidObjectState',
    notes: ['object-archived'],
  },
  ...(['STANDARD', 'INTELLIGENT_TIERING'] as const).map((storageClass): Case => ({
    when: `the object was archived, and is of the class ${storageClass} by now`,
    request: { errorCode: 'InvalidObjectState' },
    evidence: { head: found({ storageClass }), existence: found({ storageClass }) },
    changedSince: true,
    outcome: storageClass === 'STANDARD' ? 'allows' : 'denies',
  })),
  {
    when: 'what is to be restored is not archived',
    action: 's3:RestoreObject',
    request: { errorCode: 'InvalidObjectState' },
    evidence: { head: found({ storageClass: 'STANDARD' }), existence: found({ storageClass: 'STANDARD' }) },
    outcome: 'denies',
  },
  {
    when: 'a copy writes where an archived object is',
    action: 's3:PutObject',
    request: { operation: 'CopyObject', errorCode: 'InvalidObjectState' },
    evidence: { head: found({ storageClass: 'GLACIER' }), existence: found({ storageClass: 'GLACIER' }) },
    outcome: 'allows',
  },
  {
    when: 'the version is a delete marker',
    action: 's3:GetObjectVersion',
    request: { errorCode: 'MethodNotAllowed' },
    evidence: { head, existence: unread },
    outcome: 'denies',
    notes: ['version-is-a-delete-marker'],
  },
  {
    when: 'a list shows the object',
    evidence: { head, existence: found({ storageClass: 'STANDARD' }) },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'a list shows no such object',
    evidence: { head, existence: absent },
    outcome: 'denies',
    setting: 'NoSuchKey',
    notes: ['object-does-not-exist'],
  },
  {
    when: 'a list shows that the object is archived',
    evidence: { head, existence: found({ storageClass: 'DEEP_ARCHIVE' }) },
    outcome: 'denies',
    setting: 'InvalidObjectState',
  },
  {
    when: 'a list shows a restored copy',
    evidence: { head, existence: found({ storageClass: 'GLACIER', restore: 'ongoing-request="false"' }) },
    outcome: 'allows',
  },
  {
    when: 'only the tags show that there is an object',
    evidence: { head, existence: found({}) },
    outcome: 'unknown',
    unknowns: ['object-may-be-archived'],
  },
  {
    when: 'the object was archived, and only its tags show that it is still there',
    request: { errorCode: 'InvalidObjectState' },
    evidence: { head, existence: found({}) },
    outcome: 'denies',
    setting: 'InvalidObjectState',
  },
  {
    when: 'a question is asked about an object that is not there yet',
    request: { errorCode: '' },
    evidence: { head, existence: absent },
    outcome: 'allows',
    notes: ['object-assumed-to-exist'],
  },
  {
    when: 'the object exists',
    evidence: { head: found({}), existence: found({}) },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'the object is archived, as HeadObject shows',
    evidence: { head: found({ storageClass: 'DEEP_ARCHIVE' }), existence: found({ storageClass: 'DEEP_ARCHIVE' }) },
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
      existence: found({ storageClass: 'GLACIER', restore: 'ongoing-request="false"' }),
    },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'there is no such object',
    evidence: { head: absent, existence: absent },
    outcome: 'denies',
    setting: 'NoSuchKey',
    notes: ['object-does-not-exist'],
  },
  {
    when: 'nobody may look',
    evidence: { head, existence: unread },
    outcome: 'unknown',
    unknowns: ['object-may-not-exist', 'unreadable'],
  },
  {
    when: 'AWS refused the KMS call',
    request: reason('kms:Decrypt'),
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'AWS names the policy that lacks the read',
    request: reason('s3:GetObject'),
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['refused-by-a-policy'],
  },
  {
    when: 'AWS names the policy that lacks the right to list',
    request: reason('s3:ListBucket'),
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['list-bucket-was-asked'],
  },
  {
    when: 'the right to list is judged beside the read',
    request: { authorizations: withList },
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['hidden-only-without-list-bucket'],
  },
  {
    when: "the object's key is known",
    request: { authorizations: withKey },
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['object-exists'],
  },
  {
    when: 'a question is asked',
    request: { errorCode: '' },
    evidence: { head, existence: unread },
    outcome: 'allows',
    notes: ['object-assumed-to-exist'],
  },
  {
    when: 'the signature was refused',
    request: { errorCode: 'SignatureDoesNotMatch' },
    evidence: { head, existence: unread },
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
  ...['', 'ongoing-request="true"'].map((restore): Case => ({
    when: `an object of Deep Archive, of which S3 says: restore ${restore}`,
    evidence: {
      head: found({ storageClass: 'DEEP_ARCHIVE', restore }),
      existence: found({ storageClass: 'DEEP_ARCHIVE', restore }),
    },
    outcome: 'denies',
    notes: ['object-archived'],
  })),
  {
    when: 'an object of the class GLACIER',
    evidence: { head: found({ storageClass: 'GLACIER' }), existence: found({ storageClass: 'GLACIER' }) },
    outcome: 'denies',
    setting: 'InvalidObjectState',
  },
  {
    when: 'an object of another class',
    evidence: { head: found({ storageClass: 'GLACIER_IR' }), existence: found({ storageClass: 'GLACIER_IR' }) },
    outcome: 'allows',
  },
  {
    when: 'a version is a delete marker',
    request: { errorCode: 'MethodNotAllowed' },
    evidence: { head, existence: unread },
    outcome: 'denies',
    setting: 'MethodNotAllowed',
  },
  {
    when: 'S3 gives another reason',
    request: { errorCode: 'SlowDown' },
    evidence: { head, existence: unread },
    outcome: 'allows',
    facts: { 'refused-for-another-reason': { errorCode: 'SlowDown' } },
  },
  ...(
    [
      ['the key is perhaps not asked for', { needed: 'unknown' }],
      [
        'the key is assumed',
        { assumptions: [{ code: 'object-key-from-bucket-default', facts: { bucket: 'b', key: 'k' } }] },
      ],
      ['the key cannot be known', { resource: undefined }],
      ['a data key is asked for', { action: 'kms:GenerateDataKey' }],
    ] as const
  ).map(([when, more]): Case => ({
    when: `${when}: the object may not exist`,
    request: { authorizations: get === undefined ? [] : [get, { ...get, ...decrypt, ...more }] },
    evidence: { head, existence: unread },
    outcome: 'unknown',
    unknowns: ['object-may-not-exist', 'unreadable'],
  })),
  ...(
    [
      ['listing versions is asked for besides', { action: 's3:ListBucketVersions' }, 'allows'],
      ['something else is asked for besides', { action: 's3:GetObjectTagging' }, 'unknown'],
      ['a list is what was asked for', { purpose: 'main' }, 'unknown'],
    ] as const
  ).map(([when, more, outcome]): Case => ({
    when,
    request: { authorizations: get === undefined ? [] : [get, { ...get, ...listing, ...more }] },
    evidence: { head, existence: unread },
    outcome,
  })),
  {
    when: 'the source of a copy is read',
    authorization: { purpose: 'copy-source' },
    evidence: { head: absent, existence: absent },
    outcome: 'denies',
  },
  { when: 'tags are read', action: 's3:GetObjectTagging', outcome: 'does not apply' },
  { when: 'the action is of another service', action: 'x:s3:GetObject', outcome: 'does not apply' },
  {
    when: 'an archived object is copied, and the authorization is that of the copy',
    action: 's3:PutObject',
    request: { errorCode: 'InvalidObjectState' },
    outcome: 'denies',
  },
  {
    when: 'an archived object is copied, and the authorization is that of the key',
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    request: { errorCode: 'InvalidObjectState' },
    outcome: 'does not apply',
  },
];
