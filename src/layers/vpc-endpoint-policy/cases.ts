import { absent, found, unread, type Case } from '../cases';
import { allowAll, denyAll, ifRed, policy, tagsUnknown } from '../policy-cases';

const through = { request: { endpoint: { is: 'endpoint', id: 'vpce-1' } } } as const;
const allow = { ...allowAll, Principal: '*' };
const says = (...statements: readonly object[]) => ({ endpoint: found({ policy: policy(...statements) }) });

export const cases: readonly Case[] = [
  { when: 'the endpoint allows', ...through, evidence: says(allow), outcome: 'allows' },
  {
    when: 'the endpoint denies',
    ...through,
    evidence: says(allow, { ...denyAll, Principal: '*' }),
    outcome: 'denies',
    statements: ['No'],
  },
  {
    when: 'the endpoint allows other buckets',
    ...through,
    evidence: says({ ...allow, Resource: 'arn:aws:s3:::other/*' }),
    outcome: 'does-not-allow',
  },
  {
    when: 'the endpoint names the account, which means its root user there',
    ...through,
    evidence: says({ ...allow, Principal: { AWS: '111122223333' } }),
    outcome: 'does-not-allow',
  },
  { when: 'no endpoint was on the way', outcome: 'not-applicable', notes: ['no-vpc-endpoint'] },
  {
    when: 'the endpoint is one of AWS’s own',
    request: { endpoint: { is: 'aws-owned', id: 'vpce-f40dc59d' } },
    outcome: 'not-applicable',
    notes: ['endpoint-is-of-aws'],
  },
  {
    when: 'the endpoint is not found',
    ...through,
    evidence: { endpoint: absent },
    outcome: 'unknown',
    unknowns: ['endpoint-not-found'],
  },
  { when: 'the endpoint cannot be read', ...through, evidence: { endpoint: unread }, outcome: 'unknown' },
  {
    when: 'a Deny hangs on a tag that nobody knows',
    request: through.request,
    authorization: tagsUnknown.authorization,
    evidence: says(allow, { ...denyAll, Principal: '*', ...ifRed }),
    outcome: 'unknown',
  },
];
