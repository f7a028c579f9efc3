/** What a change replaced: from its own record, from earlier ones, from what IAM and Organizations keep. */
import { recentChanges } from '../../src/evidence/changes/recent-changes';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { settingsIn } from '../../src/evidence/changes/record/settings';
import { originIn } from '../../src/evidence/changes/record/origin';
import type { RecordedChange } from '../../src/evidence/changes/types';
import { openSession } from '../../src/evidence/session/session';
import type { HistoryRecord, AwsAccounts } from '../account/description';
import { wireOf } from '../account/wire';
import { useTestCredentials } from '../setup/credentials';
import { readers } from './readers';
import { request } from './requests';
import { account, keyArn } from './accounts';
import type { BoundRequest } from '../../src/request/types';
import { config, stage } from './setup';

useTestCredentials();

const day = 24 * 3_600_000;
const denial = Date.now() - 3_600_000;
const daysBefore = (days: number) => new Date(denial - days * day).toISOString();
const policyOf = (sid: string) => ({ Statement: [{ Sid: sid, Effect: 'Allow', Action: '*', Resource: '*' }] });
const arn = `arn:aws:iam::${account}:policy/readers`;

const iam = (eventName: string, days: number, requestParameters: object, more: object = {}): HistoryRecord => ({
  eventName,
  eventSource: 'iam.amazonaws.com',
  eventTime: daysBefore(days),
  requestParameters,
  ...more,
});
const s3 = (eventName: string, days: number, requestParameters: object): HistoryRecord => ({
  ...iam(eventName, days, requestParameters),
  eventSource: 's3.amazonaws.com',
  awsRegion: 'eu-central-1',
});
const version = (number: number, days: number, setAsDefault = true) =>
  iam(
    'CreatePolicyVersion',
    days,
    { policyArn: arn, policyDocument: JSON.stringify(policyOf(`v${number}`)), setAsDefault },
    { responseElements: { policyVersion: { versionId: `v${number}`, isDefaultVersion: setAsDefault } } },
  );
const putBucket = (sid: string, days: number) =>
  s3('PutBucketPolicy', days, { bucketName: 'my-bucket', bucketPolicy: policyOf(sid) });
const putRole = (sid: string, days: number) =>
  iam('PutRolePolicy', days, { roleName: 'reader', policyName: 'p', policyDocument: JSON.stringify(policyOf(sid)) });

async function newestOf(
  history: readonly HistoryRecord[],
  more: AwsAccounts['accounts'][string] = {},
): Promise<RecordedChange | undefined> {
  const { changes, calls } = await foundIn(history, more);
  lookups = calls.filter(({ operation }) => operation === 'LookupEvents').length;
  return changes[0];
}
async function foundIn(history: readonly HistoryRecord[], more: AwsAccounts['accounts'][string]) {
  const { session, calls } = searching(history, more);
  const asked = { ...request, time: new Date(denial).toISOString() };
  const evidence = () => Promise.resolve({ policies: [arn] });
  return { calls, ...(await recentChanges(asked, session, watched, { evidence })) };
}
let lookups = 0;
const watched = watchedCallsOf(readers);
function searching(history: readonly HistoryRecord[], more: AwsAccounts['accounts'][string]) {
  const recorder = stage(wireOf({ accounts: { [account]: { history, ...more } } }));
  return { calls: recorder.calls, session: openSession({ ...config, recorder }) };
}

const sidIn = (value: unknown) => /"Sid":"(\w+)"/.exec(JSON.stringify(value) ?? '')?.[1] ?? value;

test.each<[string, readonly HistoryRecord[], unknown]>([
  ['what was set within the days', [putBucket('new', 1), putBucket('old', 2)], 'old'],
  ['what was set long before', [putBucket('new', 1), putBucket('old', 60)], 'old'],
  [
    'nothing, where it was deleted before',
    [putBucket('new', 1), s3('DeleteBucketPolicy', 3, { bucketName: 'my-bucket' })],
    null,
  ],
  ['nothing, in a new bucket', [putBucket('new', 1), s3('CreateBucket', 5, { bucketName: 'my-bucket' })], null],
  [
    'another bucket is another thing',
    [putBucket('new', 1), s3('PutBucketPolicy', 2, { bucketName: 'other', bucketPolicy: {} })],
    undefined,
  ],
  [
    'nobody knows, where the call before does not show it',
    [putBucket('new', 1), s3('PutBucketPolicy', 2, { bucketName: 'my-bucket' }), putBucket('old', 3)],
    undefined,
  ],
  [
    'nobody knows, where two were set within a second',
    [putBucket('new', 1), putBucket('one', 1), putBucket('old', 3)],
    undefined,
  ],
  [
    'a failed call set nothing',
    [putBucket('new', 1), { ...putBucket('failed', 2), errorCode: 'AccessDenied' }, putBucket('old', 3)],
    'old',
  ],
  ['an inline policy of the same name', [putRole('new', 1), putRole('old', 40)], 'old'],
  ['nothing, of a new role', [putRole('new', 1), iam('CreateRole', 80, { roleName: 'reader' })], null],
  [
    'another inline policy is another thing',
    [putRole('new', 1), iam('PutRolePolicy', 2, { roleName: 'reader', policyName: 'q', policyDocument: '{}' })],
    undefined,
  ],
  ['the version before, by its record', [version(4, 1), version(3, 30)], 'v3'],
  ['no version that was not made the default one', [version(4, 1), version(3, 2, false), version(2, 30)], 'v2'],
])('%s', async (_, history, expected) => {
  const change = await newestOf(history);
  expect(sidIn(change?.before)).toEqual(expected);
});

describe('what IAM keeps', () => {
  const kept = {
    versions: { readers: { v1: policyOf('v1'), v2: policyOf('v2') } },
    managed: { readers: policyOf('v3') },
  };

  test('the version before, where no record shows it', async () => {
    expect(sidIn((await newestOf([version(3, 1)], kept))?.before)).toBe('v2');
  });
  test('a version that is deleted is not known', async () => {
    expect(await newestOf([version(5, 1)], kept)).not.toHaveProperty('before');
  });
  test('the version that became the default one, and the one that was it', async () => {
    const rolledBack = iam('SetDefaultPolicyVersion', 1, { policyArn: arn, versionId: 'v1' });
    const change = await newestOf([rolledBack, version(3, 20)], kept);
    expect([sidIn(change?.before), sidIn(change?.after)]).toEqual(['v3', 'v1']);
  });
  test('a policy that was detached', async () => {
    const detached = iam('DetachRolePolicy', 1, { roleName: 'reader', policyArn: arn });
    const change = await newestOf([detached], kept);
    expect(change).toMatchObject({ before: { name: 'readers', arn }, after: null });
    expect(sidIn(JSON.parse((change!.before as { document: string }).document))).toBe('v3');
  });
  test('a policy that was detached and changed since is not known', async () => {
    const detached = iam('DetachRolePolicy', 2, { roleName: 'reader', policyArn: arn });
    const { changes } = await foundIn([detached, version(3, 1)], kept);
    expect(changes.map(({ eventName, before }) => [eventName, sidIn(before)])).toEqual([
      ['CreatePolicyVersion', 'v2'],
      ['DetachRolePolicy', undefined],
    ]);
  });
});

test('policies that are none of the case are not looked into', async () => {
  const others = Array.from({ length: 30 }, (_, at) =>
    iam('CreatePolicyVersion', 1 + at / 100, {
      policyArn: `arn:aws:iam::${account}:policy/other-${at}`,
      policyDocument: '{}',
      setAsDefault: true,
    }),
  );
  await newestOf([]);
  const few = lookups;
  await newestOf(others);
  expect(lookups).toBe(few);
});

test('and of those of the case not more than a few', async () => {
  const others = Array.from({ length: 30 }, (_, at) =>
    iam('PutRolePolicy', 1 + at / 100, { roleName: 'reader', policyName: `p-${at}`, policyDocument: '{}' }),
  );
  await newestOf([]);
  const few = lookups;
  await newestOf(others);
  expect(lookups - few).toBeLessThanOrEqual(6);
});

test.each<[string, object, object | undefined]>([
  ['the console', { sessionCredentialFromConsole: 'true', userAgent: 'Mozilla/5.0' }, { by: 'console' }],
  ['the console, by its agent', { userAgent: 'S3Console/0.4, aws-internal/3' }, { by: 'console' }],
  ['the AWS CLI', { userAgent: '[aws-cli/2.36.17 md/awscrt#0.27.6]' }, { by: 'cli' }],
  ['CloudFormation', { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } }, { by: 'cloudformation' }],
  ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 aws-sdk-go-v2/1.30' }, { by: 'terraform' }],
  [
    'another service',
    { userIdentity: { invokedBy: 'sso.amazonaws.com' } },
    { by: 'service', service: 'sso.amazonaws.com' },
  ],
  ['an SDK', { userAgent: 'Boto3/1.34 md/Botocore#1.34' }, { by: 'sdk' }],
  ['something else', { userAgent: 'curl/8' }, undefined],
  ['nothing that the record shows', {}, undefined],
])('a change by %s is known to be', (_, record, expected) => expect(originIn({ ...record })).toEqual(expected));

test('a key is one thing by its id and by its ARN', () => {
  const put = (keyId: string) =>
    settingsIn({
      eventID: '1',
      eventTime: daysBefore(1),
      eventName: 'PutKeyPolicy',
      requestParameters: { keyId, policy: '{}' },
    });
  expect(put('arn:aws:kms:eu-central-1:1:key/k-1')[0]?.of).toEqual(put('k-1')[0]?.of);
});

describe('when it was last allowed', () => {
  const [first] = request.authorizations;
  const roleArn = 'arn:aws:iam::111122223333:role/reader';
  const asked: BoundRequest = {
    ...request,
    time: new Date(denial).toISOString(),
    principal: {
      type: 'assumed-role',
      arn: 'arn:x',
      accountId: account,
      roleName: 'reader',
      sessionName: 's',
      roleArn,
    },
    authorizations: [{ ...first!, action: 'kms:Decrypt', resource: keyArn }],
  };
  const decrypted = (days: number, more: object = {}): HistoryRecord => ({
    eventName: 'Decrypt',
    eventSource: 'kms.amazonaws.com',
    eventTime: daysBefore(days),
    awsRegion: 'eu-central-1',
    readOnly: true,
    requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket/other' } },
    resources: [{ ARN: keyArn }],
    userIdentity: { sessionContext: { sessionIssuer: { arn: roleArn } } },
    ...more,
  });
  const lastAllowedIn = async (history: readonly HistoryRecord[]) =>
    (await recentChanges(asked, searching(history, {}).session, watched)).lastAllowed?.time;

  test.each<[string, readonly HistoryRecord[], string | undefined]>([
    ['the newest before the denial', [decrypted(2), decrypted(1), decrypted(-0.01)], daysBefore(1)],
    [
      'with a Bucket Key',
      [decrypted(1, { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket' } } })],
      daysBefore(1),
    ],
    ['not what was denied', [decrypted(1, { errorCode: 'AccessDenied' })], undefined],
    [
      'not of another role',
      [decrypted(1, { userIdentity: { sessionContext: { sessionIssuer: { arn: `${roleArn}s` } } } })],
      undefined,
    ],
    [
      'not of another bucket',
      [decrypted(1, { requestParameters: { encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::my-bucket-2/a' } } })],
      undefined,
    ],
    ['not another call', [decrypted(1, { eventName: 'GenerateDataKey' })], undefined],
  ])('%s', async (_, history, expected) => expect(await lastAllowedIn(history)).toBe(expected));
});
