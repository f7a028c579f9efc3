/** What a change replaced, where only an earlier investigation read it. */
import { placesOfReads } from '../../scripts/build/places-of-reads';
import { recentChanges } from '../../src/evidence/changes/recent-changes';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { readAs } from '../../src/evidence/changes/history/read-as';
import { readersOfSettings } from '../../src/evidence/changes/history/readers-of-settings';
import type { EarlierRead, EarlierReads } from '../../src/evidence/changes/history/past';
import { openSession } from '../../src/evidence/session/session';
import type { HistoryRecord } from '../account/description';
import { wireOf } from '../account/wire';
import { useTestCredentials } from '../setup/credentials';
import { account, keyArn, otherAccount, roleArn, scpArn } from './accounts';
import { readers } from './readers';
import { request } from './requests';
import { config, stage } from './setup';

useTestCredentials();

const hour = 3_600_000;
const denial = Date.now() - hour;
const before = (hours: number) => new Date(denial - hours * hour).toISOString();
const policy = { Statement: [{ Sid: 'Earlier', Effect: 'Allow', Action: '*', Resource: '*' }] };
const text = JSON.stringify(policy);
const arn = `arn:aws:iam::${account}:policy/gone`;
const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

const call =
  (source: string, awsRegion: string) =>
  (eventName: string, hours: number, requestParameters: object): HistoryRecord => ({
    eventName,
    eventSource: `${source}.amazonaws.com`,
    eventTime: before(hours),
    awsRegion,
    requestParameters,
  });
const [iam, s3, kms] = [call('iam', 'us-east-1'), call('s3', 'eu-central-1'), call('kms', 'eu-central-1')];
const organizations = call('organizations', 'us-east-1');
const deleted = (hours = 2) => iam('DeleteRolePolicy', hours, { roleName: 'reader', policyName: 'read' });

type Read = EarlierRead & { readonly reader: string };
/** Eight hours before the denial: read while the change was two hours before it. */
const readOf = (reader: string, target: string, value: unknown, hours = 8): Read => ({
  reader,
  target,
  evidence: value === null ? { status: 'absent' } : { status: 'found', value },
  readAt: before(hours),
});
const listed = (more: object = {}) => ({
  policies: [{ name: 'read', attachedTo: 'role reader', document: text, ...more }],
});
const ofRole = (value: unknown = listed(), hours = 8, target = roleArn) =>
  readOf('identity-policies', target, value, hours);

async function beforeOf(
  history: readonly HistoryRecord[],
  reads: readonly Read[],
  refuses: readonly { readonly service: string; readonly operation: string; readonly about?: string }[] = [],
): Promise<unknown> {
  const session = openSession({
    ...config,
    recorder: stage(wireOf({ accounts: { [account]: { history } }, organization, refuses })),
  });
  const earlierReads: EarlierReads = async (_, setting) =>
    reads.filter(({ reader }) => readersOfSettings[setting]?.some(({ id }) => id === reader) === true);
  const { changes } = await recentChanges(
    { ...request, time: new Date(denial).toISOString() },
    session,
    watchedCallsOf(readers),
    { evidence: () => Promise.resolve([arn, scpArn]), earlierReads },
  );
  return changes[0]?.before;
}

/** The caller's own account manages it. */
const organization = { management: account, accounts: {} };
const role = { policies: [] };
test.each<[string, readonly HistoryRecord[], readonly Read[], unknown]>([
  [
    'a bucket policy',
    [s3('DeleteBucketPolicy', 2, { bucketName: 'my-bucket' })],
    [readOf('bucket-policy', 'my-bucket', { name: 'my-bucket', document: text })],
    policy,
  ],
  [
    'that there was no bucket policy',
    [s3('PutBucketPolicy', 2, { bucketName: 'my-bucket', bucketPolicy: {} })],
    [readOf('bucket-policy', 'my-bucket', null)],
    null,
  ],
  [
    'a setting of the bucket',
    [s3('DeleteBucketPublicAccessBlock', 2, { bucketName: 'my-bucket' })],
    [readOf('bucket-public-access-block', 'my-bucket', block)],
    block,
  ],
  [
    'a key policy',
    [kms('PutKeyPolicy', 2, { keyId: keyArn, policy: '{}' })],
    [readOf('key-policy', keyArn, { name: 'default', document: text })],
    policy,
  ],
  ['an inline policy', [deleted()], [ofRole()], policy],
  [
    'that there was no such inline policy',
    [iam('PutRolePolicy', 2, { roleName: 'reader', policyName: 'read', policyDocument: '{}' })],
    [ofRole(role)],
    null,
  ],
  [
    'a policy that was detached, and is deleted',
    [iam('DetachRolePolicy', 2, { roleName: 'reader', policyArn: arn })],
    [ofRole({ policies: [{ name: 'gone', arn, attachedTo: 'role reader', document: text }] })],
    { name: 'gone', arn, document: policy },
  ],
  [
    'a policy of the organization',
    [organizations('UpdatePolicy', 2, { policyId: 'p-1', content: '{}' })],
    [
      readOf('service-control-policies', account, {
        levels: [
          { target: 'r-1', policies: { unreadable: { why: 'access-denied' } } },
          { target: 'ou-1', policies: [{ name: 'guard', arn: scpArn, document: text }] },
        ],
      }),
    ],
    policy,
  ],
])('shows %s', async (_, history, reads, expected) => {
  expect(await beforeOf(history, reads)).toEqual(expected);
});

test.each<[string, readonly HistoryRecord[], readonly Read[]]>([
  ['after the change', [deleted()], [ofRole(listed(), 1)]],
  ['before the days that are searched', [deleted()], [ofRole(listed(), 24 * 9)]],
  [
    'before another change of the same policy',
    [deleted(), iam('PutRolePolicy', 5, { roleName: 'reader', policyName: 'read' })],
    [ofRole()],
  ],
  [
    'some minutes after another change of it, when that need not count everywhere',
    [deleted(), iam('PutRolePolicy', 8.05, { roleName: 'reader', policyName: 'read' })],
    [ofRole()],
  ],
  [
    'of a role of that name in another account',
    [deleted()],
    [ofRole(listed(), 8, roleArn.replace(account, otherAccount))],
  ],
  ['of a user of that name', [deleted()], [ofRole(listed(), 8, `arn:aws:iam::${account}:user/reader`)]],
  [
    'of which the policy could not be read',
    [deleted()],
    [ofRole({ policies: [{ name: 'read', attachedTo: 'role reader', unreadable: 'access-denied' }] })],
  ],
  ['in a form of another release', [deleted()], [ofRole({ documents: [] })]],
])('knows nothing by a reading %s', async (_, history, reads) => {
  expect(await beforeOf(history, reads)).toBeUndefined();
});

test('the newest reading counts', async () => {
  const older = { ...policy, Version: '2012-10-17' };
  const reads = [ofRole(listed({ document: JSON.stringify(older) }), 20), ofRole(), ofRole(role, 30)];
  expect(await beforeOf([deleted()], reads)).toEqual(policy);
});

test('nothing is known of places that were not searched', async () => {
  const refuses = [{ service: 'cloudtrail', operation: 'LookupEvents', about: 'my-bucket' }];
  expect(await beforeOf([deleted()], [ofRole()], refuses)).toBeUndefined();
});

test('a record that shows it is believed', async () => {
  const put = iam('PutRolePolicy', 5, { roleName: 'reader', policyName: 'read', policyDocument: '{"Statement":[]}' });
  expect(await beforeOf([deleted(), put], [ofRole(listed(), 3)])).toEqual({ Statement: [] });
});

test.each(Object.keys(readersOfSettings))('what is read of %s has a form and a place', (setting) => {
  expect(readAs({ setting, of: [] })).toBeDefined();
  expect(placesOfReads[setting]).toHaveLength(readersOfSettings[setting]!.length);
});
