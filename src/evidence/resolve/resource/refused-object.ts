/** Why a read of an object was refused: where another account owns the object, no grant in the bucket's account helps. */
import type { BoundAuthorization } from '../../../request/types';
import type { Unreadable } from '../../define';
import { bucketAcl } from '../../readers/bucket-acl';
import { objectExistence } from '../../readers/object-existence';
import { readFor, valueOf, type Resolution } from '../resolution';

export const ownerReads = [bucketAcl, objectExistence] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export async function refusalOf(
  read: Resolution,
  authorization: BoundAuthorization,
  refused: Unreadable,
): Promise<Unreadable> {
  if (refused.why !== 'access-denied') return refused;
  const [object, bucket] = await Promise.all([
    readFor(read, objectExistence, authorization, { silent: true }),
    readFor(read, bucketAcl, authorization, { silent: true }),
  ]);
  const owner = valueOf(object)?.ownerId;
  const bucketOwner = valueOf(bucket)?.ownerId;
  const isForeign = owner !== undefined && bucketOwner !== undefined && owner !== bucketOwner;
  return isForeign ? { ...refused, why: 'object-of-another-account' } : refused;
}
