import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import type { Json } from '../../samples';
import { csv, eventFields, json, textAt, type WrittenForm } from './row';

const message = (record: Json): Json => ({
  logStreamName: '111122223333_CloudTrail_us-east-1',
  timestamp: 1_795_162_441_000,
  message: json(record),
  ingestionTime: 1_795_162_500_000,
  eventId: '33',
});

const singleFields = [
  ...eventFields,
  ...[
    'userIdentity.type',
    'userIdentity.arn',
    'userIdentity.accountId',
    'userIdentity.sessionContext.sessionIssuer.arn',
  ],
  ...['requestParameters.bucketName', 'requestParameters.key', 'requestID', 'eventID', 'recipientAccountId'],
];
const ofSingleFields = [
  'session',
  'endpoint',
  'invokedBy',
  'parameters',
  'headersNotRecorded',
  'resourceAccountId',
  'authorizations',
] as const;

export const cloudwatchLogs: readonly WrittenForm[] = [
  {
    id: 'filter-log-events',
    form: 'cloudwatch-logs',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/filter-log-events.html',
    write: (records) => json({ events: records.map(message), searchedLogStreams: [] }, null, 4),
    empty: '{"events":[],"searchedLogStreams":[]}',
  },
  {
    id: 'get-log-events',
    form: 'cloudwatch-logs',
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
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/cli/latest/reference/logs/tail.html',
    write: (records) =>
      records.map((one) => `2026-11-20T08:14:01.000000+00:00 111122223333_CloudTrail ${json(one)}`).join('\n'),
    empty: '',
  },
  {
    id: 'a subscription’s message',
    form: 'cloudwatch-logs',
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
    form: 'insights-row',
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
    form: 'insights-row',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Export.html',
    write: (records) =>
      csv(
        ['@timestamp', '@message'],
        records.map((one) => ['2026-11-20 08:14:01.000', json(one)]),
      ),
    empty: '@timestamp,@message',
  },
  {
    id: 'filter-log-events --output yaml',
    form: 'cloudwatch-logs',
    from: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html',
    write: (records) =>
      stringify(
        { events: records.map(message), searchedLogStreams: [] },
        { lineWidth: 0, singleQuote: true, indentSeq: false },
      ),
    empty: 'events: []\nsearchedLogStreams: []\n',
  },
  {
    id: 'a subscription’s message in Kinesis for Lambda',
    form: 'queue-message',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html',
    write: (records) =>
      json({
        Records: records.map((one) => ({
          eventSource: 'aws:kinesis',
          kinesis: {
            data: gzipSync(json({ messageType: 'DATA_MESSAGE', logEvents: [message(one)] })).toString('base64'),
          },
        })),
      }),
    empty: '{"Records":[]}',
  },
  {
    id: 'Insights with single fields, as JSON',
    form: 'insights-row',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html',
    write: (records) =>
      json({
        results: records.map((one) => [
          ...singleFields.map((field) => ({ field, value: textAt(one, field) })).filter(({ value }) => value !== ''),
          { field: '@ptr', value: 'CmEK' },
        ]),
        status: 'Complete',
      }),
    loses: ofSingleFields,
    empty: '{"results":[],"status":"Complete"}',
  },
  {
    id: 'Insights with single fields, as CSV',
    form: 'cloudtrail-record',
    from: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Export.html',
    write: (records) =>
      csv(
        singleFields,
        records.map((one) => singleFields.map((field) => textAt(one, field))),
      ),
    loses: ofSingleFields,
    empty: singleFields.join(','),
  },
];
