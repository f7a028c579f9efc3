/** The trails of the Region, read once for all checks that look at them. */
import { trailHealth, type TrailHealth } from '../../../evidence/logs/trail-health';
import { onAnything, onTrails } from '../../../evidence/permissions';
import type { CheckedDeployment } from '../../check';

/** IAM knows no trail as the resource of the first: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
export const trailPermissions = [
  ...onAnything('cloudtrail:DescribeTrails'),
  ...onTrails('cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'),
];

export const trailsIn = ({ place, deployment: { buckets } }: CheckedDeployment): Promise<readonly TrailHealth[]> =>
  place.once('trails', () => trailHealth(place, buckets));

/** None, where no trail covers the Region or none is logging: other checks say that. */
export const loggingTrails = async (asked: CheckedDeployment): Promise<readonly TrailHealth[]> =>
  (await trailsIn(asked)).filter(({ isLogging }) => isLogging);
