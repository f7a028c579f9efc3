import { absent, found, unread, type Case } from '../../judging/cases/cases';

const requester = { payment: found({ payer: 'Requester' }) };
const foreign = { resourceAccountId: '444455556666' };
const header = { parameters: { 'x-amz-request-payer': 'requester' } };

export const cases: readonly Case[] = [
  {
    when: 'requesters pay and the record holds no header',
    authorization: foreign,
    evidence: requester,
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
    unknowns: ['header-may-be-unrecorded'],
    notes: ['request-payer-header-missing'],
  },
  {
    when: 'requesters pay and a question names no header',
    authorization: foreign,
    request: { errorCode: '' },
    evidence: requester,
    outcome: 'denies',
    setting: 'Payer=Requester',
    notes: ['request-payer-header-missing'],
  },
  {
    when: 'requesters pay and the header was sent',
    authorization: foreign,
    request: header,
    evidence: requester,
    outcome: 'allows',
    notes: ['caller-agrees-to-pay'],
  },
  {
    when: 'requesters pay and no header is shown',
    authorization: foreign,
    request: { headersNotRecorded: true },
    evidence: requester,
    outcome: 'unknown',
    unknowns: ['header-not-logged'],
  },
  {
    when: 'requesters pay and nobody signs',
    request: { principal: { type: 'anonymous' } },
    evidence: requester,
    outcome: 'denies',
    notes: ['anonymous-cannot-pay'],
  },
  {
    when: 'nobody signs and the header was sent',
    request: { ...header, principal: { type: 'anonymous' } },
    evidence: requester,
    outcome: 'denies',
    notes: ['anonymous-cannot-pay'],
  },
  {
    when: 'the bucket owner pays',
    authorization: foreign,
    evidence: { payment: found({ payer: 'BucketOwner' }) },
    outcome: 'not-applicable',
    notes: ['bucket-owner-pays'],
  },
  {
    when: 'no payment is configured',
    authorization: foreign,
    evidence: { payment: absent },
    outcome: 'not-applicable',
    notes: ['bucket-owner-pays'],
  },
  {
    when: 'the setting cannot be read',
    authorization: foreign,
    evidence: { payment: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'the setting cannot be read but the header was sent',
    authorization: foreign,
    request: header,
    evidence: { payment: unread },
    outcome: 'allows',
  },
  {
    when: 'requesters pay and nothing shows who owns the source of a copy',
    authorization: { resourceAccountId: undefined, purpose: 'copy-source' },
    evidence: requester,
    outcome: 'unknown',
    unknowns: ['bucket-owner-unknown'],
  },
  {
    when: 'requesters pay and a service asks',
    request: { principal: { type: 'service', service: 'delivery.logs.amazonaws.com' } },
    evidence: requester,
    outcome: 'unknown',
    unknowns: ['payer-of-service-unknown'],
  },
  { when: "the caller is of the owner's account", outcome: 'does not apply' },
  {
    when: 'the action is one of KMS',
    action: 'kms:Decrypt',
    authorization: { ...foreign, purpose: 'encryption' },
    outcome: 'does not apply',
  },
];
