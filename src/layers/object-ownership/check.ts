import { bucketAcl } from '../../evidence/readers/bucket-acl';
import type { Reading } from '../../evidence/define';
import type { AccessControlList } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { aclQuestion, grantsOf, isPublicGroup } from '../../judging/acl/permission';
import { aclUnread, objectOwner, type ObjectOwner, type OwnerEvidence } from '../../judging/acl/object-owner';
import { standing } from '../../judging/request/caller';
import type { Answer, GrantEffect, Judgement, Subject } from '../../judging/types';
import { cannotKnow, forbids, forbidsIt, letsPass, modifies, notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence extends OwnerEvidence {
  readonly ownership: Reading<{ readonly objectOwnership: string }>;
}

/** Error codes of ACLs that are sent where they are disabled; HTTP 400, and taken for denials. */
export const refusedAcls: Readonly<Partial<Record<string, RefusedAcl>>> = {
  AccessControlListNotSupported: 'acl-sent-where-acls-are-disabled',
  InvalidBucketAclWithObjectOwnership: 'bucket-acl-conflicts-with-ownership',
};

type RefusedAcl = 'acl-sent-where-acls-are-disabled' | 'bucket-acl-conflicts-with-ownership';

/** ACLs are enabled by now. */
const takesAcls = (errorCode: string, ownership: Evidence['ownership']): boolean =>
  errorCode === 'AccessControlListNotSupported' &&
  (ownership.status === 'absent' ||
    (ownership.status === 'found' && ownership.value.objectOwnership !== 'BucketOwnerEnforced'));

/** The policy of a bucket allows nothing on an object that another account owns; its denials hold. */
const ownersPolicyOnly: readonly GrantEffect[] = [{ voids: 'policy', to: 'everyone' }];

/** Who owns the object? https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export function checkOwnership(subject: Subject, evidence: Evidence): Answer {
  const { request } = subject;
  const { ownership } = evidence;
  const refused = refusedAcls[request.errorCode];
  if (refused !== undefined && !takesAcls(request.errorCode, ownership))
    return forbids('ObjectOwnership', [words.note(refused)]);
  if (ownership.status === 'found' && ownership.value.objectOwnership === 'BucketOwnerEnforced') {
    return notApplicable(words.note('bucket-owner-owns-every-object'));
  }
  const owner = objectOwner(evidence);
  switch (owner.is) {
    case 'no-object':
      return notApplicable(sharedWords.note('object-does-not-exist'));
    case 'bucket-owner':
      return notApplicable(words.note('bucket-owner-owns-the-object'));
    case 'not-known':
      return ownerUnknown(subject, evidence);
    case 'another':
      // Under BucketOwnerEnforced every object is the bucket owner's, and S3 says so.
      return foreignObject(subject, evidence, owner);
  }
}

function foreignObject(subject: Subject, { objectAcl: acl }: Evidence, owner: KnownOwner): Answer {
  const { ownerId, bucketOwner } = owner;
  const owned = words.note('object-owned-by-another-account', { owner: ownerId, bucketOwner });
  // For the account of the bucket the object is foreign too: it needs a grant of the object's own ACL.
  const needsGrant = standing(subject) === 'inside';
  if (acl.status === 'unreadable' && mayBeRefused(subject))
    return cannotKnow([aclUnread(subject, acl, owner)], [passesForeign, refusesForeign], [owned]);
  const lets = acl.status === 'found' && isGrantedTo(subject, acl.value, bucketOwner);
  if (needsGrant && !lets) return forbids('ObjectOwner', [owned], ownersPolicyOnly);
  return modifies('ObjectOwner', ownersPolicyOnly, owned);
}

type KnownOwner = Extract<ObjectOwner, { readonly ownerId: string }>;

function isGrantedTo({ authorization }: Subject, acl: AccessControlList, bucketOwner: string): boolean {
  const question = aclQuestion(authorization.action);
  const grants = question === undefined ? [] : grantsOf(acl, question);
  return grants.some(({ grantee }) => grantee === bucketOwner || isPublicGroup(grantee));
}

const passesForeign: Judgement = { ...letsPass, effects: ownersPolicyOnly };
const refusesForeign: Judgement = { ...forbidsIt, effects: ownersPolicyOnly };

const mayBeRefused = (subject: Subject): boolean => ['inside', 'unknown'].includes(standing(subject));

function ownerUnknown(subject: Subject, evidence: Evidence): Answer {
  const { bucketAcl: ofBucket, objectAcl: ofObject } = evidence;
  const unknowns: readonly Unknown[] = [
    ...(ofBucket.status === 'unreadable' ? [unreadable(bucketAcl, subject, ofBucket)] : []),
    ...(ofObject.status === 'unreadable' ? [aclUnread(subject, ofObject, objectOwner(evidence))] : []),
    ...(ofBucket.status === 'absent' ? [sharedWords.unknown('bucket-owner-unknown')] : []),
  ];
  const known = [letsPass, passesForeign];
  return cannotKnow(unknowns, mayBeRefused(subject) ? [...known, refusesForeign] : known);
}
