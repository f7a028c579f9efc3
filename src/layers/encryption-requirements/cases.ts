import { absent, found, unread, type Case } from '../../judging/cases/cases';

const action = 's3:PutObject';
const customerKey = { parameters: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' } };
const clause =
  'because this bucket has blocked upload requests that specify Server Side Encryption with Customer provided keys (SSE-C). Please specify a different server-side encryption type';

export const cases: readonly Case[] = [
  {
    when: 'the bucket blocks uploads with a customer key',
    action,
    request: customerKey,
    evidence: { encryption: found({ algorithm: 'AES256', blockedEncryptionTypes: ['SSE-C'] }) },
    outcome: 'denies',
    setting: 'BlockedEncryptionTypes=SSE-C',
    notes: ['sse-c-uploads-blocked'],
  },
  {
    when: 'AWS says that such uploads are blocked',
    action,
    request: { ...customerKey, said: { is: 'statement', code: 'customer-provided-keys-blocked', clause } },
    evidence: { encryption: unread },
    outcome: 'denies',
    notes: ['sse-c-uploads-blocked'],
  },
  {
    when: 'AWS said that such uploads were blocked, which are not by now',
    action,
    request: { ...customerKey, said: { is: 'statement', code: 'customer-provided-keys-blocked', clause } },
    evidence: { encryption: found({ algorithm: 'AES256', blockedEncryptionTypes: ['NONE'] }) },
    changedSince: true,
    outcome: 'allows',
    notes: ['sse-c-uploads-not-blocked'],
  },
  ...(['kms:Decrypt', 'kms:GenerateDataKey'] as const).map((used): Case => ({
    when: `nobody signs, and ${used} is needed`,
    action: used,
    authorization: { purpose: 'encryption' },
    request: { principal: { type: 'anonymous' } },
    evidence: { encryption: unread },
    outcome: 'denies',
    setting: 'Encryption=aws:kms',
    notes: ['kms-key-needs-a-signature'],
  })),
  {
    when: 'a caller that signs needs a KMS key',
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    outcome: 'does not apply',
  },
  {
    when: 'nobody signs, and KMS itself is asked',
    action: 'kms:Decrypt',
    request: { principal: { type: 'anonymous' } },
    outcome: 'does not apply',
  },
  {
    when: 'the bucket blocks nothing',
    action,
    request: customerKey,
    evidence: { encryption: found({ algorithm: 'AES256', blockedEncryptionTypes: ['NONE'] }) },
    outcome: 'allows',
    notes: ['sse-c-uploads-not-blocked'],
  },
  {
    when: 'the bucket has no encryption configuration',
    action,
    request: customerKey,
    evidence: { encryption: absent },
    outcome: 'unknown',
    unknowns: ['sse-c-blocking-not-told'],
  },
  {
    when: 'the configuration cannot be read',
    action,
    request: customerKey,
    evidence: { encryption: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'an object is read with a customer key',
    request: customerKey,
    outcome: 'unknown',
    unknowns: ['customer-key-may-be-wrong'],
  },
  {
    when: 'AWS names a policy for the read',
    request: {
      ...customerKey,
      said: { is: 'reason', deny: 'implicit', policyType: 'identity-based policy', action: 's3:GetObject', clause: '' },
    },
    outcome: 'allows',
    notes: ['refused-by-a-policy'],
  },
  {
    when: 'the source of a copy is read with a customer key',
    authorization: { purpose: 'copy-source' },
    request: { parameters: { 'x-amz-copy-source-server-side-encryption-customer-algorithm': 'AES256' } },
    outcome: 'unknown',
  },
  {
    when: 'the upload brings no customer key',
    action,
    request: { parameters: { 'x-amz-server-side-encryption': 'aws:kms' } },
    outcome: 'does not apply',
  },
  {
    when: 'an ACL comes with an upload',
    action: 's3:PutObjectAcl',
    authorization: { purpose: 'companion' },
    request: customerKey,
    outcome: 'does not apply',
  },
  {
    when: 'tags are read with a customer key, which S3 does not take',
    action: 's3:GetObjectTagging',
    request: customerKey,
    outcome: 'does not apply',
  },
  {
    when: 'an action only ends like an upload',
    action: 'x:s3:PutObject',
    request: customerKey,
    outcome: 'does not apply',
  },
  {
    when: 'a list is asked for besides',
    authorization: { purpose: 'companion' },
    request: { parameters: { ...customerKey.parameters, '-server-side-encryption-customer-algorithm': 'AES256' } },
    outcome: 'does not apply',
  },
];
