/** A change is the cause if undoing it lets the request through: decided over what real readers read. */
import type { Report } from '../../../src/report/contract';
import type { AwsAccounts } from '../../account/description';
import { investigateIn } from '../../account/investigate';
import { deny, denying, everything, policyOf } from '../../causes/accounts';
import { anonymous, event, keyId, kmsArn, owner } from '../../causes/events';
import { atTheTime } from '../../setup/at-the-time';
import { useTestCredentials } from '../../setup/credentials';
import {
  now,
  hours,
  readOnly,
  writeOnly,
  guard,
  text,
  iam,
  kms,
  organizations,
  putBucketPolicy,
  putRolePolicy,
  arnOf,
  awsAccounts,
  withKey,
  organization,
  root,
  other,
  putKeyPolicy,
  version,
  deleteBucketPolicy,
  createRole,
  attach,
  detach,
  boundary,
  attachScp,
  untagged,
  withFrozen,
  two,
  one,
  harmless,
  ann,
  annOf,
  intoTeam,
  outOfTeam,
  putGroupPolicy,
  taggedBucket,
  putEncryption,
  closedKey,
  blocking,
  aclOf,
  putAcl,
  createBucket,
  listedByAcl,
  multiRegionPoint,
  putMultiRegionPolicy,
  createMultiRegionPoint,
  multiRegionAccounts,
  tagBucket,
  untagBucket,
  putBucketTags,
} from './past';

useTestCredentials();
atTheTime(now);

// What would mend it changes nothing of who broke it, and takes as long to find as all the rest.
const asked = { now, fixes: false } as const;

const rolesIn = (report: Report) =>
  Object.fromEntries(
    report.changes
      .toReversed()
      .map(({ eventName, role, undone, cannotBeUndone }) => [
        eventName,
        role === 'related' ? (cannotBeUndone?.code ?? undone) : role,
      ]),
  );

interface Case {
  readonly awsAccounts: AwsAccounts;
  readonly event?: ReturnType<typeof event>;
  /** By call: its role, else why it cannot be undone, else what is decided with it undone. */
  readonly roles: object;
}

const listing = event({ operation: 'ListObjects', key: null, by: anonymous });
const ignoring = {
  BlockPublicAcls: false,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const throughMultiRegion = event({ accessPoint: multiRegionPoint });
const ofMultiRegion = (Effect: string) =>
  policyOf({ Sid: Effect, Effect, Principal: '*', Action: 's3:GetObject', Resource: `${multiRegionPoint}/object/*` });
const [drained, opened] = [ofMultiRegion('Deny'), ofMultiRegion('Allow')];

const cases: Readonly<Record<string, Case>> = {
  'an Allow of the role was deleted': {
    awsAccounts: awsAccounts(
      [iam('DeleteRolePolicy', 2, { roleName: 'app', policyName: 'read' }), putRolePolicy('read', 900, readOnly)],
      { role: { inline: { write: writeOnly } } },
    ),
    roles: { DeleteRolePolicy: 'the-cause' },
  },
  'an Allow of the role was replaced': {
    awsAccounts: awsAccounts([putRolePolicy('read', 2, writeOnly), putRolePolicy('read', 480, readOnly)], {
      role: { inline: { read: writeOnly } },
    }),
    roles: { PutRolePolicy: 'the-cause' },
  },
  'a policy with a Deny was put into a new role': {
    awsAccounts: awsAccounts([putRolePolicy('guard', 2, guard), createRole], {
      role: { inline: { everything, guard } },
    }),
    roles: { PutRolePolicy: 'the-cause' },
  },
  'a policy with a Deny was attached to the role': {
    awsAccounts: awsAccounts([attach('Guard')], { role: { managed: { Guard: guard } } }),
    roles: { AttachRolePolicy: 'the-cause' },
  },
  'the policy with the Allow was detached': {
    awsAccounts: awsAccounts([detach('Read')], {
      role: { inline: { write: writeOnly } },
      account: { managed: { Read: readOnly } },
    }),
    roles: { DetachRolePolicy: 'the-cause' },
  },
  'the policy with the Allow was detached, and is deleted': {
    awsAccounts: awsAccounts([detach('Read')], { role: { inline: { write: writeOnly } } }),
    roles: { DetachRolePolicy: 'not-recorded' },
  },
  'another policy was detached': {
    awsAccounts: awsAccounts([detach('Write')], {
      role: { inline: { write: writeOnly } },
      account: { managed: { Write: writeOnly } },
    }),
    roles: { DetachRolePolicy: 'implicit-deny' },
  },
  'a version without the Allow was made the default one': {
    awsAccounts: awsAccounts([version(writeOnly)], {
      role: { inline: {}, managed: { Read: writeOnly } },
      account: { versions: { Read: { v2: readOnly } } },
    }),
    roles: { CreatePolicyVersion: 'the-cause' },
  },
  'an earlier version was made the default one': {
    awsAccounts: awsAccounts(
      [
        iam('SetDefaultPolicyVersion', 2, { policyArn: arnOf('Read'), versionId: 'v3' }),
        { ...version(readOnly), eventTime: hours(400) },
      ],
      { role: { inline: {}, managed: { Read: writeOnly } } },
    ),
    roles: { SetDefaultPolicyVersion: 'the-cause' },
  },
  'a version was made that nobody uses': {
    awsAccounts: awsAccounts([version(guard, { setAsDefault: false })], {
      role: { inline: {}, managed: { Read: writeOnly } },
    }),
    roles: { CreatePolicyVersion: 'implicit-deny' },
  },
  'a boundary was put on a new role': {
    awsAccounts: awsAccounts([boundary, createRole], { role: { boundary: writeOnly } }),
    roles: { PutRolePermissionsBoundary: 'the-cause' },
  },
  'a boundary was put, and nothing shows whether there was another': {
    awsAccounts: awsAccounts([boundary], { role: { boundary: writeOnly } }),
    roles: { PutRolePermissionsBoundary: 'not-recorded' },
  },
  "a group of the user's got a Deny": {
    awsAccounts: annOf({ inline: { guard } }, [
      iam('PutGroupPolicy', 2, { groupName: 'team', policyName: 'guard', policyDocument: text(guard) }),
      iam('CreateGroup', 900, { groupName: 'team' }),
    ]),
    event: ann,
    roles: { PutGroupPolicy: 'the-cause' },
  },
  'the user was put into a group with a Deny': {
    awsAccounts: annOf({ inline: { guard } }, [intoTeam(2)]),
    event: ann,
    roles: { AddUserToGroup: 'the-cause' },
  },
  'the user was put into a group that it was in': {
    awsAccounts: annOf({ inline: { guard } }, [intoTeam(2), intoTeam(3)]),
    event: ann,
    roles: { AddUserToGroup: 'the-cause' },
  },
  'the user was put into a group that denies nothing here': {
    awsAccounts: annOf({ managed: { Write: writeOnly } }, [intoTeam(2)], { inline: { guard } }),
    event: ann,
    roles: { AddUserToGroup: 'explicit-deny' },
  },
  'the user was taken out of the group with the Allow': {
    awsAccounts: annOf({ managed: { Read: readOnly } }, [outOfTeam(2)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'the-cause' },
  },
  'the user was taken out of a group, and is in it again': {
    awsAccounts: annOf({ inline: { guard } }, [intoTeam(2), outOfTeam(3)]),
    event: ann,
    roles: { RemoveUserFromGroup: 'explicit-deny', AddUserToGroup: 'the-cause' },
  },
  'the user was taken out of a group without what it needs': {
    awsAccounts: annOf({ inline: { write: writeOnly } }, [outOfTeam(2)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'implicit-deny' },
  },
  'the user was taken out of a group that got the Allow later': {
    awsAccounts: annOf({ inline: { read: readOnly } }, [outOfTeam(2), putGroupPolicy(1)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'not-recorded' },
  },
  'the user was taken out of a group whose managed policy got the Allow later': {
    awsAccounts: annOf({ managed: { Read: readOnly } }, [outOfTeam(3), version(readOnly)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'not-recorded' },
  },
  'the user was taken out of a group that got its Allow before': {
    awsAccounts: annOf({ inline: { read: readOnly } }, [outOfTeam(2), putGroupPolicy(3)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'the-cause' },
  },
  'the user was taken out of a group that is deleted': {
    awsAccounts: annOf(undefined, [outOfTeam(2)], { inline: {}, groups: [] }),
    event: ann,
    roles: { RemoveUserFromGroup: 'not-recorded' },
  },
  'the bucket got a policy, which denies': {
    awsAccounts: awsAccounts([putBucketPolicy(2, denying('Frozen')), deleteBucketPolicy(200)], withFrozen('Frozen')),
    roles: { PutBucketPolicy: 'the-cause' },
  },
  'the bucket policy got a Deny, and nothing shows what it was before': {
    awsAccounts: awsAccounts([putBucketPolicy(2, denying('Frozen'))], withFrozen('Frozen')),
    roles: { PutBucketPolicy: 'not-recorded' },
  },
  'an SCP was attached to the OU': {
    awsAccounts: awsAccounts([], organization({ scps: { 'ou-1': { Guard: guard } } }), [attachScp('p-ou1guard')]),
    roles: { AttachPolicy: 'the-cause' },
  },
  'an SCP was attached to the OU that denies nothing here': {
    awsAccounts: awsAccounts(
      [],
      organization({ scps: { 'ou-1': { Guard: guard, Other: policyOf(deny('O', { Action: 'ec2:*' })) } } }),
      [attachScp('p-ou1other')],
    ),
    roles: { AttachPolicy: 'explicit-deny' },
  },
  'an SCP got a Deny': {
    awsAccounts: awsAccounts([], organization({ scps: { 'ou-1': { Guard: guard } } }), [
      organizations('UpdatePolicy', 2, { policyId: 'p-ou1guard', content: text(guard) }),
      organizations(
        'CreatePolicy',
        900,
        { name: 'Guard', content: text(policyOf(deny('G', { Action: 'ec2:*' }))) },
        { responseElements: { policy: { policySummary: { id: 'p-ou1guard' } } } },
      ),
    ]),
    roles: { UpdatePolicy: 'the-cause' },
  },
  'an SCP got another name': {
    awsAccounts: awsAccounts([], organization({ scps: { 'ou-1': { Guard: guard } } }), [
      organizations('UpdatePolicy', 2, { policyId: 'p-ou1guard', name: 'G' }),
    ]),
    roles: { UpdatePolicy: 'explicit-deny' },
  },
  'the key was disabled': {
    awsAccounts: awsAccounts([kms('DisableKey', 2, { keyId })], withKey({ state: 'Disabled' })),
    event: event({ errorCode: 'KMS.DisabledException' }),
    roles: { DisableKey: 'the-cause' },
  },
  'the key is to be deleted': {
    awsAccounts: awsAccounts([kms('ScheduleKeyDeletion', 2, { keyId })], withKey({ state: 'PendingDeletion' })),
    event: event({ errorCode: 'KMS.KMSInvalidStateException' }),
    roles: { ScheduleKeyDeletion: 'not-recorded' },
  },
  'the key policy lost its Allow': {
    awsAccounts: awsAccounts([putKeyPolicy(2, other), putKeyPolicy(1_000, root)], withKey({ policy: other })),
    roles: { PutKeyPolicy: 'the-cause' },
  },
  'the grant of the role was revoked': {
    awsAccounts: awsAccounts(
      [
        kms('RevokeGrant', 2, { keyId: kmsArn, grantId: 'g-1' }),
        kms(
          'CreateGrant',
          900,
          { keyId: kmsArn, granteePrincipal: `arn:aws:iam::${owner}:role/app`, operations: ['Decrypt'] },
          { responseElements: { grantId: 'g-1' } },
        ),
      ],
      withKey({ policy: other }),
    ),
    roles: { RevokeGrant: 'the-cause' },
  },
  'a tag that a Deny wants was taken off the key': {
    awsAccounts: awsAccounts(
      [
        kms('UntagResource', 2, { keyId, tagKeys: ['team'] }),
        kms('TagResource', 1_000, { keyId, tags: [{ tagKey: 'team', tagValue: 'a' }] }),
      ],
      { ...withKey({ tags: {} }), role: { inline: { everything, untagged } } },
    ),
    roles: { UntagResource: 'the-cause' },
  },
  'uploads are encrypted with a key that the role may not use': {
    awsAccounts: awsAccounts([putEncryption(2, 'aws:kms', kmsArn), putEncryption(900, 'AES256')], closedKey),
    event: event({ operation: 'PutObject' }),
    roles: { PutBucketEncryption: 'the-cause' },
  },
  'what encrypts uploads was set by a call that may have blocked more': {
    awsAccounts: awsAccounts([putEncryption(2, 'aws:kms', kmsArn, blocking), putEncryption(900, 'AES256')], closedKey),
    event: event({ operation: 'PutObject' }),
    roles: { PutBucketEncryption: 'not-recorded' },
  },
  'what encrypted uploads was set by a call that may have blocked more': {
    awsAccounts: awsAccounts(
      [putEncryption(2, 'aws:kms', kmsArn), putEncryption(900, 'AES256', undefined, blocking)],
      closedKey,
    ),
    event: event({ operation: 'PutObject' }),
    roles: { PutBucketEncryption: 'not-recorded' },
  },
  'uploads were encrypted with another key, of which nothing is read': {
    awsAccounts: awsAccounts(
      [putEncryption(2, 'aws:kms', kmsArn), putEncryption(900, 'aws:kms', `${kmsArn}0`)],
      closedKey,
    ),
    event: event({ operation: 'PutObject' }),
    roles: { PutBucketEncryption: 'not-read' },
  },
  'uploads were never encrypted with a key that anything shows': {
    awsAccounts: awsAccounts([putEncryption(2, 'aws:kms', kmsArn)], closedKey),
    event: event({ operation: 'PutObject' }),
    roles: { PutBucketEncryption: 'not-recorded' },
  },
  'uploads name the key themselves': {
    awsAccounts: awsAccounts([putEncryption(2, 'aws:kms', kmsArn), putEncryption(900, 'AES256')], closedKey),
    event: event({
      operation: 'PutObject',
      parameters: { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': kmsArn },
    }),
    roles: { PutBucketEncryption: 'implicit-deny' },
  },
  'the ACL that let everybody list was replaced': {
    awsAccounts: listedByAcl([putAcl(2, { 'x-amz-acl': 'private' }), putAcl(900, { 'x-amz-acl': 'public-read' })]),
    event: listing,
    roles: { PutBucketAcl: 'the-cause' },
  },
  'the ACL that let everybody list was replaced, both as documents': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), putAcl(900, aclOf(['AllUsers', 'READ']))]),
    event: listing,
    roles: { PutBucketAcl: 'the-cause' },
  },
  'the ACL let only those list who sign': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), putAcl(900, { 'x-amz-acl': 'authenticated-read' })]),
    event: listing,
    roles: { PutBucketAcl: 'implicit-deny' },
  },
  'the ACL let everybody write only': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), putAcl(900, aclOf(['AllUsers', 'WRITE']))]),
    event: listing,
    roles: { PutBucketAcl: 'implicit-deny' },
  },
  'the ACL was that of the creation': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), createBucket({ 'x-amz-acl': 'public-read' })]),
    event: listing,
    roles: { PutBucketAcl: 'the-cause' },
  },
  'the bucket was created without an ACL': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), createBucket()]),
    event: listing,
    roles: { PutBucketAcl: 'implicit-deny' },
  },
  'the bucket was created with grants in a form that is not known': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), createBucket({ 'x-amz-grant-read': 'uri="x"' })]),
    event: listing,
    roles: { PutBucketAcl: 'not-recorded' },
  },
  'nothing shows which ACL was replaced': {
    awsAccounts: listedByAcl([putAcl(2, aclOf())]),
    event: listing,
    roles: { PutBucketAcl: 'not-recorded' },
  },
  'the ACL is none that a record shows': {
    awsAccounts: listedByAcl([
      putAcl(2, { 'x-amz-acl': 'aws-exec-read' }),
      putAcl(900, { 'x-amz-acl': 'public-read' }),
    ]),
    event: listing,
    roles: { PutBucketAcl: 'not-recorded' },
  },
  'the ACL is another than the call set': {
    awsAccounts: listedByAcl([putAcl(2, aclOf()), putAcl(900, { 'x-amz-acl': 'public-read' })], {
      grants: [{ to: 'LogDelivery', permission: 'WRITE' }],
    }),
    event: listing,
    roles: { PutBucketAcl: 'not-read' },
  },
  'public grants of the ACL are ignored, before as after': {
    awsAccounts: listedByAcl([putAcl(2, aclOf(['AllUsers', 'WRITE'])), putAcl(900, { 'x-amz-acl': 'public-read' })], {
      grants: [{ to: 'AllUsers', permission: 'WRITE' }],
      publicAccessBlock: ignoring,
    }),
    event: listing,
    roles: { PutBucketAcl: 'implicit-deny' },
  },
  'the policy of a Multi-Region Access Point was replaced': {
    awsAccounts: multiRegionAccounts([putMultiRegionPolicy(2, drained), putMultiRegionPolicy(900, opened)], drained),
    event: throughMultiRegion,
    roles: { PutMultiRegionAccessPointPolicy: 'the-cause' },
  },
  'a Multi-Region Access Point got its first policy': {
    awsAccounts: multiRegionAccounts([putMultiRegionPolicy(2, drained), createMultiRegionPoint], drained),
    event: throughMultiRegion,
    roles: { PutMultiRegionAccessPointPolicy: 'the-cause' },
  },
  'nothing shows which policy of a Multi-Region Access Point was replaced': {
    awsAccounts: multiRegionAccounts([putMultiRegionPolicy(2, drained)], drained),
    event: throughMultiRegion,
    roles: { PutMultiRegionAccessPointPolicy: 'not-recorded' },
  },
  'a tag of the bucket was changed that a Deny wants': {
    awsAccounts: awsAccounts([tagBucket(2, 'b'), tagBucket(1_000, 'a')], taggedBucket({ team: 'b', stage: 'prod' })),
    roles: { TagResource: 'the-cause' },
  },
  'a tag that a Deny wants was taken off the bucket': {
    awsAccounts: awsAccounts([untagBucket(2), tagBucket(1_000, 'a')], taggedBucket({ stage: 'prod' })),
    roles: { UntagResource: 'the-cause' },
  },
  'the last tag was taken off the bucket: it may be that policies see none': {
    awsAccounts: awsAccounts([untagBucket(2), tagBucket(1_000, 'a')], taggedBucket({})),
    roles: { UntagResource: 'not-read' },
  },
  'a tag of the bucket was changed, and nothing shows what it was': {
    awsAccounts: awsAccounts([tagBucket(2, 'b')], taggedBucket({ team: 'b' })),
    roles: { TagResource: 'not-recorded' },
  },
  'all tags of the bucket were replaced': {
    awsAccounts: awsAccounts(
      [
        putBucketTags(2, { Key: 'team', Value: 'b' }, { Key: 'stage', Value: 'prod' }),
        putBucketTags(900, { Key: 'team', Value: 'a' }),
      ],
      taggedBucket({ team: 'b', stage: 'prod' }),
    ),
    roles: { PutBucketTagging: 'the-cause' },
  },
  'all tags of the bucket were replaced, but not the one that the Deny wants': {
    awsAccounts: awsAccounts(
      [
        putBucketTags(2, { Key: 'team', Value: 'b' }, { Key: 'stage', Value: 'prod' }),
        putBucketTags(900, { Key: 'team', Value: 'b' }),
      ],
      taggedBucket({ team: 'b', stage: 'prod' }),
    ),
    roles: { PutBucketTagging: 'explicit-deny' },
  },
  'a tag was taken off the key, and nothing shows what it was': {
    awsAccounts: awsAccounts([kms('UntagResource', 2, { keyId, tagKeys: ['team'] })], {
      ...withKey({ tags: {} }),
      role: { inline: { everything, untagged } },
    }),
    roles: { UntagResource: 'not-recorded' },
  },
};

describe('undone alone', () => {
  test.each(Object.entries(cases))('%s', async (_, { awsAccounts: described, event: record = event(), roles }) => {
    const { report, replayed } = await investigateIn(described, record, asked);
    expect({ status: report.verdict.status, roles: rolesIn(report) }).toEqual({ status: 'denied', roles });
    expect((await replayed()).changes).toEqual(report.changes);
  });
});

const roleOfEach = ({ changes }: Report) =>
  changes.map(({ eventName, time, role, undone }) => [eventName, time, role, undone]);

describe('several changes', () => {
  test('of which each denies by itself are causes together, not alone', async () => {
    const described = awsAccounts([attach('Guard'), putRolePolicy('guard', 3, guard), createRole], {
      role: { inline: { everything, guard }, managed: { Guard: guard } },
    });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([
      ['AttachRolePolicy', hours(2), 'a-cause', 'allowed'],
      ['PutRolePolicy', hours(3), 'a-cause', 'allowed'],
    ]);
    expect(report.changes[0]).toMatchObject({ togetherWith: [report.changes[1]?.eventId] });
    expect(report.changes[0]?.summary).toContain(
      'Undoing it and one other change lets the request through, neither alone does.',
    );
  });

  test('of one document are told apart by their statements', async () => {
    const described = awsAccounts([putBucketPolicy(2, two), putBucketPolicy(3, one), deleteBucketPolicy(200)], {
      bucket: { policy: two },
    });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([
      ['PutBucketPolicy', hours(2), 'a-cause', 'allowed'],
      ['PutBucketPolicy', hours(3), 'a-cause', 'allowed'],
    ]);
  });

  test('of one document, of which the later only added what allows', async () => {
    const both = { ...one, Statement: [one['Statement'], harmless['Statement']].flat() };
    const described = awsAccounts([putBucketPolicy(2, both), putBucketPolicy(3, one), deleteBucketPolicy(200)], {
      bucket: { policy: both },
    });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([
      ['PutBucketPolicy', hours(3), 'the-cause', 'allowed'],
      ['PutBucketPolicy', hours(2), 'related', 'explicit-deny'],
    ]);
    expect(report.changes[1]?.likelihood).toBe('unlikely');
  });

  test('of which one attached what was attached already', async () => {
    const described = awsAccounts([attach('Guard'), attach('Guard', 50)], { role: { managed: { Guard: guard } } });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([
      ['AttachRolePolicy', hours(50), 'the-cause', 'allowed'],
      ['AttachRolePolicy', hours(2), 'related', 'explicit-deny'],
    ]);
  });

  test('one that was made and taken back is no cause', async () => {
    const described = awsAccounts(
      [
        putRolePolicy('read', 2, writeOnly),
        putBucketPolicy(4, denying('Frozen')),
        deleteBucketPolicy(3),
        deleteBucketPolicy(200),
        putRolePolicy('read', 480, readOnly),
      ],
      { role: { inline: { read: writeOnly } } },
    );
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([
      ['PutRolePolicy', hours(2), 'the-cause', 'allowed'],
      ['DeleteBucketPolicy', hours(3), 'related', 'explicit-deny'],
      ['PutBucketPolicy', hours(4), 'related', 'implicit-deny'],
    ]);
  });

  test('one that was taken back and made again counts from the second time', async () => {
    const detached = iam('DetachRolePolicy', 3, { roleName: 'app', policyArn: arnOf('Guard') });
    const described = awsAccounts([attach('Guard'), detached, attach('Guard', 50)], {
      role: { managed: { Guard: guard } },
    });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report).map(([, time, role]) => [time, role])).toEqual([
      [hours(2), 'the-cause'],
      [hours(3), 'related'],
      [hours(50), 'related'],
    ]);
  });

  test('a statement that was taken out and put back counts from the second time', async () => {
    const described = awsAccounts(
      [putBucketPolicy(2, one), putBucketPolicy(3, harmless), putBucketPolicy(4, one), deleteBucketPolicy(200)],
      { bucket: { policy: one } },
    );
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report).map(([, time, role]) => [time, role])).toEqual([
      [hours(2), 'the-cause'],
      [hours(3), 'related'],
      [hours(4), 'related'],
    ]);
  });

  test('where something older denies as well, none lets the request through', async () => {
    const described = awsAccounts([attach('Guard')], { role: { inline: { guard }, managed: { Guard: guard } } });
    const { report } = await investigateIn(described, event(), asked);
    expect(roleOfEach(report)).toEqual([['AttachRolePolicy', hours(2), 'related', 'explicit-deny']]);
  });
});

test('whatever some later call set again is not put back', async () => {
  const described = awsAccounts(
    [attach('Guard', 3), iam('DetachRolePolicy', 2, { roleName: 'app', policyArn: arnOf('Guard') })],
    {
      role: { inline: { write: writeOnly } },
      account: { managed: { Guard: guard } },
    },
  );
  const { report } = await investigateIn(described, event(), asked);
  expect(report.changes.map(({ eventName, role, undone }) => [eventName, role, undone])).toEqual([
    ['DetachRolePolicy', 'related', 'explicit-deny'],
    ['AttachRolePolicy', 'related', 'implicit-deny'],
  ]);
});
