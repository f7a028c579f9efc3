import { stringify } from 'yaml';
import type { Json } from '../../samples';
import { csv, json, textAt, type WrittenForm } from './row';

const lookedUp = (record: Json): Json => ({
  EventId: record['eventID'],
  EventName: record['eventName'],
  EventTime: '2026-11-20T08:14:01+00:00',
  Username: 'app-fn',
  Resources: [],
  CloudTrailEvent: json(record),
});

const consoleColumns = [
  'User name',
  'AWS access key',
  'Event time',
  'Event source',
  'Event name',
  'AWS region',
  'Source IP address',
  'Error code',
  'Resource type',
  'Resource name',
  'Event ID',
  'Request ID',
];
const consoleRow = (record: Json): readonly string[] => [
  'app-fn',
  textAt(record, 'userIdentity.accessKeyId'),
  'November 20, 2026, 09:14:01 (UTC+01:00)',
  ...['eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'errorCode'].map((name) => textAt(record, name)),
  'AWS::S3::Object, AWS::S3::Bucket',
  textAt(record, 'requestParameters.bucketName'),
  textAt(record, 'eventID'),
  textAt(record, 'requestID'),
];

export const eventHistory: readonly WrittenForm[] = [
  {
    id: 'lookup-events',
    form: 'lookup-events',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json({ Events: records.map(lookedUp) }, null, 4),
    empty: '{"Events":[]}',
  },
  {
    id: 'lookup-events --query Events[].CloudTrailEvent',
    form: 'cloudtrail-record',
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
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html',
    write: (records) => records.map((one) => json(one)).join('\t'),
    empty: '',
  },
  {
    id: 'lookup-events --query with other names',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json(records.map((one) => ({ who: 'app', record: json(one) }))),
    empty: '[]',
  },
  {
    id: 'lookup-events --query with lists',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html',
    write: (records) => json(records.map((one) => ['GetObject', json(one)])),
    empty: '[]',
  },
  {
    id: 'lookup-events --output text',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html',
    write: (records) =>
      records
        .map(
          (one) => `EVENTS\tASIAEXAMPLE\t${json(one)}\t${textAt(one, 'eventID')}\tGetObject\ts3.amazonaws.com\tapp-fn`,
        )
        .join('\n'),
    empty: '',
  },
  {
    id: 'lookup-events --output yaml',
    form: 'lookup-events',
    from: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html',
    write: (records) =>
      stringify({ Events: records.map(lookedUp) }, { lineWidth: 0, singleQuote: true, indentSeq: false }),
    empty: 'Events: []\n',
  },
  {
    id: 'the console’s event history as JSON',
    form: 'trail-file',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html',
    write: (records) => json({ Records: records }, null, 2),
    empty: '{"Records":[]}',
  },
  {
    id: 'the console’s event history as CSV',
    form: 'console-row',
    from: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html',
    write: (records) => csv(consoleColumns, records.map(consoleRow)),
    loses: [
      ...(['said', 'session', 'endpoint', 'sourceIp', 'userAgent', 'recipientAccountId', 'parameters'] as const),
      ...(['eventId', 'resourceAccountId', 'principal', 'headersNotRecorded', 'invokedBy', 'authorizations'] as const),
    ],
    asks: ['principal', 'resource'],
    // It has the event's id as well, which nothing looks for.
    asShown: (record) => ({ ...record, eventID: record['requestID'] }),
    empty: consoleColumns.join(','),
  },
];
