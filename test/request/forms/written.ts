import { gzipSync } from 'node:zlib';
import type { Json } from '../samples';

// How each form writes records, after its documentation; `loses` says what it leaves out.

export interface WrittenForm {
  readonly id: string;
  /** Where the shape is known from. */
  readonly from: string;
  readonly write: (records: readonly Json[]) => string;
  /** What a denial read from it does not show: compared field by field, these may be absent. */
  readonly loses?: true;
  /** A text that is cut in the middle still shows nothing wrong; tables may lose their last row. */
  readonly empty: string;
}

const json = JSON.stringify;
const lines = (values: readonly unknown[]): string => values.map((value) => json(value)).join('\n');
const message = (record: Json): Json => ({
  logStreamName: '111122223333_CloudTrail_us-east-1',
  timestamp: 1_795_162_441_000,
  message: json(record),
  ingestionTime: 1_795_162_500_000,
  eventId: '33',
});
const lookedUp = (record: Json): Json => ({
  EventId: record['eventID'],
  EventName: record['eventName'],
  EventTime: '2026-11-20T08:14:01+00:00',
  Username: 'app-fn',
  Resources: [],
  CloudTrailEvent: json(record),
});
const event = (record: Json): Json => ({
  version: '0',
  id: 'e',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.s3',
  account: '111122223333',
  resources: [],
  detail: record,
});
const csvCell = (cell: unknown): string =>
  `"${(typeof cell === 'string' ? cell : json(cell ?? '')).replaceAll('"', '""')}"`;
const csv = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');

const columns = [
  'eventversion',
  'useridentity',
  'eventtime',
  'eventsource',
  'eventname',
  'awsregion',
  'sourceipaddress',
  'useragent',
  'errorcode',
  'errormessage',
  'requestparameters',
  'additionaleventdata',
  'requestid',
  'eventid',
  'resources',
  'eventtype',
  'recipientaccountid',
  'sharedeventid',
  'vpcendpointid',
  'eventcategory',
  'tlsdetails',
] as const;
const valueOf = (record: Json, column: string): unknown =>
  Object.entries(record).find(([name]) => name.toLowerCase() === column)?.[1];
/** Structs of Athena's table as text, JSON where its table has text. */
const cellOf = (record: Json, column: string): string => {
  const value = valueOf(record, column);
  if (value === undefined || value === null) return '';
  if (['useridentity', 'resources', 'tlsdetails'].includes(column)) return structText(value);
  return typeof value === 'string' ? value : json(value);
};
const structText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(structText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : json(value ?? null);
  return `{${Object.entries(value)
    .map(([name, one]) => `${name.toLowerCase()}=${structText(one)}`)
    .join(', ')}}`;
};
const athenaRow = (record: Json): readonly string[] => columns.map((column) => cellOf(record, column));

const ocsf = (record: Json): Json => {
  const identity = record['userIdentity'] as Json;
  const session = identity['sessionContext'] as Json | undefined;
  return {
    class_uid: 6003,
    class_name: 'API Activity',
    metadata: {
      uid: record['eventID'],
      version: '1.1.0',
      product: { name: 'CloudTrail', version: record['eventVersion'] },
    },
    time: Date.parse(String(record['eventTime'])),
    cloud: { region: record['awsRegion'], provider: 'AWS' },
    api: {
      operation: record['eventName'],
      service: { name: record['eventSource'] },
      request: { uid: record['requestID'], data: json(record['requestParameters']) },
      response: { error: record['errorCode'], message: record['errorMessage'] },
    },
    actor: {
      user: {
        type: identity['type'],
        uid: identity['arn'],
        uid_alt: identity['principalId'],
        account: { uid: identity['accountId'] },
        credential_uid: identity['accessKeyId'],
      },
      session: {
        created_time_dt: (session?.['attributes'] as Json | undefined)?.['creationDate'],
        is_mfa: false,
        issuer: (session?.['sessionIssuer'] as Json | undefined)?.['arn'],
      },
    },
    src_endpoint: { ip: record['sourceIPAddress'], uid: record['vpcEndpointId'] },
    http_request: { user_agent: record['userAgent'] },
    resources: (record['resources'] as readonly Json[]).map((one) => ({
      uid: one['ARN'],
      type: one['type'],
      owner: { account: { uid: one['accountId'] } },
    })),
  };
};

const ecs = (record: Json): Json => {
  const identity = record['userIdentity'] as Json;
  return {
    '@timestamp': record['eventTime'],
    event: { action: record['eventName'], provider: record['eventSource'], id: record['eventID'] },
    cloud: { region: record['awsRegion'] },
    source: { address: record['sourceIPAddress'] },
    user_agent: { original: record['userAgent'] },
    aws: {
      cloudtrail: {
        error_code: record['errorCode'],
        error_message: record['errorMessage'],
        request_id: record['requestID'],
        recipient_account_id: record['recipientAccountId'],
        user_identity: { type: identity['type'], arn: identity['arn'], account_id: identity['accountId'] },
        flattened: { request_parameters: record['requestParameters'] },
      },
    },
  };
};

export const writtenForms: readonly WrittenForm[] = [
  { id: 'JSON lines', from: 'AWS CLI, jq -c', write: lines, empty: '' },
  {
    id: 'a trail’s log file',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html',
    write: (records) => json({ Records: records }),
    empty: '{"Records":[]}',
  },
  {
    id: 'several log files one after the other',
    from: 'zcat *.json.gz',
    write: (records) => records.map((record) => json({ Records: [record] })).join(''),
    empty: '{"Records":[]}{"Records":[]}',
  },
  {
    id: 'indented records of jq',
    from: 'https://jqlang.org/manual/',
    write: (records) => records.map((record) => json(record, null, 2)).join('\n'),
    empty: '',
  },
  { id: 'a list', from: 'jq -s', write: json, empty: '[]' },
  {
    id: 'EventBridge events',
    from: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
    write: (records) => lines(records.map(event)),
    empty: '',
  },
  {
    id: 'SQS for Lambda',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
    write: (records) =>
      json({ Records: records.map((one) => ({ messageId: 'm', eventSource: 'aws:sqs', body: json(event(one)) })) }),
    empty: '{"Records":[]}',
  },
  {
    id: 'SNS in SQS',
    from: 'https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html',
    write: (records) =>
      json({
        Messages: records.map((one) => ({
          MessageId: 'm',
          Body: json({ Type: 'Notification', MessageId: 'n', Message: json(event(one)) }),
        })),
      }),
    empty: '{"Messages":[]}',
  },
  {
    id: 'SNS for Lambda',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html',
    write: (records) =>
      json({
        Records: records.map((one) => ({ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message: json(event(one)) } })),
      }),
    empty: '{"Records":[]}',
  },
  {
    id: 'Kinesis for Lambda',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
    write: (records) =>
      json({
        Records: records.map((one) => ({
          eventSource: 'aws:kinesis',
          eventName: 'aws:kinesis:record',
          kinesis: { data: Buffer.from(json(one)).toString('base64') },
        })),
      }),
    empty: '{"Records":[]}',
  },
  {
    id: 'lookup-events',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json({ Events: records.map(lookedUp) }, null, 4),
    empty: '{"Events":[]}',
  },
  {
    id: 'lookup-events --query Events[].CloudTrailEvent',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) =>
      json(
        records.map((one) => json(one)),
        null,
        4,
      ),
    empty: '[]',
  },
  {
    id: 'lookup-events --query Events[].CloudTrailEvent --output text',
    from: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html',
    write: (records) => records.map((one) => json(one)).join('\t'),
    empty: '',
  },
  {
    id: 'lookup-events --query with other names',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json(records.map((one) => ({ who: 'app', record: json(one) }))),
    empty: '[]',
  },
  {
    id: 'lookup-events --query with lists',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json(records.map((one) => ['GetObject', json(one)])),
    empty: '[]',
  },
  {
    id: 'filter-log-events',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/filter-log-events.html',
    write: (records) => json({ events: records.map(message), searchedLogStreams: [] }, null, 4),
    empty: '{"events":[],"searchedLogStreams":[]}',
  },
  {
    id: 'get-log-events',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/get-log-events.html',
    write: (records) =>
      json({
        events: records.map((one) => ({ timestamp: 1, message: json(one), ingestionTime: 2 })),
        nextForwardToken: 'f/1',
        nextBackwardToken: 'b/1',
      }),
    empty: '{"events":[],"nextForwardToken":"f/1","nextBackwardToken":"b/1"}',
  },
  {
    id: 'logs tail',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html',
    write: (records) =>
      records.map((one) => `2026-11-20T08:14:01.000000+00:00 111122223333_CloudTrail ${json(one)}`).join('\n'),
    empty: '',
  },
  {
    id: 'a subscription’s message',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
    write: (records) =>
      json({
        awslogs: {
          data: gzipSync(json({ messageType: 'DATA_MESSAGE', logEvents: records.map(message) })).toString('base64'),
        },
      }),
    empty: json({ awslogs: { data: gzipSync('{"logEvents":[]}').toString('base64') } }),
  },
  {
    id: 'Insights as JSON',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html',
    write: (records) =>
      json({
        results: records.map((one) => [
          { field: '@timestamp', value: '2026-11-20 08:14:01.000' },
          { field: '@message', value: json(one) },
          { field: '@ptr', value: 'CmEK' },
        ]),
        status: 'Complete',
      }),
    empty: '{"results":[],"status":"Complete"}',
  },
  {
    id: 'Insights as CSV',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Export.html',
    write: (records) =>
      csv(
        ['@timestamp', '@message'],
        records.map((one) => ['2026-11-20 08:14:01.000', json(one)]),
      ),
    empty: '@timestamp,@message',
  },
  {
    id: 'Athena as JSON',
    from: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html',
    write: (records) =>
      json({
        ResultSet: {
          Rows: [columns, ...records.map(athenaRow)].map((row) => ({
            Data: row.map((cell) => (cell === '' ? {} : { VarCharValue: cell })),
          })),
        },
      }),
    empty: json({ ResultSet: { Rows: [{ Data: columns.map((name) => ({ VarCharValue: name })) }] } }),
  },
  {
    id: 'Athena as CSV',
    from: 'https://docs.aws.amazon.com/athena/latest/ug/querying.html',
    write: (records) => csv(columns, records.map(athenaRow)),
    empty: columns.join(','),
  },
  {
    id: 'Splunk as JSON',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) => lines(records.map((one) => ({ preview: false, result: { _raw: json(one), _time: '1' } }))),
    empty: '',
  },
  {
    id: 'Splunk as CSV',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) =>
      csv(
        ['_time', '_raw'],
        records.map((one) => ['2026-11-20T08:14:01Z', json(one)]),
      ),
    empty: '_time,_raw',
  },
  {
    id: 'a hit of Elasticsearch with the record',
    from: 'https://www.elastic.co/docs/reference/integrations/aws/cloudtrail',
    write: (records) =>
      json({
        hits: {
          total: { value: 1 },
          hits: records.map((one) => ({ _index: 'i', _source: { '@timestamp': 't', event: { original: json(one) } } })),
        },
      }),
    empty: '{"hits":{"total":{"value":0},"hits":[]}}',
  },
  {
    id: 'a hit of Elasticsearch with fields',
    from: 'https://www.elastic.co/docs/reference/integrations/aws/cloudtrail',
    write: (records) => json({ hits: { hits: records.map((one) => ({ _source: ecs(one) })) } }),
    loses: true,
    empty: '{"hits":{"hits":[]}}',
  },
  {
    id: 'OCSF with raw_data',
    from: 'https://schema.ocsf.io/1.1.0/classes/api_activity',
    write: (records) => lines(records.map((one) => ({ ...ocsf(one), raw_data: json(one) }))),
    empty: '',
  },
  {
    id: 'OCSF',
    from: 'https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS',
    write: (records) => lines(records.map(ocsf)),
    loses: true,
    empty: '',
  },
  {
    id: 'rows of Security Lake',
    from: 'https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html',
    write: (records) => {
      const names = ['metadata', 'time', 'cloud', 'api', 'actor', 'src_endpoint', 'http_request', 'resources'];
      return csv(
        names,
        records.map((one) => names.map((name) => structText(ocsf(one)[name]))),
      );
    },
    loses: true,
    empty: 'metadata,time,cloud,api,actor,src_endpoint,http_request,resources',
  },
];
