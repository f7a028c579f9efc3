import type { Case } from '../cases';

const action = 's3:GetDataAccess';
const clause = 'You do not have READ permissions to the requested S3 Prefix: s3://my-bucket/a/*';

export const cases: readonly Case[] = [
  {
    when: 'AWS says that no grant covers the prefix',
    action,
    request: { said: { is: 'statement', code: 'access-grants', clause } },
    outcome: 'denies',
    setting: 'AccessGrants',
    notes: ['no-grant-for-prefix'],
  },
  {
    when: "S3 may not assume the location's role",
    action,
    request: { errorCode: 'StsNotAuthorizedError' },
    outcome: 'denies',
    setting: 'StsNotAuthorizedError',
    notes: ['location-role-not-assumable'],
  },
  {
    when: 'AWS names a policy',
    action,
    request: {
      said: {
        is: 'reason',
        deny: 'implicit',
        policyType: 'identity-based policy',
        action,
        clause: 'because no identity-based policy allows the s3:GetDataAccess action',
      },
    },
    outcome: 'allows',
    notes: ['refused-by-a-policy'],
  },
  { when: 'AWS gives no reason', action, outcome: 'unknown', unknowns: ['access-grants-not-read'] },
  { when: 'no data access is asked for', outcome: 'does not apply' },
];
