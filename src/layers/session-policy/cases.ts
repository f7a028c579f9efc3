import { found, unread, type Case } from '../cases';
import { allowAll, allowOther, anonymous, denyAll, federated, policies, root, user } from '../policy-cases';

export const cases: readonly Case[] = [
  { when: 'the session policy allows', evidence: { policies: policies(allowAll) }, outcome: 'allows' },
  {
    when: 'the session policy denies',
    evidence: { policies: policies(allowAll, denyAll) },
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'the session policy allows other actions',
    evidence: { policies: policies(allowOther) },
    outcome: 'does-not-allow',
  },
  {
    when: 'the record of the session shows no policy',
    evidence: { policies: found({ policies: [] }) },
    outcome: 'not-applicable',
    notes: ['no-session-policy'],
  },
  {
    when: 'AWS issued the credentials to compute',
    request: { session: { issuedToCompute: 'AWS::Lambda::Function' } },
    evidence: { policies: unread },
    outcome: 'not-applicable',
    notes: ['credentials-issued-to-compute'],
  },
  {
    when: 'a federated session has no policy',
    ...federated,
    evidence: { policies: found({ policies: [] }) },
    outcome: 'does-not-allow',
    notes: ['federated-without-session-policy'],
  },
  { when: 'nothing tells how the session began', evidence: { policies: unread }, outcome: 'unknown' },
  { when: 'a user asks', ...user, outcome: 'not-applicable', notes: ['caller-is-no-session'] },
  { when: 'the root user asks', ...root, outcome: 'not-applicable' },
  { when: 'nobody in particular asks', ...anonymous, outcome: 'not-applicable' },
];
