/** Records of changes, and allAccounts with such a past. */
import { canonicalId } from '../../account/services/access-control-list';
import type { BucketDescription, HistoryRecord, Policy, AwsAccounts } from '../../account/description';
import { accounts, allow, deny, denying, policyOf } from '../../causes/accounts';
import { bucket, key, keyId, kmsArn, owner, user, event } from '../../causes/events';

const management = '999988887777';
const denial = Date.parse('2026-11-20T08:14:01Z');
export const now = '2026-11-20T09:14:01.000Z';
export const hours = (before: number) => new Date(denial - before * 3_600_000).toISOString().replace('.000', '');
export const readOnly = policyOf(allow('s3:GetObject'));
export const writeOnly = policyOf(allow('s3:PutObject'));
export const guard = policyOf(deny('Guard'));
export const text = JSON.stringify;

const call =
  (source: string, awsRegion = 'us-east-1') =>
  (eventName: string, hoursBefore: number, requestParameters: object, more: object = {}): HistoryRecord => ({
    eventName,
    eventSource: `${source}.amazonaws.com`,
    eventTime: hours(hoursBefore),
    awsRegion,
    requestParameters,
    ...more,
  });
export const iam = call('iam');
const s3 = call('s3');
export const kms = call('kms');
export const organizations = call('organizations');
export const putBucketPolicy = (hoursBefore: number, bucketPolicy: object) =>
  s3('PutBucketPolicy', hoursBefore, { bucketName: bucket, bucketPolicy });
export const putRolePolicy = (policyName: string, hoursBefore: number, policy: object) =>
  iam('PutRolePolicy', hoursBefore, { roleName: 'app', policyName, policyDocument: text(policy) });
export const arnOf = (policy: string) => `arn:aws:iam::${owner}:policy/${policy}`;

/** A awsAccounts with a past: that of the owner's account, and that of the organization's. */
export const awsAccounts = (
  past: readonly HistoryRecord[],
  { account, ...more }: Parameters<typeof accounts>[0] = {},
  ofOrganization: readonly HistoryRecord[] = [],
): AwsAccounts =>
  accounts({
    ...more,
    account: { ...account, history: past },
    ...(more.organization === undefined ? {} : { accounts: { [management]: { history: ofOrganization } } }),
  });
export const withKey = (more: object = {}) => ({
  account: { keys: { [keyId]: more } },
  bucket: { objects: { [key]: { kmsKey: kmsArn } } } satisfies BucketDescription,
});
export const organization = (policies: object = {}) => ({
  organization: { management, accounts: { [owner]: ['ou-1'] }, ...policies },
});

const principal = (AWS: string) => ({ Effect: 'Allow', Principal: { AWS }, Action: 'kms:*', Resource: '*' });
export const root = policyOf(principal(`arn:aws:iam::${owner}:root`));
export const other = policyOf(principal(`arn:aws:iam::${owner}:role/other`));
export const putKeyPolicy = (hoursBefore: number, policy: object) =>
  kms('PutKeyPolicy', hoursBefore, { keyId, policy: text(policy) });
export const version = (policy: object, more: object = {}) =>
  iam(
    'CreatePolicyVersion',
    2,
    { policyArn: arnOf('Read'), policyDocument: text(policy), setAsDefault: true, ...more },
    { responseElements: { policyVersion: { versionId: 'v3' } } },
  );
export const deleteBucketPolicy = (hoursBefore: number) =>
  s3('DeleteBucketPolicy', hoursBefore, { bucketName: bucket });
export const createRole = iam('CreateRole', 900, { roleName: 'app' });
export const attach = (policy: string, hoursBefore = 2) =>
  iam('AttachRolePolicy', hoursBefore, { roleName: 'app', policyArn: arnOf(policy) });
export const detach = (policy: string) => iam('DetachRolePolicy', 2, { roleName: 'app', policyArn: arnOf(policy) });
export const boundary = iam('PutRolePermissionsBoundary', 2, {
  roleName: 'app',
  permissionsBoundary: arnOf('app-boundary'),
});
export const attachScp = (policyId: string, hoursBefore = 2) =>
  organizations('AttachPolicy', hoursBefore, { policyId, targetId: 'ou-1' });
const bucketArnOf = `arn:aws:s3:::${bucket}`;
/** The bucket has tags that policies see, and a Deny wants one of them. */
export const taggedBucket = (tags: Readonly<Record<string, string>>) => ({
  role: {
    inline: {
      everything: policyOf(allow('*')),
      untagged: policyOf(
        deny('Untagged', { Action: 's3:*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'a' } } }),
      ),
    },
  },
  bucket: { tags, abac: true },
});
export const tagBucket = (hoursBefore: number, team: string) =>
  s3('TagResource', hoursBefore, { resourceArn: bucketArnOf, tags: [{ key: 'team', value: team }] });
export const untagBucket = (hoursBefore: number) =>
  s3('UntagResource', hoursBefore, { resourceArn: bucketArnOf, tagKeys: ['team'] });
export const putBucketTags = (hoursBefore: number, ...Tag: readonly object[]) =>
  s3('PutBucketTagging', hoursBefore, { bucketName: bucket, Tagging: { TagSet: { Tag } } });
export const putEncryption = (hoursBefore: number, SSEAlgorithm: string, KMSMasterKeyID?: string, more: object = {}) =>
  s3('PutBucketEncryption', hoursBefore, {
    bucketName: bucket,
    ServerSideEncryptionConfiguration: {
      Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID }, BucketKeyEnabled: false, ...more },
    },
  });
/** An ACL as a record holds the body of the call: the owner, and a group. */
export const aclOf = (...grants: readonly (readonly [group: string, permission: string])[]) => ({
  AccessControlPolicy: {
    Owner: { ID: canonicalId(owner) },
    AccessControlList: {
      Grant: [
        { Grantee: { 'xsi:type': 'CanonicalUser', ID: canonicalId(owner) }, Permission: 'FULL_CONTROL' },
        ...grants.map(([group, Permission]) => ({
          Grantee: { 'xsi:type': 'Group', URI: `http://acs.amazonaws.com/groups/global/${group}` },
          Permission,
        })),
      ],
    },
  },
});
export const putAcl = (hoursBefore: number, acl: object) =>
  s3('PutBucketAcl', hoursBefore, { bucketName: bucket, acl: '', ...acl });
export const createBucket = (more: object = {}) => s3('CreateBucket', 900, { bucketName: bucket, ...more });
/** The caller has no right of its own: an ACL is all that lets it list. */
export const listedByAcl = (past: readonly HistoryRecord[], more: object = {}): AwsAccounts =>
  awsAccounts(past, { bucket: { ownership: 'ObjectWriter', publicAccessBlock: 'none', ...more } });
export const multiRegionPoint = `arn:aws:s3::${owner}:accesspoint/example.mrap`;
export const putMultiRegionPolicy = (hoursBefore: number, policy: object, Name = 'example') =>
  call('s3', 'us-west-2')('PutMultiRegionAccessPointPolicy', hoursBefore, {
    PutMultiRegionAccessPointPolicyRequest: { ClientToken: 't', Details: { Name, Policy: text(policy) } },
  });
export const createMultiRegionPoint = call('s3', 'us-west-2')('CreateMultiRegionAccessPoint', 900, {
  CreateMultiRegionAccessPointRequest: { ClientToken: 't', Details: { Name: 'example' } },
});
export const multiRegionAccounts = (past: readonly HistoryRecord[], policy: Policy): AwsAccounts =>
  awsAccounts(past, {
    account: {
      multiRegionAccessPoints: {
        'example.mrap': { name: 'example', buckets: [{ bucket, region: 'us-east-1', account: owner }], policy },
      },
    },
  });
export const blocking = { BlockedEncryptionTypes: { EncryptionType: 'SSE-C' } };
/** New objects are encrypted with a key whose policy names another role. */
export const closedKey = {
  account: { keys: { [keyId]: { policy: other } } },
  bucket: { encryption: { kmsKey: kmsArn } },
};
export const untagged = policyOf(
  deny('Untagged', { Action: 'kms:*', Condition: { Null: { 'aws:ResourceTag/team': 'true' } } }),
);
export const withFrozen = (Sid: string) => ({ bucket: { policy: denying(Sid) } });
export const two = policyOf(
  ...['One', 'Two'].map((Sid) => deny(Sid, { Principal: '*', Resource: `arn:aws:s3:::${bucket}/*` })),
);
export const one = policyOf(deny('One', { Principal: '*', Resource: `arn:aws:s3:::${bucket}/*` }));
export const harmless = policyOf({ ...allow('s3:ListBucket', `arn:aws:s3:::${bucket}`), Principal: { AWS: owner } });
export const ann = event({ by: user('ann') });
const memberOf = (call: string) => (hoursBefore: number) =>
  iam(call, hoursBefore, { groupName: 'team', userName: 'ann' });
export const intoTeam = memberOf('AddUserToGroup');
export const outOfTeam = memberOf('RemoveUserFromGroup');
export const putGroupPolicy = (hoursBefore: number) =>
  iam('PutGroupPolicy', hoursBefore, { groupName: 'team', policyName: 'read', policyDocument: text(readOnly) });
/** `group` is the team, `undefined` where it is deleted; `more` of the user. */
export const annOf = (group: object | undefined, past: readonly HistoryRecord[], more: object = {}) =>
  accounts({
    account: {
      users: { ann: { inline: { read: readOnly }, groups: ['team'], ...more } },
      groups: group === undefined ? {} : { team: group },
      history: past,
    },
  });

export const detachScp = (policyId: string, hoursBefore: number) =>
  organizations('DetachPolicy', hoursBefore, { policyId, targetId: 'ou-1' });
