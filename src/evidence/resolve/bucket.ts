/** The bucket's owner and Region. */
import { accessPoint } from '../readers/access-point';
import { bucketRegion } from '../readers/bucket-region';
import { atOnce, readFor, unknownOf, valueOf, type Resolution } from './resolution';
import type { AccessPoint } from '../values';
import type { BoundAuthorization, RequestFacts } from '../../request/types';

export const bucketReads = [bucketRegion, accessPoint] as const;

export interface KnownBucket {
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly accessPoint: AccessPoint | undefined;
}

/** It is about a bucket that is still to be made: there is nothing of it to read. */
export const isNewBucket = ({ operation }: RequestFacts): boolean => operation === 'CreateBucket';

export async function bucketOf(read: Resolution, authorization: BoundAuthorization): Promise<KnownBucket> {
  const { request, session } = read;
  const { bucket } = request;
  if (isNewBucket(request))
    return { accountId: request.resourceAccountId, region: request.region, accessPoint: undefined };
  const [point, region, askedAs] = await atOnce(
    read,
    async (own) => (request.accessPoint === undefined ? undefined : readFor(own, accessPoint, authorization)),
    async (own) =>
      bucket === undefined ? undefined : readFor(own, bucketRegion, authorization, { target: bucket, silent: true }),
    () => session.ownAccount(),
  );
  const through = valueOf(point);
  const known = request.resourceAccountId ?? through?.bucketAccountId;
  // S3 was asked with `ExpectedBucketOwner`: an answer proves that the account asked owns the bucket.
  const proven = known === undefined && region?.status === 'found' ? askedAs : undefined;
  if (region?.status === 'unreadable' && bucket !== undefined) {
    read.unknowns.push(unknownOf(bucketRegion.id, bucket, region));
  }
  return { accountId: known ?? proven, region: valueOf(region)?.region, accessPoint: through };
}
