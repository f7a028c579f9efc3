import type { Case } from '../../judging/cases/cases';

const expecting = (account: string) => ({ parameters: { 'x-amz-expected-bucket-owner': account } });
const source = { purpose: 'copy-source' } as const;

export const cases: readonly Case[] = [
  {
    when: 'another account owns the bucket',
    request: expecting('444455556666'),
    outcome: 'denies',
    setting: 'x-amz-expected-bucket-owner',
    notes: ['bucket-owner-not-as-expected'],
  },
  {
    when: 'the expected account owns the bucket',
    request: expecting('111122223333'),
    outcome: 'allows',
    notes: ['bucket-owner-as-expected'],
  },
  {
    when: 'nothing shows who owns the bucket',
    authorization: { resourceAccountId: undefined },
    request: { ...expecting('444455556666'), resourceAccountId: undefined },
    outcome: 'unknown',
    unknowns: ['bucket-owner-unknown'],
  },
  {
    when: 'another account owns the source of a copy',
    authorization: source,
    request: { parameters: { 'x-amz-source-expected-bucket-owner': '444455556666' } },
    outcome: 'denies',
    setting: 'x-amz-source-expected-bucket-owner',
  },
  {
    when: 'the header speaks about the destination only',
    authorization: source,
    request: expecting('444455556666'),
    outcome: 'does not apply',
  },
  { when: 'the header was not sent', outcome: 'does not apply' },
  {
    when: 'another account owns the bucket, and only the record shows it',
    authorization: { resourceAccountId: undefined },
    request: expecting('444455556666'),
    outcome: 'denies',
    facts: {
      'bucket-owner-not-as-expected': {
        header: 'x-amz-expected-bucket-owner',
        expected: '444455556666',
        owner: '111122223333',
      },
    },
  },
  {
    when: 'nothing shows who owns the source of a copy, though the record shows who owns the destination',
    authorization: { ...source, resourceAccountId: undefined },
    request: { parameters: { 'x-amz-source-expected-bucket-owner': '111122223333' } },
    outcome: 'unknown',
    facts: { 'bucket-owner-unknown': { header: 'x-amz-source-expected-bucket-owner', expected: '111122223333' } },
  },
  {
    when: 'the key of the object is asked for, of which the header does not speak',
    action: 'kms:Decrypt',
    authorization: { purpose: 'encryption' },
    request: expecting('444455556666'),
    outcome: 'does not apply',
  },
];
