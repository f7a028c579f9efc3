import type { Json } from '../../samples';
import { json, lines, type WrittenForm } from './row';

const event = (record: Json): Json => ({
  version: '0',
  id: 'e',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.s3',
  account: '111122223333',
  resources: [],
  detail: record,
});

export const messages: readonly WrittenForm[] = [
  {
    id: 'EventBridge events',
    form: 'eventbridge-event',
    from: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
    write: (records) => lines(records.map(event)),
    empty: '',
  },
  {
    id: 'SQS for Lambda',
    form: 'queue-message',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
    write: (records) =>
      json({ Records: records.map((one) => ({ messageId: 'm', eventSource: 'aws:sqs', body: json(event(one)) })) }),
    empty: '{"Records":[]}',
  },
  {
    id: 'SNS in SQS',
    form: 'queue-message',
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
    form: 'queue-message',
    from: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html',
    write: (records) =>
      json({
        Records: records.map((one) => ({ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message: json(event(one)) } })),
      }),
    empty: '{"Records":[]}',
  },
  {
    id: 'Kinesis for Lambda',
    form: 'queue-message',
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
];
