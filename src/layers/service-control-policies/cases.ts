import { defined } from '../../defined';
import { absent, found, subjectOf, unread, type Case } from '../../judging/cases/cases';
import {
  allowAll,
  allowOther,
  anonymous,
  denyAll,
  document,
  ifRed,
  level,
  policy,
  service,
  tagsUnknown,
} from '../../judging/cases/policies';

const levels = (...all: readonly object[]) => ({ policies: found({ levels: all }) });
const { flags } = subjectOf({ when: '', outcome: 'allows' }).authorization;

export const cases: readonly Case[] = [
  { when: 'every level allows', evidence: levels(level('r-1', allowAll), level('ou-1', allowAll)), outcome: 'allows' },
  {
    when: 'a policy of any level denies',
    evidence: levels(level('r-1', allowAll), level('ou-1', allowAll, denyAll)),
    outcome: 'denies',
    allows: true,
    statements: ['No'],
  },
  {
    when: 'one level allows other actions',
    evidence: levels(level('r-1', allowAll), level('ou-1', allowOther)),
    outcome: 'does-not-allow',
    notes: ['level-without-allow'],
  },
  { when: 'the account is in no organization', evidence: { policies: absent }, outcome: 'not-applicable' },
  {
    when: 'the account says itself that it is in no organization, whose policies others could not find',
    authorization: { flags: { ...flags, principalAccountIsStandalone: true } },
    evidence: { policies: unread },
    outcome: 'not-applicable',
    notes: ['account-is-in-no-organization'],
  },
  {
    when: 'the organization cannot be read',
    evidence: { policies: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: levels(level('r-1', allowAll, { ...denyAll, ...ifRed })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  {
    when: 'the caller is of the management account',
    authorization: { flags: { ...flags, principalAccountIsManagement: true } },
    evidence: levels(level('r-1', denyAll)),
    outcome: 'not-applicable',
    notes: ['caller-is-of-the-management-account'],
  },
  {
    when: 'nobody knows whether the caller is of the management account',
    authorization: { flags: { ...flags, principalAccountIsManagement: undefined } },
    evidence: levels(level('r-1', denyAll)),
    outcome: 'unknown',
    unknowns: ['caller-may-be-exempt'],
  },
  {
    when: 'a service-linked role asks',
    authorization: { flags: { ...flags, principalIsServiceLinkedRole: true } },
    evidence: levels(level('r-1', denyAll)),
    outcome: 'not-applicable',
  },
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable' },
  { when: 'an AWS service asks', ...service, outcome: 'not-applicable' },
  {
    when: 'the organization cannot be read, and the policy that AWS names denies',
    evidence: { policies: unread, named: found({ name: 'named', arn: 'arn:named', document: document(denyAll) }) },
    outcome: 'denies',
    statements: ['No'],
    notes: ['only-named-policy-read'],
  },
  {
    when: 'whether it binds the account is not known, and the policy that AWS names denies: then it did',
    authorization: {
      flags: { ...flags, principalAccountIsManagement: undefined, resourceAccountIsManagement: undefined },
    },
    evidence: { policies: unread, named: found({ name: 'named', document: document(denyAll) }) },
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
      ...levels(level('r-1', allowAll), { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } }),
      named: found({ name: 'named', arn: 'arn:named', document: document(denyAll) }),
    },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'no level has a policy',
    evidence: levels(),
    outcome: 'not-applicable',
    notes: ['no-service-control-policies'],
  },
  {
    when: 'every level allows and one denies, on a tag that nobody knows',
    ...tagsUnknown,
    evidence: levels(level('r-1', allowAll), level('ou-1', allowAll, { ...denyAll, ...ifRed })),
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the Allow of one level hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: levels(level('r-1', allowAll), level('ou-1', { ...allowAll, ...ifRed })),
    outcome: 'unknown',
    notes: ['level-without-allow'],
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'one level denies and another does not allow',
    evidence: levels(level('r-1', allowAll, denyAll), level('ou-1', allowOther)),
    outcome: 'denies',
    allows: false,
  },
  {
    when: 'one level denies, on a tag that nobody knows, and another does not allow',
    ...tagsUnknown,
    evidence: levels(level('r-1', allowAll, { ...denyAll, ...ifRed }), level('ou-1', allowOther)),
    outcome: 'unknown',
    mayBe: ['denies', 'does-not-allow'],
  },
  {
    when: 'a policy of one level could not be read',
    evidence: levels(level('r-1', allowAll), {
      target: 'ou-1',
      policies: [
        { name: 'guardrail', unreadable: { why: 'access-denied', permission: 'organizations:DescribePolicy' } },
      ],
    }),
    outcome: 'unknown',
    facts: {
      unreadable: {
        policy: 'guardrail',
        target: 'ou-1',
        why: 'access-denied',
        permission: 'organizations:DescribePolicy',
      },
    },
  },
  {
    when: 'a policy of one level is none that AWS would accept',
    evidence: levels(level('r-1', allowAll, { ...denyAll, Effect: 'Never' })),
    outcome: 'unknown',
    facts: {
      'malformed-policy': { policy: 'p', target: 'r-1', at: 'Statement[2].Effect', problem: 'effect-missing' },
    },
  },
  {
    when: 'a policy of one level says whom it means, which AWS would not accept',
    evidence: levels(level('r-1', allowAll, { ...denyAll, Principal: '*' })),
    outcome: 'unknown',
    facts: { 'malformed-policy': { policy: 'p', target: 'r-1', at: 'Principal', problem: 'principal-misplaced' } },
  },
  {
    when: 'the caller is of an account that may be the management account, and nothing is denied',
    authorization: { flags: { ...flags, principalAccountIsManagement: undefined } },
    evidence: levels(level('r-1', allowAll)),
    outcome: 'allows',
  },
  {
    when: 'nobody knows whether the caller is of the management account, nor its tags',
    authorization: { ...tagsUnknown.authorization, flags: { ...flags, principalAccountIsManagement: undefined } },
    evidence: levels(level('r-1', allowAll, { ...denyAll, ...ifRed })),
    outcome: 'unknown',
    unknowns: ['caller-may-be-exempt', 'context-key-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'nobody knows whether the caller is of the management account, and nothing allows',
    authorization: { flags: { ...flags, principalAccountIsManagement: undefined } },
    evidence: levels(level('r-1', allowOther)),
    outcome: 'unknown',
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'nothing tells who of the account called',
    request: { principal: { type: 'unidentified', accountId: '111122223333', principalId: 'AROAX' } },
    evidence: levels(level('r-1', allowAll, denyAll)),
    outcome: 'unknown',
    unknowns: ['caller-may-be-exempt'],
    mayBe: ['allows', 'denies'],
  },
  ...(
    [
      [undefined, 'organizations:ListParents, organizations:ListPoliciesForTarget, organizations:DescribePolicy'],
      ['organizations:ListPoliciesForTarget', 'organizations:ListPoliciesForTarget, organizations:DescribePolicy'],
      ['organizations:DescribePolicy', 'organizations:DescribePolicy'],
      ['sts:AssumeRole', 'sts:AssumeRole'],
    ] as const
  ).map(([permission, permissions]): Case => ({
    when: `the organization cannot be read for want of ${permission ?? 'something'}`,
    evidence: {
      policies: { status: 'unreadable', why: 'access-denied', ...defined({ permission }) },
    },
    outcome: 'unknown',
    facts: {
      unreadable: {
        read: 'service-control-policies',
        target: '111122223333',
        why: 'access-denied',
        ...defined({ permission }),
        permissions,
      },
    },
    mayBe: ['allows', 'denies', 'does-not-allow'],
  })),
  {
    when: 'one level cannot be read, and the policy that AWS names stands at another',
    evidence: {
      ...levels(
        { target: 'r-1', policies: [policy(allowAll), { ...policy(denyAll), arn: 'arn:named' }] },
        { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } },
      ),
      named: found({ name: 'named', arn: 'arn:named', document: document(denyAll) }),
    },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'one level cannot be read, and the policy that AWS names could not be read among the others',
    evidence: {
      ...levels(
        {
          target: 'r-1',
          policies: [policy(allowAll), { name: 'p', arn: 'arn:named', unreadable: { why: 'access-denied' } }],
        },
        { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } },
      ),
      named: found({ name: 'named', arn: 'arn:named', document: document(denyAll) }),
    },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'one level cannot be read, and the policy that AWS names denies no more',
    evidence: {
      ...levels(level('r-1', allowAll), { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } }),
      named: found({ name: 'named', arn: 'arn:named', document: document() }),
    },
    outcome: 'unknown',
    unknowns: ['unreadable'],
    mayBe: ['allows', 'denies', 'does-not-allow'],
  },
  {
    when: 'one level cannot be read, and no policy is named',
    evidence: levels(level('r-1', allowAll), { target: 'ou-1', policies: { unreadable: { why: 'access-denied' } } }),
    outcome: 'unknown',
    notes: ['level-without-allow'],
  },
];
