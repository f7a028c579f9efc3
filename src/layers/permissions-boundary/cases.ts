import { absent, found, unread, type Case } from '../cases';
import { allowAll, allowOther, anonymous, denyAll, ifRed, policy, root, service, tagsUnknown } from '../policy-cases';

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
];
