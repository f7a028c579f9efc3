/** Objects that another account owns: no grant in the bucket's account helps to read them. */
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
  const isForeign = refused.why === 'access-denied' && (await isOfAnotherAccount(read, authorization));
  return isForeign ? { ...refused, why: 'object-of-another-account' } : refused;
}

/** `false` also where nothing shows it. */
export async function isOfAnotherAccount(read: Resolution, authorization: BoundAuthorization): Promise<boolean> {
  const [object, bucket] = await Promise.all([
    readFor(read, objectExistence, authorization, { silent: true }),
    readFor(read, bucketAcl, authorization, { silent: true }),
  ]);
  const owner = valueOf(object)?.ownerId;
  const bucketOwner = valueOf(bucket)?.ownerId;
  return owner !== undefined && bucketOwner !== undefined && owner !== bucketOwner;
}
