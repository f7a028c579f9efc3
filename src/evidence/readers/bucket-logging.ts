import { deniedBy } from '../../request/error-codes';
import type { RequestFacts } from '../../request/types';
import { found, required } from '../answers';
import { getBucketLogging } from '../aws/calls/s3';
import { defineReader } from '../define';
import { onBuckets } from '../permissions';
import { bucketName } from '../targets';
import type { BucketLogging } from '../values';

/** Where S3 writes the bucket's server access log. Asked only of denials that AWS gave no reason for. */
export const bucketLogging = defineReader<BucketLogging>({
  id: 'bucket-logging',
  at: 'bucket',
  region: 'bucket',
  permissions: onBuckets('s3:GetBucketLogging'),
  // That somebody switches it on denies nothing.
  changedBy: {},
  target: (authorization, request) => (isLoggedWithout(request) ? bucketName(authorization, request) : undefined),
  read: async (place, bucket) => {
    const { LoggingEnabled } = await getBucketLogging(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
    if (LoggingEnabled === undefined) return found({ on: false });
    return found({
      on: true,
      bucket: required(LoggingEnabled.TargetBucket, 'TargetBucket'),
      prefix: LoggingEnabled.TargetPrefix ?? '',
    });
  },
});

/** Logs hold S3's own denials; what an endpoint denied is in none, and what failed to authenticate came from one. */
function isLoggedWithout({ said, eventSource, errorCode }: RequestFacts): boolean {
  const isExplained = said.is === 'reason' || said.is === 'statement';
  return !isExplained && eventSource === 's3.amazonaws.com' && deniedBy(errorCode)?.class === 'authorization';
}
