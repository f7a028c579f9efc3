/** What AWS's policy simulator is asked, as it goes on the wire, and when it is not asked at all. */
import type { Principal } from '../../src/names/principal';
import { policySimulation } from '../../src/evidence/readers/policy-simulation';
import { openSession } from '../../src/evidence/session/session';
import type { BoundAuthorization } from '../../src/request/types';
import { useTestCredentials } from '../setup/credentials';
import { denied } from '../account/failures';
import { account, keyArn, otherAccount, roleArn } from './accounts';
import { kmsAuthorization, request, s3Authorization } from './requests';
import { answerTo, config, stage } from './setup';

useTestCredentials();

const role: Principal = {
  type: 'assumed-role',
  arn: `arn:aws:sts::${account}:assumed-role/reader/session`,
  accountId: account,
  roleName: 'reader',
  sessionName: 'session',
  roleArn,
};
const user: Principal = { type: 'user', arn: `arn:aws:iam::${account}:user/ann`, accountId: account, userName: 'ann' };

async function simulate(principal: Principal, authorization: BoundAuthorization, recorder = stage()) {
  const subject = { authorization, request: { ...request, principal } };
  const session = openSession({ ...config, recorder });
  const target = policySimulation.target(subject.authorization, subject.request);
  return { reading: await session.read(policySimulation, target, subject), calls: recorder.calls };
}

const given = (known: BoundAuthorization['context']['known']): BoundAuthorization => ({
  ...s3Authorization,
  context: { known, unknown: [{ key: 'aws:SourceVpc', why: 'not-told' }] },
});

test('it is asked about the role of a session, one action and one resource, with the context that is known', async () => {
  const { calls } = await simulate(
    role,
    given({
      'aws:SourceIp': '203.0.113.10',
      'aws:SecureTransport': 'true',
      'aws:CurrentTime': '2026-11-20T08:14:12Z',
      's3:max-keys': '10',
      'aws:TagKeys': ['a', 'b'],
      'aws:RequestedRegion': 'eu-central-1',
      's3:RequestObjectTagKeys': [],
    }),
  );
  expect(calls).toHaveLength(1);
  const [call] = calls;
  expect(call).toMatchObject({ service: 'iam', operation: 'SimulatePrincipalPolicy', region: 'us-east-1' });
  const wire = new URLSearchParams(call!.request.body ?? '');
  expect(Object.fromEntries([...wire].filter(([name]) => !name.startsWith('ContextEntries')))).toEqual({
    Action: 'SimulatePrincipalPolicy',
    Version: '2010-05-08',
    PolicySourceArn: roleArn,
    'ActionNames.member.1': 's3:GetObject',
    'ResourceArns.member.1': 'arn:aws:s3:::my-bucket/a/b.csv',
  });
  const entries = call!.input['ContextEntries'] as Record<string, unknown>[];
  const asText = ({ ContextKeyName, ContextKeyType, ContextKeyValues }: Record<string, unknown>) =>
    `${String(ContextKeyName)} ${String(ContextKeyType)} ${String(ContextKeyValues)}`;
  expect(entries.map(asText)).toEqual([
    'aws:CurrentTime date 2026-11-20T08:14:12Z',
    'aws:RequestedRegion string eu-central-1',
    'aws:SecureTransport boolean true',
    'aws:SourceIp ip 203.0.113.10',
    'aws:TagKeys stringList a,b',
    's3:max-keys numeric 10',
  ]);
});

test('the keys of the principal, which it fills in itself, are not given', async () => {
  const known = {
    'aws:PrincipalArn': roleArn,
    'aws:PrincipalTag/team': 'red',
    'aws:userid': 'A:s',
    'aws:username': 'x',
  };
  const { calls } = await simulate(role, given(known));
  expect(calls[0]!.input['ContextEntries']).toEqual([]);
});

const foreignKey = keyArn.replace(account, otherAccount);
const { roleArn: _, ...roleWithoutPath } = role;
const meaningless: readonly (readonly [string, Principal, BoundAuthorization])[] = [
  ['a session whose role is not told with its path', roleWithoutPath, s3Authorization],
  [
    'a federated user',
    { type: 'federated-user', arn: 'arn:x', accountId: account, name: 'Bob', userArn: user.arn },
    s3Authorization,
  ],
  ['the root user', { type: 'root', arn: `arn:aws:iam::${account}:root`, accountId: account }, s3Authorization],
  ['an AWS service', { type: 'service', service: 'logging.s3.amazonaws.com' }, s3Authorization],
  ['nobody in particular', { type: 'anonymous' }, s3Authorization],
  ['somebody who is hidden', { type: 'unidentified', accountId: account, principalId: 'AROA' }, s3Authorization],
  ['a resource that is not known', role, { ...s3Authorization, resource: undefined }],
  ['an object whose key holds a wildcard', role, { ...s3Authorization, resource: 'arn:aws:s3:::my-bucket/a*.csv' }],
  ['a key of another account', role, { ...kmsAuthorization, resource: foreignKey }],
];

test.each(meaningless)('%s: it is not asked', async (_, principal, authorization) => {
  const { reading, calls } = await simulate(principal, authorization);
  expect(reading).toEqual({ status: 'unreadable', why: 'target-unknown' });
  expect(calls).toEqual([]);
});

test.each([
  ['a user', user, s3Authorization],
  ['a key of the own account', role, kmsAuthorization],
] as const)('%s: it is asked', async (_, principal, authorization) => {
  const { reading } = await simulate(principal, authorization);
  expect(reading).toMatchObject({ status: 'found', value: { decision: 'allowed' } });
});

test('an answer that is no decision of AWS is malformed', async () => {
  const strange = stage(async (call) => {
    const { body, ...answer } = answerTo(call);
    return { ...answer, body: body.replace('>allowed<', '>perhaps<') };
  });
  const { reading } = await simulate(role, s3Authorization, strange);
  expect(reading).toMatchObject({ status: 'unreadable', why: 'malformed-answer' });
});

test('a refusal names the permission that it takes', async () => {
  const refusing = stage(async (call) => denied(call));
  const { reading } = await simulate(role, s3Authorization, refusing);
  expect(reading).toMatchObject({ why: 'access-denied', permission: 'iam:SimulatePrincipalPolicy', account });
});
