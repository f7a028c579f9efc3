import { absent, found, unread, type Case } from '../cases';

const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const outsider = { authorization: { resourceAccountId: '444455556666' } };
const effects = [{ voids: 'policy', to: 'outside-the-account' }] as const;
const put = { action: 's3:PutObject', request: { operation: 'PutObject', parameters: { 'x-amz-acl': 'public-read' } } };
const accessPoint = 'arn:aws:s3:us-east-1:111122223333:accesspoint/my-ap';
const mrap = 'arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap';
const point = (facts: object) => found({ name: 'my-ap', bucket: 'my-bucket', networkOrigin: 'Internet', ...facts });
const everybody = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] };

const publicPolicy = {
  status: found({ isPublic: true }),
  policy: found({ name: 'my-bucket', document: everybody }),
};

export const cases: readonly Case[] = [
  {
    when: 'a public policy meets RestrictPublicBuckets and an outsider',
    ...outsider,
    evidence: { bucket: found(on), ...publicPolicy },
    outcome: 'allows',
    setting: 'RestrictPublicBuckets',
    effects,
    notes: ['public-policy-cut-off', 'public-acls-ignored'],
  },
  {
    when: 'the account is stricter than the bucket',
    ...outsider,
    evidence: { account: found(on), bucket: found(off), ...publicPolicy },
    outcome: 'allows',
    effects,
  },
  {
    when: 'nobody signs',
    request: { principal: { type: 'anonymous' } },
    evidence: { bucket: found(on), ...publicPolicy },
    outcome: 'allows',
    effects,
  },
  {
    when: 'the policy is not public',
    ...outsider,
    evidence: {
      bucket: found(on),
      status: found({ isPublic: false }),
      policy: found({ name: 'my-bucket', document: { Statement: [] } }),
    },
    outcome: 'allows',
    effects: [],
    notes: ['no-grant-is-cut-off'],
  },
  { when: 'there is no policy', ...outsider, evidence: { bucket: found(on) }, outcome: 'allows', effects: [] },
  {
    when: 'nothing is blocked',
    ...outsider,
    evidence: { bucket: found(off), ...publicPolicy },
    outcome: 'allows',
    effects: [],
  },
  { when: 'nothing was ever set', ...outsider, evidence: { ...publicPolicy }, outcome: 'allows', effects: [] },
  {
    when: 'only public ACLs are ignored',
    ...outsider,
    evidence: { bucket: found({ ...off, IgnorePublicAcls: true }), ...publicPolicy },
    outcome: 'allows',
    effects: [],
    notes: ['public-acls-ignored'],
  },
  {
    when: 'the status cannot be read and the policy is public',
    ...outsider,
    evidence: { bucket: found(on), status: unread, policy: found({ name: 'my-bucket', document: everybody }) },
    outcome: 'allows',
    effects,
  },
  {
    when: 'neither status nor policy can be read',
    ...outsider,
    evidence: { bucket: found(on), status: unread, policy: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: "the account's setting cannot be read",
    ...outsider,
    evidence: { account: unread, bucket: found(off), ...publicPolicy },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: "the account's setting cannot be read but the bucket's is on",
    ...outsider,
    evidence: { account: unread, bucket: found(on), ...publicPolicy },
    outcome: 'allows',
    effects,
  },
  {
    when: 'nothing tells who owns the bucket',
    authorization: { resourceAccountId: undefined },
    request: { resourceAccountId: undefined },
    evidence: { bucket: found(on), ...publicPolicy },
    outcome: 'unknown',
    unknowns: ['bucket-owner-unknown'],
  },
  {
    when: "an access point's policy is public",
    ...outsider,
    request: { accessPoint },
    evidence: {
      accessPoint: point({ publicAccessBlock: on }),
      accessPointPolicy: found({ name: 'my-ap', document: everybody }),
    },
    outcome: 'allows',
    setting: 'RestrictPublicBuckets',
    effects,
  },
  {
    when: 'the access point serves one VPC',
    ...outsider,
    request: { accessPoint },
    evidence: {
      accessPoint: point({ networkOrigin: 'VPC', publicAccessBlock: on }),
      accessPointPolicy: found({ name: 'my-ap', document: everybody }),
    },
    outcome: 'allows',
    effects: [],
  },
  {
    when: "an access point's policy cannot be read",
    ...outsider,
    request: { accessPoint },
    evidence: { bucket: found(on), accessPoint: point({}), accessPointPolicy: unread },
    outcome: 'unknown',
    unknowns: ['access-point-policy-unknown'],
  },
  {
    when: 'a public ACL is sent',
    ...put,
    evidence: { bucket: found(on) },
    outcome: 'denies',
    setting: 'BlockPublicAcls',
    notes: ['public-acl'],
  },
  {
    when: 'a public ACL stands in the body',
    action: 's3:PutBucketAcl',
    request: { parameters: { 'access-control-policy-groups': 'AllUsers' } },
    evidence: { account: found(on) },
    outcome: 'denies',
    setting: 'BlockPublicAcls',
  },
  {
    when: 'a grant header names everybody',
    action: 's3:PutObject',
    request: { parameters: { 'x-amz-grant-read': 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' } },
    evidence: { bucket: found(on) },
    outcome: 'denies',
  },
  {
    when: 'a public ACL is sent and not blocked',
    ...put,
    evidence: { bucket: found(off) },
    outcome: 'allows',
    notes: ['public-acls-not-blocked'],
  },
  {
    when: 'a public ACL is sent and the bucket cannot be read',
    ...put,
    evidence: { bucket: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'an outsider sends a public ACL',
    ...put,
    ...outsider,
    evidence: { bucket: found({ ...on, BlockPublicAcls: false }), ...publicPolicy },
    outcome: 'allows',
    effects,
  },
  {
    when: 'an outsider sends a public ACL and the account cannot be read',
    ...put,
    ...outsider,
    evidence: { account: unread, bucket: found(off), ...publicPolicy },
    outcome: 'unknown',
  },
  {
    when: 'a new bucket gets a public ACL',
    action: 's3:CreateBucket',
    request: put.request,
    evidence: { account: found(on), bucket: absent },
    outcome: 'denies',
  },
  {
    when: 'a new bucket gets a public ACL and the account blocks nothing',
    action: 's3:CreateBucket',
    request: put.request,
    evidence: { account: found(off), bucket: unread },
    outcome: 'allows',
  },
  {
    when: 'AWS names the setting',
    ...put,
    request: {
      said: {
        is: 'statement',
        code: 'public-access-block',
        setting: 'BlockPublicAcls',
        clause: 'because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.',
      },
      parameters: put.request.parameters,
    },
    evidence: { bucket: unread },
    outcome: 'denies',
    setting: 'BlockPublicAcls',
    notes: ['aws-names-the-setting'],
  },
  {
    when: 'a policy is put that may be public',
    action: 's3:PutBucketPolicy',
    evidence: { bucket: found(on) },
    outcome: 'unknown',
    unknowns: ['new-policy-may-be-public'],
  },
  {
    when: 'a policy is put and nothing is blocked',
    action: 's3:PutBucketPolicy',
    evidence: { bucket: found(off) },
    outcome: 'allows',
    notes: ['public-policies-not-blocked'],
  },
  {
    when: "the account's own setting is changed",
    action: 's3:PutAccountPublicAccessBlock',
    outcome: 'unknown',
    unknowns: ['organization-may-manage-block-public-access'],
  },
  {
    when: "the account's own setting is changed, and no organization can manage it",
    action: 's3:PutAccountPublicAccessBlock',
    authorization: {
      flags: {
        principalIsServiceLinkedRole: false,
        principalAccountIsManagement: false,
        resourceAccountIsManagement: false,
        resourceAccountIsStandalone: true,
        awsManagedKey: false,
      },
    },
    outcome: 'not-applicable',
    notes: ['account-is-in-no-organization'],
  },
  { when: "a role of the bucket's account reads", outcome: 'does not apply' },
  {
    when: 'a service delivers',
    action: 's3:PutObject',
    request: { principal: { type: 'service', service: 'delivery.logs.amazonaws.com' } },
    outcome: 'does not apply',
  },
  { when: 'the action is one of KMS', action: 'kms:Decrypt', ...outsider, outcome: 'does not apply' },
  {
    when: 'a Multi-Region Access Point has a public policy',
    ...outsider,
    request: { accessPoint: mrap },
    evidence: {
      multiRegion: found({ name: 'm', alias: 'm.mrap', buckets: [], publicAccessBlock: on }),
      multiRegionPolicy: found({ name: 'm', document: everybody }),
    },
    outcome: 'allows',
    effects,
  },
  {
    when: 'the policy of a Multi-Region Access Point cannot be read',
    ...outsider,
    request: { accessPoint: mrap },
    evidence: { bucket: found(on), multiRegionPolicy: unread },
    outcome: 'unknown',
  },
];
