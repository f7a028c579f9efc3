import { sessionPolicies as reader } from '../../evidence/readers/session-policies';
import { managedPolicyResource } from '../../judging/infrastructure/iam-resources';
import { defineLayer } from '../define';
import { checkSessionPolicy } from './check';
import { putSessionPolicy } from './put-policy';
import { words } from './words';

/** The policies passed when the session began; several act as one. */
export const sessionPolicy = defineLayer({
  id: 'session-policy',
  title: 'Session policy',
  name: 'the session policy',
  kind: 'limit',
  side: 'principal',
  saidAs: ['session policy'],
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session',
  words,
  reads: { policies: reader },
  causes: [
    { number: 7, title: 'The session policy has no Allow', code: 'does-not-allow' },
    { number: 8, title: 'The session policy denies', code: 'denies' },
  ],
  yieldsTo: ['caller'],
  fix: 'hand-over',
  // A session is given one policy of its own, and managed ones: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  policies: {
    read: 'policies',
    heldAs: 'list',
    naming: 'nobody',
    largest: { managed: 6144, inline: { role: 2048, user: 2048, group: 2048 } },
  },
  putPolicy: putSessionPolicy,
  // A policy of the session's own lives as long as the session.
  policyResource: managedPolicyResource,
  appliesTo: () => true,
  check: checkSessionPolicy,
  slots: { policies: 'sessionPolicies' },
});
