import { absent, found, subjectOf, unread, type Case } from '../../judging/cases/cases';
import { anonymous, denyAll, document, ifRed, level, tagsUnknown } from '../../judging/cases/policies';

const levels = (...all: readonly object[]) => ({ policies: found({ levels: all }) });
const deny = { ...denyAll, Principal: '*' };
const { flags } = subjectOf({ when: '', outcome: 'allows' }).authorization;

export const cases: readonly Case[] = [
  { when: 'a policy of any level denies', evidence: levels(level('r-1'), level('ou-1', deny)), outcome: 'denies' },
  {
    when: 'a policy denies an anonymous caller too',
    ...anonymous,
    evidence: levels(level('r-1', deny)),
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'the policies deny other actions',
    evidence: levels(level('r-1', { ...deny, Action: 'sqs:*' })),
    outcome: 'allows',
  },
  { when: 'the account is in no organization', evidence: { policies: absent }, outcome: 'not-applicable' },
  {
    when: 'the account says itself that it is in no organization, whose policies others could not find',
    authorization: { flags: { ...flags, resourceAccountIsStandalone: true } },
    evidence: { policies: unread },
    outcome: 'not-applicable',
    notes: ['account-is-in-no-organization'],
  },
  { when: 'the organization cannot be read', evidence: { policies: unread }, outcome: 'unknown' },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: levels(level('r-1', { ...deny, ...ifRed })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  {
    when: 'the bucket is of the management account',
    authorization: { flags: { ...flags, resourceAccountIsManagement: true } },
    evidence: levels(level('r-1', deny)),
    outcome: 'not-applicable',
  },
  {
    when: 'the key is one that AWS manages',
    action: 'kms:Decrypt',
    authorization: { flags: { ...flags, awsManagedKey: true } },
    evidence: levels(level('r-1', { ...deny, Action: 'kms:*' })),
    outcome: 'not-applicable',
  },
  {
    when: 'a grant is retired',
    action: 'kms:RetireGrant',
    evidence: levels(level('r-1', deny)),
    outcome: 'not-applicable',
  },
  {
    when: 'nobody knows whether the bucket is of the management account',
    authorization: { flags: { ...flags, resourceAccountIsManagement: undefined } },
    evidence: levels(level('r-1', deny)),
    outcome: 'unknown',
    unknowns: ['resource-may-be-exempt'],
  },
  {
    when: 'the organization cannot be read, and the policy that AWS names denies',
    evidence: { policies: unread, named: found({ name: 'named', arn: 'arn:named', document: document(deny) }) },
    outcome: 'denies',
    statements: ['No'],
    notes: ['only-named-policy-read'],
  },
  {
    when: 'whether it binds the account is not known, and the policy that AWS names denies: then it did',
    authorization: {
      flags: { ...flags, principalAccountIsManagement: undefined, resourceAccountIsManagement: undefined },
    },
    evidence: { policies: unread, named: found({ name: 'named', document: document(deny) }) },
    outcome: 'denies',
  },
  {
    when: 'the organization cannot be read, and the policy that AWS names denies no more',
    evidence: { policies: unread, named: found({ name: 'named', document: document() }) },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'neither the organization nor the policy that AWS names can be read',
    evidence: { policies: unread, named: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'one level cannot be read, and the policy that AWS names denies',
    evidence: {
      ...levels(level('r-1'), { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } }),
      named: found({ name: 'named', arn: 'arn:named', document: document(deny) }),
    },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'no level has a policy',
    evidence: levels(),
    outcome: 'not-applicable',
    notes: ['no-resource-control-policies'],
  },
  {
    when: 'nobody knows whether AWS manages the key',
    action: 'kms:Decrypt',
    authorization: { flags: { ...flags, awsManagedKey: undefined } },
    evidence: levels(level('r-1', { ...deny, Action: 'kms:*' })),
    outcome: 'unknown',
    unknowns: ['resource-may-be-exempt'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'nobody knows who manages a key, and the action is of S3',
    authorization: { flags: { ...flags, awsManagedKey: undefined } },
    evidence: levels(level('r-1', deny)),
    outcome: 'denies',
  },
  {
    when: 'the key of an upload to S3 is one that AWS manages',
    authorization: { flags: { ...flags, awsManagedKey: true } },
    evidence: levels(level('r-1', deny)),
    outcome: 'denies',
  },
  {
    when: 'a service-linked role asks',
    authorization: { flags: { ...flags, principalIsServiceLinkedRole: true } },
    evidence: levels(level('r-1', deny)),
    outcome: 'not-applicable',
    notes: ['caller-is-a-service-linked-role'],
  },
  {
    when: 'nothing tells who of an account called',
    request: { principal: { type: 'unidentified', accountId: '111122223333', principalId: 'AROAX' } },
    evidence: levels(level('r-1', deny)),
    outcome: 'unknown',
    unknowns: ['resource-may-be-exempt'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the organization cannot be read, which can only deny',
    evidence: { policies: unread },
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
  },
];
