import { absent, found, unread, type Case } from '../cases';

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

export const cases: readonly Case[] = [
  {
    when: 'ACLs are disabled',
    evidence: { ownership: enforced, bucketAcl: own, objectAcl: acl([everybody, 'READ']) },
    outcome: 'not-applicable',
    allows: false,
    notes: ['acls-disabled'],
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
    when: 'nothing tells who owns the bucket',
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
    when: 'nothing tells whether ACLs are on',
    request: nobody,
    evidence: { ownership: unread, bucketAcl: own, objectAcl: acl([everybody, 'READ']) },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'nothing tells whether ACLs are on, and they grant nothing',
    authorization: outsider,
    evidence: { ownership: unread, bucketAcl: own, objectAcl: own },
    outcome: 'does-not-allow',
  },
  { when: 'no ACL speaks about the action', action: 's3:GetBucketPolicy', outcome: 'does not apply' },
];
