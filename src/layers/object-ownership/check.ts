import { bucketAcl } from '../../evidence/readers/bucket-acl';
import { objectAcl } from '../../evidence/readers/object-acl';
import type { Reading } from '../../evidence/define';
import type { AccessControlList } from '../../evidence/values';
import type { Unknown } from '../../judging/types';
import { aclQuestion, grantsOf, isPublicGroup } from '../../judging/acl/permission';
import { standing } from '../../judging/request/caller';
import type { Answer, GrantEffect, Judgement, Subject } from '../../judging/types';
import { cannotKnow, forbids, forbidsIt, letsPass, modifies, notApplicable } from '../../judging/state/answers';
import { unreadable } from '../../judging/unreadable';
import { sharedWords } from '../../judging/words';
import { words } from './words';

export interface Evidence {
  readonly ownership: Reading<{ readonly objectOwnership: string }>;
  readonly bucketAcl: Reading<AccessControlList>;
  readonly objectAcl: Reading<AccessControlList>;
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
  const { ownership, bucketAcl: ofBucket, objectAcl: ofObject } = evidence;
  const refused = refusedAcls[request.errorCode];
  if (refused !== undefined && !takesAcls(request.errorCode, ownership))
    return forbids('ObjectOwnership', [words.note(refused)]);
  if (ownership.status === 'found' && ownership.value.objectOwnership === 'BucketOwnerEnforced') {
    return notApplicable(words.note('bucket-owner-owns-every-object'));
  }
  if (ofObject.status === 'absent') return notApplicable(sharedWords.note('object-does-not-exist'));
  if (ofBucket.status !== 'found' || ofObject.status !== 'found') return ownerUnknown(subject, evidence);
  if (ofBucket.value.ownerId === ofObject.value.ownerId)
    return notApplicable(words.note('bucket-owner-owns-the-object'));
  // Under BucketOwnerEnforced every object is the bucket owner's, and GetObjectAcl says so.
  return foreignObject(subject, ofObject.value, ofBucket.value.ownerId);
}

function foreignObject(subject: Subject, acl: AccessControlList, bucketOwner: string): Answer {
  const { ownerId } = acl;
  const question = aclQuestion(subject.authorization.action);
  const grants = question === undefined ? [] : grantsOf(acl, question);
  const lets = grants.some(({ grantee }) => grantee === bucketOwner || isPublicGroup(grantee));
  const owned = words.note('object-owned-by-another-account', { owner: ownerId, bucketOwner });
  // For the account of the bucket the object is foreign too: it needs a grant of the object's own ACL.
  if (standing(subject) === 'inside' && !lets) return forbids('ObjectOwner', [owned], ownersPolicyOnly);
  return modifies('ObjectOwner', ownersPolicyOnly, owned);
}

function ownerUnknown(subject: Subject, { bucketAcl: ofBucket, objectAcl: ofObject }: Evidence): Answer {
  const unknowns: readonly Unknown[] = [
    ...(ofBucket.status === 'unreadable' ? [unreadable(bucketAcl, subject, ofBucket)] : []),
    ...(ofObject.status === 'unreadable' ? [unreadable(objectAcl, subject, ofObject)] : []),
    ...(ofBucket.status === 'absent' ? [sharedWords.unknown('bucket-owner-unknown')] : []),
  ];
  const foreign: Judgement = { ...letsPass, effects: ownersPolicyOnly };
  const refused: Judgement = { ...forbidsIt, effects: ownersPolicyOnly };
  const canRefuse = standing(subject) === 'inside' || standing(subject) === 'unknown';
  return cannotKnow(unknowns, canRefuse ? [letsPass, foreign, refused] : [letsPass, foreign]);
}
