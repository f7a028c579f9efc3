/** The trails of a Region, as far as Culprit depends on them. */
import { defined } from '../../defined';
import { describeTrails, getEventSelectors, getTrailStatus } from '../aws/calls/cloudtrail';
import type { Place } from '../place';
import { managementEventsOf, type ManagementEvents } from './management-events';
import { keepsRequestsOn, type EventSelectors } from './selectors';

export interface TrailHealth {
  readonly name: string;
  readonly homeRegion: string;
  readonly isLogging: boolean;
  readonly management: ManagementEvents;
  /** As CloudTrail shows them. */
  readonly selectors: EventSelectors;
  /** Those of the buckets that were asked about whose requests it keeps, some at least. */
  readonly buckets: readonly string[];
}

export async function trailHealth(place: Place, buckets: readonly string[]): Promise<readonly TrailHealth[]> {
  const { trailList = [] } = await describeTrails(place, { includeShadowTrails: true });
  return Promise.all(
    trailList.flatMap(({ Name: name, TrailARN: arn, HomeRegion: homeRegion = place.region }) =>
      name === undefined || arn === undefined
        ? []
        : [healthOf(place.inRegion(homeRegion), { name, arn, homeRegion }, buckets)],
    ),
  );
}

interface NamedTrail {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
}

async function healthOf(place: Place, trail: NamedTrail, buckets: readonly string[]): Promise<TrailHealth> {
  const { name, arn, homeRegion } = trail;
  const [{ IsLogging: isLogging = false }, answer] = await Promise.all([
    getTrailStatus(place, { Name: arn }),
    getEventSelectors(place, { TrailName: arn }),
  ]);
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = answer;
  const selectors = defined({ EventSelectors: basic, AdvancedEventSelectors: advanced }) as EventSelectors;
  return {
    name,
    homeRegion,
    isLogging,
    management: managementEventsOf(selectors),
    selectors,
    buckets: buckets.filter((bucket) => keepsRequestsOn(bucket, selectors)),
  };
}
