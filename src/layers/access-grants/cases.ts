import { absent, found, unread, type Case } from '../../judging/cases/cases';

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
  {
    when: 'nobody of the account can be distinguished from the caller, and somebody has a grant',
    action,
    request: { principal: { type: 'unidentified', accountId: '111122223333', principalId: 'AROAX' } },
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/other'),
    outcome: 'unknown',
    facts: { 'grant-may-not-cover': { grants: 'g-1', target: 'what was asked for' } },
  },
  {
    when: 'nothing shows the role of the session, and some role has a grant',
    action,
    request: {
      principal: {
        type: 'assumed-role',
        arn: 'arn:aws:sts::111122223333:assumed-role/app/session',
        accountId: '111122223333',
        roleName: 'app',
        sessionName: 'session',
      },
    },
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/other'),
    outcome: 'unknown',
  },
  {
    when: 'the user has a grant',
    action,
    request: {
      principal: {
        type: 'user',
        arn: 'arn:aws:iam::111122223333:user/al',
        accountId: '111122223333',
        userName: 'al',
      },
      parameters: { target: 's3://my-bucket/a/*' },
    },
    evidence: {
      grants: found(
        ['g-1', 'g-2', 'g-3'].map((id) => ({
          id,
          grantee: { type: 'IAM', id: `arn:aws:iam::111122223333:user/${id === 'g-3' ? 'bo' : 'al'}` },
          permission: 'READ',
          scope: 's3://my-bucket/a/*',
        })),
      ),
    },
    outcome: 'unknown',
    facts: { 'grant-may-not-cover': { grants: 'g-1, g-2', target: 's3://my-bucket/a/*' } },
  },
  {
    when: 'nobody signs and a role has a grant',
    action,
    request: { principal: { type: 'anonymous' } },
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/app'),
    outcome: 'denies',
  },
  {
    when: 'a text only mentions that permissions lack',
    action,
    request: { said: { is: 'statement', code: 'other', clause: `AWS: ${clause}` } },
    evidence: to('IAM', 'arn:aws:iam::111122223333:role/app'),
    outcome: 'unknown',
  },
];
