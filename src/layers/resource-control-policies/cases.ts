import { unread, type Case } from '../../judging/cases/cases';
import { flags, levels, organizationPolicyCases } from '../../judging/cases/organization-policies';
import { anonymous, denyAll, level } from '../../judging/cases/policies';

const deny = { ...denyAll, Principal: '*' };

export const cases: readonly Case[] = [
  ...organizationPolicyCases({
    deny,
    passing: [],
    standalone: 'resourceAccountIsStandalone',
    mayBeExempt: 'resource-may-be-exempt',
    without: 'no-resource-control-policies',
  }),
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
    when: 'the organization cannot be read, which can only deny',
    evidence: { policies: unread },
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
  },
];
