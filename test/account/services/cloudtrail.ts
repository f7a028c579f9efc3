/** The past of an account, and what CloudTrail answers about it. */
import type { Asked, Operations } from '../operation';
import type { Named } from '../policy';
import { errorOf, json } from '../shapes';

/** A record of CloudTrail as LookupEvents finds it: by its name, its access key, and whatever it names. */
export interface HistoryRecord {
  /** ISO 8601 */
  readonly eventTime: string;
  /** `s3.amazonaws.com` */
  readonly eventSource: string;
  readonly eventName: string;
  /** @default us-east-1 */
  readonly awsRegion?: string;
  /** Whatever else the record holds: `userIdentity`, `requestParameters`, `responseElements`, `resources` … */
  readonly [field: string]: unknown;
}

export interface TrailDescription {
  readonly name: string;
  /** Where it writes. */
  readonly bucket: string;
  readonly prefix?: string;
  /** @default us-east-1 */
  readonly homeRegion?: string;
  readonly isOrganizationTrail?: true;
  /** @default false */
  readonly isStopped?: true;
  /** What it keeps besides management events, as PutEventSelectors takes it. @default nothing */
  readonly selectors?: Readonly<Record<string, unknown>>;
}

export interface CloudTrailAccount {
  readonly trails?: readonly TrailDescription[];
  /** What CloudTrail keeps. */
  readonly history?: readonly HistoryRecord[];
  /** Records of a page. @default all on one */
  readonly historyPage?: number;
}

/** What CloudTrail looks at. */
export interface DescribedCloudTrail {
  readonly accounts: Named<CloudTrailAccount>;
}

export const cloudTrailOperations: Operations<DescribedCloudTrail> = {
  DescribeTrails: {
    answer: ({ awsAccounts, account }) =>
      json({
        trailList: (awsAccounts.accounts[account]?.trails ?? []).map((trail) => ({
          Name: trail.name,
          S3BucketName: trail.bucket,
          S3KeyPrefix: trail.prefix,
          HomeRegion: trail.homeRegion ?? 'us-east-1',
          TrailARN: arnOf(trail, account),
          IsOrganizationTrail: trail.isOrganizationTrail === true,
          IsMultiRegionTrail: true,
        })),
      }),
  },
  GetEventSelectors: {
    answer: ({ awsAccounts, account, region, input }) => {
      const asked = input['TrailName'];
      const trail = awsAccounts.accounts[account]?.trails?.find((one) => arnOf(one, account) === asked);
      if (trail === undefined || (trail.homeRegion ?? 'us-east-1') !== region)
        return errorOf('cloudtrail', 'TrailNotFoundException', 400, 'Unknown trail');
      return json({ TrailARN: asked, EventSelectors: [], ...trail.selectors });
    },
  },
  GetTrailStatus: {
    answer: ({ awsAccounts, account, input }) => {
      const trail = awsAccounts.accounts[account]?.trails?.find((one) => arnOf(one, account) === input['Name']);
      if (trail === undefined) return errorOf('cloudtrail', 'TrailNotFoundException', 400, 'Unknown trail');
      return json({ IsLogging: trail.isStopped !== true });
    },
  },
  LookupEvents: {
    emptyPage: json({ Events: [], NextToken: 'more' }),
    answer: ({ awsAccounts, account, region, input }) => {
      const history = (awsAccounts.accounts[account]?.history ?? []).map((record, at) =>
        wholeRecord(record, at, account),
      );
      const found = history.filter((record) => isAsked(record, region, input));
      const sorted = found.toSorted((one, other) => Date.parse(other.eventTime) - Date.parse(one.eventTime));
      const from = /^\d+$/.test(String(input['NextToken'])) ? Number(input['NextToken']) : 0;
      const end = from + (awsAccounts.accounts[account]?.historyPage ?? sorted.length);
      return json({
        Events: sorted.slice(from, end).map(eventOf),
        ...(end < sorted.length ? { NextToken: String(end) } : {}),
      });
    },
  },
};

const arnOf = ({ name, homeRegion = 'us-east-1' }: TrailDescription, account: string): string =>
  `arn:aws:cloudtrail:${homeRegion}:${account}:trail/${name}`;

function isAsked(record: HistoryRecord, region: string, input: Asked<unknown>['input']): boolean {
  const [lookup] = input['LookupAttributes'] as readonly { AttributeKey: string; AttributeValue: string }[];
  const time = Date.parse(record.eventTime);
  if ((record.awsRegion ?? 'us-east-1') !== region) return false;
  if (time < momentOf(input['StartTime']) || time > momentOf(input['EndTime'])) return false;
  return lookup !== undefined && attributesOf(record, lookup.AttributeKey).includes(lookup.AttributeValue);
}

const momentOf = (time: unknown): number => (time instanceof Date ? time.getTime() : Number(time));

function attributesOf(record: HistoryRecord, attribute: string): readonly string[] {
  switch (attribute) {
    case 'EventName':
      return [record.eventName];
    case 'ReadOnly':
      return [String(record['readOnly'])];
    case 'AccessKeyId':
      return textsIn(field(record['userIdentity'], 'accessKeyId'));
    default:
      return textsIn([record['requestParameters'], record['resources'], record['responseElements']]);
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Every text in a value: CloudTrail finds a record by each resource that it names. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function wholeRecord(record: HistoryRecord, index: number, account: string): HistoryRecord {
  const { eventTime, eventName } = record;
  return {
    eventVersion: '1.11',
    awsRegion: 'us-east-1',
    eventID: `${eventName}-${eventTime}-${index}`,
    readOnly: false,
    recipientAccountId: account,
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/sam` },
    ...record,
  };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html */
const eventOf = (record: HistoryRecord) => ({
  EventId: record['eventID'],
  EventName: record.eventName,
  EventSource: record.eventSource,
  EventTime: Date.parse(record.eventTime) / 1000,
  ReadOnly: String(record['readOnly']),
  CloudTrailEvent: JSON.stringify(record),
});
