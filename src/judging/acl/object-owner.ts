/** Who owns an object: by its ACL, else by a list with owners, which takes no right to the object. */
import type { Reading, Unreadable } from '../../evidence/define';
import { objectAcl } from '../../evidence/readers/object-acl';
import type { AccessControlList, ExistingObject } from '../../evidence/values';
import type { Subject, Unknown } from '../types';
import { unreadable } from '../unreadable';

export interface OwnerEvidence {
  readonly bucketAcl: Reading<AccessControlList>;
  readonly objectAcl: Reading<AccessControlList>;
  readonly existence: Reading<ExistingObject>;
}

export type ObjectOwner =
  | { readonly is: 'no-object' | 'not-known' }
  /** Canonical ids. */
  | { readonly is: 'bucket-owner' | 'another'; readonly ownerId: string; readonly bucketOwner: string };

export function objectOwner({ bucketAcl, objectAcl: acl, existence }: OwnerEvidence): ObjectOwner {
  const shown: Reading<{ readonly ownerId?: string }> = acl.status === 'unreadable' ? existence : acl;
  if (shown.status === 'absent') return { is: 'no-object' };
  const ownerId = shown.status === 'found' ? shown.value.ownerId : undefined;
  if (ownerId === undefined || bucketAcl.status !== 'found') return { is: 'not-known' };
  const bucketOwner = bucketAcl.value.ownerId;
  return { is: ownerId === bucketOwner ? 'bucket-owner' : 'another', ownerId, bucketOwner };
}

/** Against another account's object no policy of the bucket's account grants the read: only the object's own ACL does. */
export function aclUnread(subject: Subject, acl: Unreadable, owner: ObjectOwner): Unknown {
  const why = owner.is === 'another' && acl.why === 'access-denied' ? 'object-of-another-account' : acl.why;
  return unreadable(objectAcl, subject, { ...acl, why });
}
