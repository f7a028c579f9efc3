import { absent, found, unread, type Case } from '../../judging/cases/cases';
import { listed } from '../../judging/cases/listed-objects';

const me = 'canonical-id-of-the-owner';
const other = 'canonical-id-of-somebody';
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';
const signers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const acl = (...grants: readonly (readonly [string, string])[]) =>
  found({ ownerId: me, grants: grants.map(([grantee, permission]) => ({ grantee, permission })) });
const own = acl([me, 'FULL_CONTROL']);
const outsider = { resourceAccountId: '444455556666' };
const nobody = { principal: { type: 'anonymous' } } as const;
const ignoring = found({
  BlockPublicAcls: false,
  IgnorePublicAcls: true,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
});
const enforced = found({ objectOwnership: 'BucketOwnerEnforced' });

const rows: readonly Case[] = [
  {
    when: 'ACLs are disabled',
    evidence: { ownership: enforced, bucketAcl: own, objectAcl: acl([everybody, 'READ']) },
    outcome: 'not-applicable',
    allows: false,
    notes: ['acls-disabled'],
  },
  ...(
    [
      ['s3:DeleteObject', 'main', signers, 'unknown'],
      ['s3:DeleteObject', 'main', other, 'unknown'],
      ['s3:DeleteObject', 'main', me, 'not-applicable'],
      ['s3:DeleteObject', 'main', logDelivery, 'not-applicable'],
      ['s3:PutObjectAcl', 'companion', signers, 'unknown'],
      ['s3:PutObjectAcl', 'companion', me, 'does-not-allow'],
      ['s3:PutObjectAcl', 'main', signers, 'does-not-allow'],
    ] as const
  ).map(([action, purpose, grantee, outcome]): Case => ({
    when: `the ACL of the bucket lets ${grantee} write, and ${action} is asked (${purpose})`,
    action,
    authorization: { ...outsider, purpose },
    evidence: { bucketAcl: acl([me, 'FULL_CONTROL'], [grantee, 'WRITE']), objectAcl: own },
    outcome,
    ...(outcome === 'unknown'
      ? { unknowns: ['grant-to-write-may-reach-further'], mayBe: ['allows', 'does-not-allow'] }
      : {}),
  })),
  {
    when: 'the account itself deletes, whose ACL cannot be read',
    action: 's3:DeleteObject',
    evidence: { bucketAcl: unread },
    outcome: 'unknown',
    unknowns: ['grant-to-write-may-reach-further', 'unreadable'],
  },
  {
    when: 'the account itself deletes',
    action: 's3:DeleteObject',
    evidence: { bucketAcl: own },
    outcome: 'not-applicable',
  },
  {
    when: 'everybody may write and ACLs are disabled',
    action: 's3:DeleteObject',
    authorization: outsider,
    evidence: { ownership: enforced, bucketAcl: acl([everybody, 'WRITE']) },
    outcome: 'not-applicable',
  },
  {
    when: "the owner's account reads its own object",
    evidence: { bucketAcl: own, objectAcl: own },
    outcome: 'allows',
    reaches: ['account'],
    notes: ['acl-grants'],
  },
  {
    when: 'everybody may read',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([me, 'FULL_CONTROL'], [everybody, 'READ']) },
    outcome: 'allows',
    reaches: ['caller'],
  },
  {
    when: 'everybody who signs may read, and nobody signs',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([signers, 'READ']) },
    outcome: 'does-not-allow',
    notes: ['no-acl-grant'],
  },
  {
    when: 'everybody who signs may read',
    authorization: outsider,
    evidence: { bucketAcl: own, objectAcl: acl([signers, 'READ']) },
    outcome: 'allows',
    reaches: ['caller'],
  },
  {
    when: 'everybody may read the ACL only',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([everybody, 'READ_ACP']) },
    outcome: 'does-not-allow',
  },
  {
    when: 'public grants are ignored',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([everybody, 'READ']), bucketBlock: ignoring },
    outcome: 'does-not-allow',
    notes: ['public-grants-ignored'],
  },
  {
    when: 'public grants may be ignored',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([everybody, 'READ']), accountBlock: unread },
    outcome: 'unknown',
    unknowns: ['public-grants-may-be-ignored'],
  },
  {
    when: 'somebody is granted, perhaps the caller',
    authorization: outsider,
    evidence: { bucketAcl: own, objectAcl: acl([other, 'READ']) },
    outcome: 'unknown',
    unknowns: ['grantee-may-be-the-caller'],
  },
  {
    when: 'only the owner is granted and an outsider asks',
    authorization: outsider,
    evidence: { bucketAcl: own, objectAcl: own },
    outcome: 'does-not-allow',
  },
  {
    when: 'somebody else is granted and the account of the bucket asks',
    evidence: { bucketAcl: own, objectAcl: acl([other, 'FULL_CONTROL']) },
    outcome: 'does-not-allow',
  },
  {
    when: 'nothing shows who owns the bucket',
    authorization: { resourceAccountId: undefined },
    request: { resourceAccountId: undefined },
    evidence: { bucketAcl: own, objectAcl: own },
    outcome: 'unknown',
  },
  {
    when: 'an outsider may write to the bucket',
    action: 's3:PutObject',
    authorization: outsider,
    evidence: { bucketAcl: acl([me, 'FULL_CONTROL'], [everybody, 'WRITE']) },
    outcome: 'allows',
    reaches: ['caller'],
  },
  {
    when: 'logs are delivered',
    action: 's3:PutObject',
    request: { principal: { type: 'service', service: 'logging.s3.amazonaws.com' } },
    evidence: { bucketAcl: acl([logDelivery, 'WRITE']) },
    outcome: 'allows',
    reaches: ['caller'],
  },
  { when: 'the object does not exist', evidence: { bucketAcl: own, objectAcl: absent }, outcome: 'does-not-allow' },
  {
    when: 'the object ACL cannot be read',
    evidence: { bucketAcl: own, objectAcl: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: "the object ACL cannot be read, and a list shows that the object is another account's",
    evidence: { bucketAcl: own, objectAcl: unread, existence: found({ ownerId: other }) },
    outcome: 'unknown',
    facts: { unreadable: { read: 'object-acl', target: 'my-bucket/a.txt', why: 'object-of-another-account' } },
  },
  {
    when: 'the object ACL cannot be read, and a list shows that there is no such object',
    evidence: { bucketAcl: own, objectAcl: unread, existence: absent },
    outcome: 'does-not-allow',
  },
  {
    when: 'nothing shows whether ACLs are on',
    request: nobody,
    evidence: { ownership: unread, bucketAcl: own, objectAcl: acl([everybody, 'READ']) },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'nothing shows whether ACLs are on, and they grant nothing',
    authorization: outsider,
    evidence: { ownership: unread, bucketAcl: own, objectAcl: own },
    outcome: 'does-not-allow',
  },
  { when: 'no ACL speaks about the action', action: 's3:GetBucketPolicy', outcome: 'does not apply' },
  {
    when: 'ACLs are on, by the name of their setting',
    authorization: outsider,
    evidence: {
      ownership: found({ objectOwnership: 'ObjectWriter' }),
      bucketAcl: own,
      objectAcl: acl([everybody, 'READ']),
    },
    outcome: 'allows',
    facts: { 'acl-grants': { on: 'object', permission: 'READ' } },
  },
  {
    when: 'the ACL of the bucket grants nothing',
    action: 's3:ListBucket',
    authorization: outsider,
    evidence: { bucketAcl: own, objectAcl: acl([everybody, 'READ']) },
    outcome: 'does-not-allow',
    facts: { 'no-acl-grant': { on: 'bucket' } },
    without: ['public-grants-ignored'],
  },
  {
    when: 'the bucket ACL cannot be read',
    action: 's3:ListBucket',
    authorization: outsider,
    evidence: { bucketAcl: unread },
    outcome: 'unknown',
    facts: { unreadable: { read: 'bucket-acl', target: 'my-bucket', why: 'access-denied' } },
    mayBe: ['allows', 'does-not-allow'],
  },
  {
    when: 'public grants are ignored, and nobody needs them',
    evidence: { bucketAcl: own, objectAcl: acl([me, 'FULL_CONTROL'], [everybody, 'READ']), bucketBlock: ignoring },
    outcome: 'allows',
    reaches: ['account'],
  },
  {
    when: 'public grants are ignored, where there are none',
    authorization: outsider,
    evidence: { bucketAcl: own, objectAcl: own, bucketBlock: ignoring },
    outcome: 'does-not-allow',
    without: ['public-grants-ignored'],
  },
  {
    when: 'everybody may write, and the service is another than that of logs',
    action: 's3:PutObject',
    request: { principal: { type: 'service', service: 'a.amazonaws.com' } },
    evidence: { bucketAcl: acl([me, 'FULL_CONTROL'], [everybody, 'WRITE']) },
    outcome: 'does-not-allow',
  },
  {
    when: 'logs are delivered, and the group stands among others',
    action: 's3:PutObject',
    request: { principal: { type: 'service', service: 'logging.s3.amazonaws.com' } },
    evidence: { bucketAcl: acl([me, 'WRITE'], [logDelivery, 'WRITE']) },
    outcome: 'allows',
  },
  {
    when: 'the group of log delivery may write, and an outsider asks',
    action: 's3:PutObject',
    authorization: outsider,
    evidence: { bucketAcl: acl([logDelivery, 'WRITE']) },
    outcome: 'does-not-allow',
  },
  {
    when: 'nobody signs, and somebody is granted',
    request: nobody,
    evidence: { bucketAcl: own, objectAcl: acl([other, 'READ']) },
    outcome: 'does-not-allow',
  },
  {
    when: 'who owns the bucket cannot be read, and somebody is granted',
    evidence: { bucketAcl: unread, objectAcl: acl([other, 'READ']) },
    outcome: 'unknown',
    facts: { 'grantee-may-be-the-caller': { grantee: other } },
    mayBe: ['allows', 'does-not-allow'],
  },
];

export const cases = rows.map(listed);
