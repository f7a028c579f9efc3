import { defined } from '../../defined';
import { flags, levels, named, organizationPolicyCases, unreadLevel } from '../../judging/cases/organization-policies';
import type { Case } from '../../judging/cases/cases';
import {
  allowAll,
  allowOther,
  anonymous,
  denyAll,
  ifRed,
  level,
  policy,
  service,
  tagsUnknown,
  loadBalancing,
} from '../../judging/cases/policies';

export const cases: readonly Case[] = [
  ...organizationPolicyCases({
    deny: denyAll,
    passing: [allowAll],
    standalone: 'principalAccountIsStandalone',
    mayBeExempt: 'caller-may-be-exempt',
    without: 'no-service-control-policies',
  }),
  { when: 'every level allows', evidence: levels(level('r-1', allowAll), level('ou-1', allowAll)), outcome: 'allows' },
  {
    when: 'one level allows other actions',
    evidence: levels(level('r-1', allowAll), level('ou-1', allowOther)),
    outcome: 'does-not-allow',
    notes: ['level-without-allow'],
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
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable' },
  { when: 'an AWS service asks', ...service, outcome: 'not-applicable' },
  {
    when: 'an AWS service asks from an account of its own',
    ...loadBalancing,
    outcome: 'not-applicable',
    notes: ['caller-is-a-service'],
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
      ...levels({ target: 'r-1', policies: [policy(allowAll), { ...policy(denyAll), arn: 'arn:named' }] }, unreadLevel),
      named: named(denyAll),
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
        unreadLevel,
      ),
      named: named(denyAll),
    },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'one level cannot be read, and the policy that AWS names denies no more',
    evidence: {
      ...levels(level('r-1', allowAll), unreadLevel),
      named: named(),
    },
    outcome: 'unknown',
    unknowns: ['unreadable'],
    mayBe: ['allows', 'denies', 'does-not-allow'],
  },
  {
    when: 'one level cannot be read, and no policy is named',
    evidence: levels(level('r-1', allowAll), unreadLevel),
    outcome: 'unknown',
    notes: ['level-without-allow'],
  },
];
