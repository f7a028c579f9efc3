/** The bucket's owner and Region. */
import { accessPoint } from '../readers/access-point';
import { bucketRegion } from '../readers/bucket-region';
import { note, readFor, unknownOf, valueOf, type Case } from './reading';
import type { AccessPoint } from '../values';
import type { BoundAuthorization } from '../../request/types';

export const ownerReads = [bucketRegion, accessPoint] as const;

export interface KnownBucket {
  readonly accountId: string | undefined;
  readonly region: string | undefined;
  readonly accessPoint: AccessPoint | undefined;
}

export async function bucketOf(read: Case, authorization: BoundAuthorization): Promise<KnownBucket> {
  const { request, session } = read;
  const bucket = request.bucket;
  const [region, point, own] = await Promise.all([
    bucket === undefined ? undefined : readFor(read, bucketRegion, authorization, { target: bucket, silent: true }),
    request.accessPoint === undefined ? undefined : readFor(read, accessPoint, authorization),
    session.ownAccount(),
  ]);
  const through = point === undefined ? undefined : valueOf(point);
  const told = request.resourceAccountId ?? through?.bucketAccountId;
  // S3 was asked with `ExpectedBucketOwner`: an answer proves that the account asked owns the bucket.
  const proven = told === undefined && region?.status === 'found' ? own : undefined;
  if (region?.status === 'unreadable' && bucket !== undefined) {
    note(read.unknowns, unknownOf(bucketRegion.id, bucket, region));
  }
  return {
    accountId: told ?? proven,
    region: region === undefined ? undefined : valueOf(region)?.region,
    accessPoint: through,
  };
}
