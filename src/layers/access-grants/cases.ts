import { absent, found, unread, type Case } from '../cases';

const action = 's3:GetDataAccess';
const clause = 'You do not have READ permissions to the requested S3 Prefix: s3://my-bucket/a/*';

const to = (type: string, id: string) => ({
  grants: found([{ id: 'g-1', grantee: { type, id }, permission: 'READ', scope: 's3://my-bucket/a/*' }]),
});

export const cases: readonly Case[] = [
  {
    when: 'AWS says that no grant covers the prefix',
    action,
    request: {
      said: { is: 'statement', code: 'no-access-grant', clause },
      parameters: { target: 's3://my-bucket/a/*', permission: 'READ' },
    },
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
  {
    when: 'the caller has a grant of some scope',
    action,
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/app'),
    outcome: 'unknown',
    unknowns: ['grant-may-not-cover'],
  },
  {
    when: 'a user of a directory has a grant, perhaps the caller',
    action,
    evidence: to('DIRECTORY_USER', 'b1234567-89ab'),
    outcome: 'unknown',
    unknowns: ['grant-may-not-cover'],
  },
  {
    when: 'only others have grants',
    action,
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/other'),
    outcome: 'denies',
    notes: ['no-grant-for-caller'],
  },
  {
    when: 'there is no instance',
    action,
    evidence: { grants: absent },
    outcome: 'denies',
    notes: ['no-grant-for-caller'],
  },
  {
    when: 'the grants cannot be read',
    action,
    evidence: { grants: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  { when: 'no data access is asked for', outcome: 'does not apply' },
];
