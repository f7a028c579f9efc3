import { absent, found, unread, type Case } from '../../judging/cases/cases';
import {
  allowAll,
  allowOther,
  anonymous,
  denyAll,
  ifRed,
  policy,
  root,
  service,
  tagsUnknown,
  loadBalancing,
} from '../../judging/cases/policies';

export const cases: readonly Case[] = [
  { when: 'the boundary allows', evidence: { boundary: found(policy(allowAll)) }, outcome: 'allows' },
  {
    when: 'the boundary denies',
    evidence: { boundary: found(policy(allowAll, denyAll)) },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'the boundary allows other actions',
    evidence: { boundary: found(policy(allowOther)) },
    outcome: 'does-not-allow',
  },
  {
    when: 'there is no boundary',
    evidence: { boundary: absent },
    outcome: 'not-applicable',
    notes: ['no-permissions-boundary'],
  },
  { when: 'the boundary cannot be read', evidence: { boundary: unread }, outcome: 'unknown' },
  {
    when: 'its Allow hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: { boundary: found(policy({ ...allowAll, ...ifRed })) },
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  { when: 'the root user asks', ...root, outcome: 'not-applicable' },
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable' },
  { when: 'an AWS service asks', ...service, outcome: 'not-applicable' },
  {
    when: 'an AWS service asks from an account of its own',
    ...loadBalancing,
    outcome: 'not-applicable',
    notes: ['caller-is-a-service'],
  },

  {
    when: 'its Deny hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: { boundary: found(policy(allowAll, { ...denyAll, ...ifRed })) },
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'all that it says hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: { boundary: found(policy({ ...denyAll, ...ifRed }, { ...allowAll, ...ifRed })) },
    outcome: 'unknown',
    mayBe: ['allows', 'denies', 'does-not-allow'],
  },
  {
    when: 'the boundary denies what it does not allow',
    evidence: { boundary: found(policy(denyAll)) },
    outcome: 'denies',
    allows: false,
  },
  {
    when: 'the boundary denies what it allows',
    evidence: { boundary: found(policy(allowAll, denyAll)) },
    outcome: 'denies',
    allows: true,
  },
  ...[anonymous, service, root].map((caller): Case => ({
    when: `a boundary is found, and the caller is ${caller.request.principal.type}`,
    ...caller,
    evidence: { boundary: found(policy(denyAll)) },
    outcome: 'not-applicable',
  })),
];
