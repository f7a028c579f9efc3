/** What keeps Culprit from seeing denials, each with the command that mends it. */
import { partitionOf } from '../../src/names/partition';
import type { TrailHealth } from '../../src/evidence/logs/trail-health';

export interface Finding {
  readonly check: 'region' | 'logging' | 'management-events' | 'kms-events' | 'data-events' | 'subscription';
  /** One sentence. */
  readonly text: string;
  readonly command: string;
}

export interface Asked {
  readonly region: string;
  readonly buckets: readonly string[];
}

export function findingsOf(trails: readonly TrailHealth[], { region, buckets }: Asked): readonly Finding[] {
  const [first] = trails;
  if (first === undefined) return [noTrail(region, buckets)];
  const logging = trails.filter(({ isLogging }) => isLogging);
  if (logging.length === 0) return [stopped(first)];
  return [...managementFindings(logging), ...dataFindings(logging, { region, buckets })];
}

const noTrail = (region: string, buckets: readonly string[]): Finding => ({
  check: 'region',
  text: `no trail covers Region ${region}: no denial is recorded`,
  command:
    buckets.length === 0
      ? 'aws cloudtrail create-trail --name NAME --s3-bucket-name BUCKET --is-multi-region-trail'
      : `npx cdk deploy --context culprit:trail=new --context culprit:trailBuckets=${buckets.join(',')}`,
});

const stopped = ({ name, homeRegion }: TrailHealth): Finding => ({
  check: 'logging',
  text: `no trail is logging: \`${name}\` is stopped`,
  command: `aws cloudtrail start-logging --region ${homeRegion} --name ${name}`,
});

const allManagement = '[{"Name":"Management","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]';

/** The command adds nothing to what a trail selects already: it replaces it. */
function put({ name, homeRegion }: TrailHealth, selectors: string): string {
  return `aws cloudtrail put-event-selectors --region ${homeRegion} --trail-name ${name} --advanced-event-selectors '${selectors}'`;
}

function managementFindings(trails: readonly TrailHealth[]): readonly Finding[] {
  const [first] = trails;
  if (first === undefined) return [];
  const command = put(first, allManagement);
  if (!trails.some(({ management }) => management.kept))
    return [
      { check: 'management-events', text: 'no trail logs management events: who changed what is not known', command },
    ];
  if (!trails.some(({ management }) => management.ofKms))
    return [
      { check: 'kms-events', text: 'every trail leaves out the events of KMS: denials by keys are not seen', command },
    ];
  if (!trails.some(({ management }) => management.reads))
    return [
      {
        check: 'kms-events',
        text: 'every trail leaves out reads of KMS, `kms:Decrypt` among them: denials by keys are not seen',
        command,
      },
    ];
  return [];
}

function dataFindings(trails: readonly TrailHealth[], { region, buckets }: Asked): readonly Finding[] {
  const [first] = trails;
  const missing = buckets.filter((bucket) => !trails.some((trail) => trail.buckets.includes(bucket)));
  if (first === undefined || missing.length === 0) return [];
  const arns = missing.map((bucket) => `"arn:${partitionOf(region)}:s3:::${bucket}/"`).join(',');
  const data = `{"Name":"Data","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"resources.ARN","StartsWith":[${arns}]}]}`;
  return [
    {
      check: 'data-events',
      text: `no trail logs the data events of ${missing.map((bucket) => `\`${bucket}\``).join(', ')}: denials of objects are not seen. The command replaces what the trail selects: add that`,
      command: put(first, `[${allManagement.slice(1, -1)},${data}]`),
    },
  ];
}
