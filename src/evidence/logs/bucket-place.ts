import { partitionOf } from '../../names/partition';
import { getBucketLocation } from '../aws/calls/s3';
import { reasonOf } from '../aws/failures';
import type { Reading } from '../define';
import type { Place } from '../place';
import { regionOfLocation } from '../readers/bucket-region';
import type { ReadingSession } from '../session/session';

/** The own account, in the bucket's Region; where that is not shown, in the one that was asked first. */
export function openBucketPlace(session: ReadingSession, bucket: string, region: string): Promise<Reading<Place>> {
  const where = { at: 'bucket', account: undefined, region, partition: partitionOf(region) } as const;
  return session.ask(where, `place of ${bucket}`, async (place) => {
    try {
      const { LocationConstraint } = await getBucketLocation(place, { Bucket: bucket });
      return place.inRegion(regionOfLocation(LocationConstraint));
    } catch (error) {
      if (['access-denied', 'other-region'].includes(reasonOf(error))) return place;
      throw error;
    }
  });
}
