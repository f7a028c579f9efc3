import { absent, found, unread, type Case } from '../../judging/cases/cases';
import { listed } from '../../judging/cases/listed-objects';

const effects = [{ voids: 'policy', to: 'everyone' }] as const;
const mine = 'canonical-id-of-the-bucket-owner';
const theirs = 'canonical-id-of-the-uploader';
const ownedBy = (ownerId: string, ...grantees: readonly string[]) =>
  found({ ownerId, grants: [ownerId, ...grantees].map((grantee) => ({ grantee, permission: 'FULL_CONTROL' })) });
const writer = found({ objectOwnership: 'ObjectWriter' });
const outsider = { resourceAccountId: '444455556666' };

const rows: readonly Case[] = [
  {
    when: 'the bucket owner owns every object',
    evidence: { ownership: found({ objectOwnership: 'BucketOwnerEnforced' }), bucketAcl: unread, objectAcl: unread },
    outcome: 'not-applicable',
    notes: ['bucket-owner-owns-every-object'],
  },
  {
    when: 'the bucket owner owns this object',
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: ownedBy(mine) },
    outcome: 'not-applicable',
    notes: ['bucket-owner-owns-the-object'],
  },
  {
    when: "the object is another account's and the bucket's account asks",
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: ownedBy(theirs) },
    outcome: 'denies',
    setting: 'ObjectOwner',
    effects,
    notes: ['object-owned-by-another-account'],
  },
  {
    when: "the object is another account's and was given to the bucket owner",
    evidence: { bucketAcl: ownedBy(mine), objectAcl: ownedBy(theirs, mine) },
    outcome: 'allows',
    effects,
  },
  {
    when: "the object is another account's and everybody may read it",
    evidence: {
      bucketAcl: ownedBy(mine),
      objectAcl: ownedBy(theirs, 'http://acs.amazonaws.com/groups/global/AllUsers'),
    },
    outcome: 'allows',
    effects,
  },
  {
    when: "the object is another account's and an outsider asks",
    authorization: outsider,
    evidence: { bucketAcl: ownedBy(mine), objectAcl: ownedBy(theirs) },
    outcome: 'allows',
    effects,
  },
  {
    when: 'the object ACL cannot be read',
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'a list alone shows that the bucket owner owns the object',
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread, existence: found({ ownerId: mine }) },
    outcome: 'not-applicable',
    notes: ['bucket-owner-owns-the-object'],
  },
  {
    when: 'a list alone shows that there is no such object',
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread, existence: absent },
    outcome: 'not-applicable',
    notes: ['object-does-not-exist'],
  },
  {
    when: "a list alone shows that the object is another account's, and the bucket's account asks",
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread, existence: found({ ownerId: theirs }) },
    outcome: 'unknown',
    facts: { unreadable: { read: 'object-acl', target: 'my-bucket/a.txt', why: 'object-of-another-account' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: "a list alone shows that the object is another account's, and an outsider asks",
    authorization: outsider,
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread, existence: found({ ownerId: theirs }) },
    outcome: 'allows',
    effects,
    notes: ['object-owned-by-another-account'],
  },
  {
    when: 'a list does not show the owner',
    evidence: { ownership: writer, bucketAcl: ownedBy(mine), objectAcl: unread, existence: found({}) },
    outcome: 'unknown',
    facts: { unreadable: { read: 'object-acl', target: 'my-bucket/a.txt', why: 'access-denied' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'nothing can be read and an outsider asks',
    authorization: outsider,
    evidence: { ownership: unread, bucketAcl: unread, objectAcl: unread },
    outcome: 'unknown',
    unknowns: ['unreadable'],
  },
  {
    when: 'there is no such object',
    evidence: { bucketAcl: ownedBy(mine), objectAcl: absent },
    outcome: 'not-applicable',
    notes: ['object-does-not-exist'],
  },
  {
    when: 'an ACL is sent where ACLs are disabled',
    action: 's3:PutObject',
    request: { errorCode: 'AccessControlListNotSupported' },
    evidence: { ownership: found({ objectOwnership: 'BucketOwnerEnforced' }) },
    outcome: 'denies',
    setting: 'ObjectOwnership',
    notes: ['acl-sent-where-acls-are-disabled'],
  },
  {
    when: 'an ACL was sent where ACLs were disabled, or are, which cannot be read',
    action: 's3:PutObject',
    request: { errorCode: 'AccessControlListNotSupported' },
    evidence: { ownership: unread },
    outcome: 'denies',
  },
  ...[writer, absent].map((ownership): Case => ({
    when: `an ACL was sent where ACLs were disabled, which are enabled by now (${ownership.status})`,
    action: 's3:PutObject',
    request: { errorCode: 'AccessControlListNotSupported' },
    evidence: { ownership, bucketAcl: ownedBy(mine), objectAcl: ownedBy(mine) },
    changedSince: true,
    outcome: 'not-applicable',
    notes: ['bucket-owner-owns-the-object'],
  })),
  {
    when: 'a bucket ACL conflicts with the ownership',
    action: 's3:CreateBucket',
    request: { errorCode: 'InvalidBucketAclWithObjectOwnership' },
    outcome: 'denies',
    notes: ['bucket-acl-conflicts-with-ownership'],
  },
  { when: 'an object is written', action: 's3:PutObject', outcome: 'does not apply' },
  {
    when: 'the bucket ACL cannot be read and the account of the bucket asks',
    evidence: { ownership: writer, bucketAcl: unread, objectAcl: ownedBy(theirs) },
    outcome: 'unknown',
    facts: { unreadable: { read: 'bucket-acl', target: 'my-bucket', why: 'access-denied' } },
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the bucket ACL cannot be read and an outsider asks',
    authorization: outsider,
    evidence: { ownership: writer, bucketAcl: unread, objectAcl: ownedBy(theirs) },
    outcome: 'unknown',
    mayBe: ['allows'],
  },
  {
    when: 'the bucket ACL cannot be read and nobody knows whose bucket it is',
    authorization: { resourceAccountId: undefined },
    request: { resourceAccountId: undefined },
    evidence: { ownership: writer, bucketAcl: unread, objectAcl: ownedBy(theirs) },
    outcome: 'unknown',
    mayBe: ['allows', 'denies'],
  },
  {
    when: 'the bucket has no ACL that shows its owner',
    evidence: { ownership: writer, objectAcl: ownedBy(theirs) },
    outcome: 'unknown',
    unknowns: ['bucket-owner-unknown'],
  },
];

export const cases = rows.map(listed);
