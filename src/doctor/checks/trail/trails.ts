/** The trails of the Region, read once for all checks that look at them. */
import { partitionOf } from '../../../names/partition';
import { trailHealth, type TrailHealth } from '../../../evidence/logs/trail-health';
import { onAnything, onTrails } from '../../../evidence/permissions';
import type { Asked } from '../../check';

/** IAM knows no trail as the resource of the first: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
export const trailPermissions = [
  ...onAnything('cloudtrail:DescribeTrails'),
  ...onTrails('cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'),
];

export const trailsIn = ({ place, deployment: { buckets } }: Asked): Promise<readonly TrailHealth[]> =>
  place.once('trails', () => trailHealth(place, buckets));

/** None, where no trail covers the Region or none is logging: other checks say that. */
export const loggingTrails = async (asked: Asked): Promise<readonly TrailHealth[]> =>
  (await trailsIn(asked)).filter(({ isLogging }) => isLogging);

export const allManagement =
  '{"Name":"Management","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}';

/** The command adds nothing to what a trail selects already: it replaces it. */
export function putSelectors({ name, homeRegion }: TrailHealth, ...selectors: readonly string[]): string {
  return `aws cloudtrail put-event-selectors --region ${homeRegion} --trail-name ${name} --advanced-event-selectors '[${selectors.join(',')}]'`;
}

export function selectorOf(buckets: readonly string[], region: string): string {
  const arns = buckets.map((bucket) => `"arn:${partitionOf(region)}:s3:::${bucket}/"`).join(',');
  return `{"Name":"Data","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"resources.ARN","StartsWith":[${arns}]}]}`;
}
