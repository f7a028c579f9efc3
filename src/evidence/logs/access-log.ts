import { getBucketLogging } from '../aws/calls/s3';
import type { Place } from '../place';
import type { AccessLogSource } from './sources';

/** Where the bucket's server access log lies; `undefined`: it is off. */
export async function accessLogOf(place: Place, bucket: string): Promise<AccessLogSource | undefined> {
  const { LoggingEnabled } = await getBucketLogging(place, { Bucket: bucket, ExpectedBucketOwner: place.account });
  if (LoggingEnabled?.TargetBucket === undefined) return undefined;
  return {
    is: 'access-log',
    of: bucket,
    account: place.account,
    region: place.region,
    bucket: LoggingEnabled.TargetBucket,
    prefix: LoggingEnabled.TargetPrefix ?? '',
    isPartitioned: LoggingEnabled.TargetObjectKeyFormat?.PartitionedPrefix !== undefined,
  };
}
