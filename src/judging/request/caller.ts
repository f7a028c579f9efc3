/** Who asks, as layers of the resource's side see it. */
import type { Subject } from '../types';

/** `service`: an AWS service principal, which belongs to no account and is trusted where outsiders are not. */
export type Standing = 'inside' | 'outside' | 'service' | 'unknown';

/** Where the caller stands towards the account that owns the resource. Anonymous callers are outsiders. */
export function standing({ authorization, request }: Subject): Standing {
  const { principal } = request;
  if (principal.type === 'service') return 'service';
  if (principal.type === 'anonymous') return 'outside';
  const owner = ownerOf({ authorization, request });
  if (principal.type === 'unidentified' && principal.accountId === undefined)
    return isOfOwner(principal.isBucketOwner, authorization.purpose);
  if (owner === undefined) return 'unknown';
  return owner === principal.accountId ? 'inside' : 'outside';
}

/** Where canonical ids are compared, the owner is that of the request's bucket. */
function isOfOwner(isBucketOwner: boolean | undefined, purpose: Subject['authorization']['purpose']): Standing {
  const isOfTheBucket = purpose === 'main' || purpose === 'companion';
  return isBucketOwner === undefined || !isOfTheBucket ? 'unknown' : isBucketOwner ? 'inside' : 'outside';
}

/** The account of the authorization's resource; the record's bucket is neither the source of a copy nor a key. */
export function ownerOf({ authorization, request }: Subject): string | undefined {
  if (authorization.resourceAccountId !== undefined) return authorization.resourceAccountId;
  const ofTheBucket = authorization.purpose === 'main' || authorization.purpose === 'companion';
  return ofTheBucket ? request.resourceAccountId : undefined;
}
