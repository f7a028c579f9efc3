/** The command that adds to a trail what all of them leave out. It keeps what the trail selects: CloudTrail replaces the whole. */
import type { EventSelectors } from '../../../evidence/logs/selectors';
import type { TrailHealth } from '../../../evidence/logs/trail-health';
import { partitionOf } from '../../../names/partition';
import { jsonWord } from '../../../report/commands/shell';
import type { CheckedDeployment } from '../../check';

/** One for all checks: a second that lacks what the first adds would take it away again. `undefined`: there is no trail. */
export function putSelectors(trails: readonly TrailHealth[], asked: CheckedDeployment): string | undefined {
  const trail = trails.find(({ management }) => management.kept) ?? trails[0];
  if (trail === undefined) return undefined;
  const missing: Missing = {
    management: !trails.some(({ management }) => management.reads),
    objects: bucketsLeftOut(trails, asked).map((bucket) => `arn:${partitionOf(asked.place.region)}:s3:::${bucket}/`),
  };
  const { name, homeRegion, selectors } = trail;
  return `aws cloudtrail put-event-selectors --region ${homeRegion} --trail-name ${name} ${optionFor(selectors, missing)}`;
}

/** Those that are watched, and whose data events no trail logs. */
export const bucketsLeftOut = (trails: readonly TrailHealth[], { deployment }: CheckedDeployment): readonly string[] =>
  deployment.buckets.filter((bucket) => !trails.some((trail) => trail.buckets.includes(bucket)));

interface Missing {
  readonly management: boolean;
  /** What the ARNs of objects begin with. */
  readonly objects: readonly string[];
}

/** A trail has selectors of one of two kinds. */
function optionFor(
  { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] }: EventSelectors,
  missing: Missing,
) {
  return basic.length > 0
    ? `--event-selectors ${jsonWord(basicWith(basic, missing), 0)}`
    : `--advanced-event-selectors ${jsonWord(advancedWith(advanced, missing), 0)}`;
}

function advancedWith(
  selectors: NonNullable<EventSelectors['AdvancedEventSelectors']>,
  { management, objects }: Missing,
): readonly object[] {
  const isOfManagement = ({ FieldSelectors: fields = [] }: (typeof selectors)[number]) =>
    fields.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management'));
  return [
    ...(management ? [allManagement] : []),
    ...selectors.filter((selector) => !management || !isOfManagement(selector)),
    ...(objects.length === 0 ? [] : [advancedFor(objects)]),
  ];
}

const allManagement = { Name: 'Management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] };

const advancedFor = (objects: readonly string[]) => ({
  Name: 'Data',
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'resources.ARN', StartsWith: objects },
  ],
});

/** What a selector says of reads and of sources holds for both kinds of its events: management events get one of their own. */
function basicWith(
  selectors: NonNullable<EventSelectors['EventSelectors']>,
  { management, objects }: Missing,
): readonly object[] {
  const kept = management
    ? selectors.flatMap(({ ReadWriteType, DataResources = [] }) =>
        DataResources.length === 0 ? [] : [{ ReadWriteType, IncludeManagementEvents: false, DataResources }],
      )
    : selectors;
  return [
    ...(management ? [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }] : []),
    ...kept,
    ...(objects.length === 0 ? [] : [basicFor(objects)]),
  ];
}

const basicFor = (objects: readonly string[]) => ({
  ReadWriteType: 'All',
  IncludeManagementEvents: false,
  DataResources: [{ Type: 'AWS::S3::Object', Values: objects }],
});
