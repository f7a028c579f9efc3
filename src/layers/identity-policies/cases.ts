import { found, unread, type Case } from '../cases';
import { allowAll, allowOther, anonymous, denyAll, ifRed, policies, root, service, tagsUnknown } from '../policy-cases';

export const cases: readonly Case[] = [
  { when: 'a policy allows', evidence: { policies: policies(allowAll) }, outcome: 'allows', statements: ['Yes'] },
  {
    when: 'a policy denies what another allows',
    evidence: { policies: policies(allowAll, denyAll) },
    outcome: 'denies',
    allows: true,
    statements: ['No'],
  },
  { when: 'the policies allow other actions', evidence: { policies: policies(allowOther) }, outcome: 'does-not-allow' },
  {
    when: 'there is no policy',
    evidence: { policies: found({ policies: [] }) },
    outcome: 'does-not-allow',
    notes: ['no-identity-policies'],
  },
  {
    when: 'the policies cannot be read',
    evidence: { policies: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'an Allow hangs on a tag that nobody knows',
    ...tagsUnknown,
    evidence: { policies: policies({ ...allowAll, ...ifRed }) },
    outcome: 'unknown',
    unknowns: ['context-key-unknown'],
  },
  { when: 'the root user asks', ...root, outcome: 'allows', notes: ['caller-is-the-root-user'] },
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable', notes: ['caller-is-anonymous'] },
  { when: 'an AWS service asks', ...service, outcome: 'not-applicable', notes: ['caller-is-a-service'] },
];
