import { partitionOf } from '../../names/partition';
import { getBucketLocation } from '../aws/calls/s3';
import { reasonOf } from '../aws/failures';
import type { Reading } from '../define';
import type { Place } from '../place';
import type { ReadingSession } from '../session/session';

/** The own account, in the bucket's Region; where that is not shown, in the one that was asked first. */
export function openBucketPlace(session: ReadingSession, bucket: string, region: string): Promise<Reading<Place>> {
  const where = { at: 'bucket', account: undefined, region, partition: partitionOf(region) } as const;
  return session.ask(where, `place of ${bucket}`, async (place) => {
    try {
      const { LocationConstraint: found = '' } = await getBucketLocation(place, { Bucket: bucket });
      return place.inRegion(regions[found] ?? found);
    } catch (error) {
      if (['access-denied', 'other-region'].includes(reasonOf(error))) return place;
      throw error;
    }
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const regions: Readonly<Record<string, string | undefined>> = { '': 'us-east-1', EU: 'eu-west-1' };
