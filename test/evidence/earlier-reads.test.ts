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
import { asUser, request } from './requests';
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

const ofUser = (policies: readonly object[], of = account) =>
  readOf('identity-policies', `arn:aws:iam::${of}:user/ann`, { policies });
const boundary = { name: 'gone', arn, attachedTo: roleArn, document: text };
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';
const acl = {
  ownerId: 'owner',
  grants: [
    { grantee: 'owner', permission: 'FULL_CONTROL' },
    { grantee: everybody, permission: 'READ' },
  ],
};
const byKey = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
const encryption = (blockedEncryptionTypes: readonly string[]) => ({
  algorithm: 'aws:kms',
  keyId: keyArn,
  bucketKeyEnabled: true,
  blockedEncryptionTypes,
});

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
  const isOfGroup = history.some(({ eventName }) => eventName.includes('Group'));
  const { changes } = await recentChanges(
    { ...(isOfGroup ? asUser : request), time: new Date(denial).toISOString() },
    session,
    watchedCallsOf(readers),
    { evidence: () => Promise.resolve([arn, scpArn, 'staff', 'ann']), earlierReads },
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
  [
    'who owned objects',
    [s3('PutBucketOwnershipControls', 2, { bucketName: 'my-bucket', OwnershipControls: '' })],
    [readOf('bucket-ownership-controls', 'my-bucket', { objectOwnership: 'BucketOwnerPreferred' })],
    { Rule: { ObjectOwnership: 'BucketOwnerPreferred' } },
  ],
  [
    'how new objects were encrypted',
    [s3('DeleteBucketEncryption', 2, { bucketName: 'my-bucket' })],
    [readOf('bucket-encryption', 'my-bucket', encryption([]))],
    { Rule: { ApplyServerSideEncryptionByDefault: byKey, BucketKeyEnabled: true } },
  ],
  [
    'the ACL of a bucket',
    [s3('PutBucketAcl', 2, { bucketName: 'my-bucket', 'x-amz-acl': 'private' })],
    [readOf('bucket-acl', 'my-bucket', acl)],
    {
      AccessControlList: {
        Grant: [
          { Grantee: { ID: 'owner' }, Permission: 'FULL_CONTROL' },
          { Grantee: { URI: everybody }, Permission: 'READ' },
        ],
      },
    },
  ],
  [
    'who paid',
    [
      s3('PutBucketRequestPayment', 2, {
        bucketName: 'my-bucket',
        RequestPaymentConfiguration: { Payer: 'Requester' },
      }),
    ],
    [readOf('bucket-request-payment', 'my-bucket', { payer: 'BucketOwner' })],
    { Payer: 'BucketOwner' },
  ],
  [
    'a boundary that was taken away',
    [iam('DeleteRolePermissionsBoundary', 2, { roleName: 'reader' })],
    [readOf('permissions-boundary', roleArn, boundary)],
    { name: 'gone', arn, document: policy },
  ],
  [
    'that there was no boundary',
    [iam('PutRolePermissionsBoundary', 2, { roleName: 'reader', permissionsBoundary: arn })],
    [readOf('permissions-boundary', roleArn, null)],
    null,
  ],
  [
    'a boundary of which a record shows the name, and IAM no longer has the policy',
    [
      iam('DeleteRolePermissionsBoundary', 2, { roleName: 'reader' }),
      iam('PutRolePermissionsBoundary', 9, { roleName: 'reader', permissionsBoundary: arn }),
    ],
    [readOf('permissions-boundary', roleArn, boundary)],
    { name: 'gone', arn, document: policy },
  ],
  [
    'an inline policy of a group',
    [iam('DeleteGroupPolicy', 2, { groupName: 'staff', policyName: 'read' })],
    [ofUser([{ name: 'read', attachedTo: 'group staff', document: text }])],
    policy,
  ],
  [
    'that a group had no such inline policy',
    [iam('PutGroupPolicy', 2, { groupName: 'staff', policyName: 'read', policyDocument: '{}' })],
    [ofUser([{ name: 'other', attachedTo: 'group staff', document: text }])],
    null,
  ],
  [
    'a policy that was detached from a group, and is deleted',
    [iam('DetachGroupPolicy', 2, { groupName: 'staff', policyArn: arn })],
    [ofUser([{ name: 'gone', arn, attachedTo: 'group staff', document: text }])],
    { name: 'gone', arn, document: policy },
  ],
  [
    'what a group gave a user who left it, and that is deleted',
    [iam('RemoveUserFromGroup', 2, { groupName: 'staff', userName: 'ann' })],
    [
      ofUser([
        { name: 'read', attachedTo: 'group staff', document: text },
        { name: 'own', document: text },
      ]),
    ],
    { policies: [{ name: 'read', attachedTo: 'group staff', document: text }] },
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
  [
    'of an ACL, before a setting changed what of it counts',
    [
      s3('PutBucketAcl', 2, { bucketName: 'my-bucket', 'x-amz-acl': 'private' }),
      s3('DeleteBucketPublicAccessBlock', 5, { bucketName: 'my-bucket' }),
    ],
    [readOf('bucket-acl', 'my-bucket', acl)],
  ],
  [
    'of an encryption that blocked kinds of it',
    [s3('DeleteBucketEncryption', 2, { bucketName: 'my-bucket' })],
    [readOf('bucket-encryption', 'my-bucket', encryption(['SSE-C']))],
  ],
  [
    'of a boundary, before some policy changed',
    [
      iam('DeleteRolePermissionsBoundary', 2, { roleName: 'reader' }),
      iam('CreatePolicyVersion', 5, { policyArn: arn, policyDocument: '{}', setAsDefault: true }),
    ],
    [readOf('permissions-boundary', roleArn, boundary)],
  ],
  [
    'of a group in which the user need not have been',
    [iam('PutGroupPolicy', 2, { groupName: 'staff', policyName: 'read', policyDocument: '{}' })],
    [ofUser([{ name: 'other', attachedTo: 'group guests', document: text }])],
  ],
  [
    'of a group of another account',
    [iam('DeleteGroupPolicy', 2, { groupName: 'staff', policyName: 'read' })],
    [ofUser([{ name: 'read', attachedTo: 'group staff', document: text }], otherAccount)],
  ],
  [
    'of a group whose policies changed before the user left it',
    [
      iam('RemoveUserFromGroup', 2, { groupName: 'staff', userName: 'ann' }),
      iam('PutGroupPolicy', 5, { groupName: 'staff', policyName: 'more', policyDocument: '{}' }),
    ],
    [ofUser([{ name: 'read', attachedTo: 'group staff', document: text }])],
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
