/** Who changed what, as CloudTrail's LookupEvents tells it: no server here keeps an event history. */
import {
  account,
  administratorArn,
  attachedAt,
  bucket,
  dataClassificationPolicy,
  dataClassificationPolicyName,
  deniedAt,
  managementAccount,
  policyArn,
  region,
  sessionArn,
  type Cast,
} from './cast';
import { deniedEvents, userIdentity, type CloudTrailEvent, type Detail } from './events';

/** One event of an account's history. Shape: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html */
export interface HistoryEvent {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly time: string;
  readonly actor: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly accessKeyId?: string;
  /** The whole record, where it is more than the above. */
  readonly record?: Detail;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
}

export interface HistoryOptions {
  /** What the SCP was attached to. */
  readonly target?: string;
  /** KMS's record of the denial. */
  readonly kms?: CloudTrailEvent;
}

export function history(
  cast: Cast,
  { target = cast.organizationalUnitId, kms = deniedEvents(cast).kms }: HistoryOptions = {},
): readonly HistoryEvent[] {
  const organizations = { account: managementAccount, region: 'us-east-1', actor: administratorArn };
  const policy = { type: 'AWS::Organizations::Policy', name: cast.policyId };
  return [
    denialByKms(cast, kms),
    {
      ...organizations,
      id: '30000000-0000-4000-8000-000000000002',
      name: 'AttachPolicy',
      source: 'organizations.amazonaws.com',
      time: attachedAt,
      parameters: { policyId: cast.policyId, targetId: target },
      resources: [],
    },
    {
      ...organizations,
      id: '30000000-0000-4000-8000-000000000001',
      name: 'CreatePolicy',
      source: 'organizations.amazonaws.com',
      time: '2026-11-23T14:57:33Z',
      parameters: {
        name: dataClassificationPolicyName,
        type: 'SERVICE_CONTROL_POLICY',
        content: JSON.stringify(dataClassificationPolicy),
      },
      resources: [{ ...policy, name: policyArn(cast) }],
    },
    {
      account,
      region,
      id: '30000000-0000-4000-8000-000000000003',
      name: 'PutBucketLifecycle',
      source: 's3.amazonaws.com',
      time: '2026-11-20T10:31:00Z',
      actor: `arn:aws:sts::${account}:assumed-role/Deploy/pipeline`,
      parameters: { bucketName: bucket, lifecycle: '' },
      resources: [{ type: 'AWS::S3::Bucket', name: bucket }],
    },
  ];
}

/** KMS's record of the denial is a management event, so the history has it. */
function denialByKms(cast: Cast, { detail }: CloudTrailEvent): HistoryEvent {
  return {
    account,
    region,
    id: String(detail['eventID']),
    name: 'Decrypt',
    source: 'kms.amazonaws.com',
    time: deniedAt,
    actor: sessionArn,
    accessKeyId: userIdentity.accessKeyId,
    parameters: {},
    resources: [{ type: 'AWS::KMS::Key', name: cast.untaggedKeyArn }],
    record: detail,
  };
}

/** The attribute and value of a look-up. */
export interface Lookup {
  readonly AttributeKey: string;
  readonly AttributeValue: string;
}

/** The answer to a look-up in one account and Region, newest first. */
export function lookupAnswer(
  events: readonly HistoryEvent[],
  where: { readonly account: string; readonly region: string },
  lookup: Lookup | undefined,
): { readonly Events: readonly unknown[] } {
  const found = events.filter(
    (event) =>
      event.account === where.account &&
      event.region === where.region &&
      (lookup === undefined || attributeOf(event, lookup.AttributeKey).includes(lookup.AttributeValue)),
  );
  return { Events: found.map(asLookupEvent) };
}

function attributeOf(event: HistoryEvent, key: string): readonly string[] {
  switch (key) {
    case 'EventId':
      return [event.id];
    case 'EventName':
      return [event.name];
    case 'EventSource':
      return [event.source];
    case 'AccessKeyId':
      return event.accessKeyId === undefined ? [] : [event.accessKeyId];
    case 'Username':
      return [event.actor.split('/').at(-1) ?? ''];
    case 'ReadOnly':
      return [String(event.record !== undefined)];
    case 'ResourceName':
      return event.resources.map(({ name }) => name);
    case 'ResourceType':
      return event.resources.map(({ type }) => type);
    default:
      return [];
  }
}

function asLookupEvent(event: HistoryEvent) {
  const [, , , , actorAccount = '', resource = ''] = event.actor.split(':');
  const session = resource.split('/').at(-1) ?? '';
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.record !== undefined),
    EventTime: Date.parse(event.time) / 1000,
    EventSource: event.source,
    Username: session,
    Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: JSON.stringify(
      event.record ?? {
        eventVersion: '1.11',
        userIdentity: { type: 'AssumedRole', arn: event.actor, accountId: actorAccount },
        eventTime: event.time,
        eventSource: event.source,
        eventName: event.name,
        awsRegion: event.region,
        sourceIPAddress: '203.0.113.77',
        requestParameters: event.parameters,
        responseElements: null,
        eventID: event.id,
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: event.account,
        eventCategory: 'Management',
      },
    ),
  };
}
