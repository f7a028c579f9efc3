/** The trails that keep requests for a bucket's objects. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html */
import { describeTrails, getEventSelectors } from '../aws/calls/cloudtrail';
import { listObjects } from '../aws/calls/s3';
import { reasonOf } from '../aws/failures';
import type { Place } from '../place';
import { keepsRequestsOn } from './selectors';
import type { TrailSource } from './sources';

export interface Trails {
  readonly sources: readonly TrailSource[];
  /** Names of trails that keep no requests for objects of the bucket. */
  readonly without: readonly string[];
}

/** Trails with one folder are one. */
export async function trailsOf(place: Place, bucket: string): Promise<Trails> {
  const { trailList = [] } = await describeTrails(place, { includeShadowTrails: true });
  const sources = new Map<string, TrailSource>();
  const without: string[] = [];
  for (const trail of trailList) {
    const { Name: name = '', S3BucketName: own, TrailARN: arn, HomeRegion: home = place.region } = trail;
    if (own === undefined || arn === undefined) continue;
    if (!(await keeps(place.inRegion(home), arn, bucket))) {
      without.push(name);
      continue;
    }
    const start = trail.S3KeyPrefix === undefined || trail.S3KeyPrefix === '' ? '' : `${trail.S3KeyPrefix}/`;
    const organization = trail.IsOrganizationTrail === true ? await organizationIn(place, own, start) : '';
    const folder = `${start}AWSLogs/${organization}${place.account}/CloudTrail/${place.region}/`;
    sources.set(`${own} ${folder}`, { is: 'trail', name, bucket: own, folder });
  }
  return { sources: [...sources.values()], without };
}

/** Who may not read what the trail of another account selects looks into its bucket. */
async function keeps(place: Place, arn: string, bucket: string): Promise<boolean> {
  try {
    return keepsRequestsOn(
      bucket,
      (await getEventSelectors(place, { TrailName: arn })) as Parameters<typeof keepsRequestsOn>[1],
    );
  } catch (error) {
    if (['access-denied', 'not-found', 'crashed'].includes(reasonOf(error))) return true;
    throw error;
  }
}

/** `o-exampleorgid/`: an organization's trail writes below its id. */
async function organizationIn(place: Place, bucket: string, start: string): Promise<string> {
  const { CommonPrefixes = [] } = await listObjects(place, {
    Bucket: bucket,
    Prefix: `${start}AWSLogs/`,
    Delimiter: '/',
  });
  const ids = CommonPrefixes.flatMap(({ Prefix = '' }) => /\/(o-[a-z0-9]{10,32}\/)$/.exec(Prefix)?.[1] ?? []);
  return ids[0] ?? '';
}
