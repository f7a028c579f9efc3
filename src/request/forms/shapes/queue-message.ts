import { isFields, type RecordFields } from '../../record/fields';
import type { Form, Opened } from '../form';
import { unpacked } from '../notation/packed';

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, with-sns.html, with-kinesis.html */
export const queueMessage: Form = {
  id: 'queue-message',
  title: 'Messages of SQS, SNS and Kinesis, as they are received or as Lambda hands them over',
  open: (value) => (isFields(value) ? inMessage(value) : undefined),
};

function inMessage(value: RecordFields): Opened | undefined {
  const { Messages: received, Sns: topic, kinesis: stream } = value;
  if (Array.isArray(received)) return { wraps: received };
  if (isFields(topic)) return { wraps: [topic['Message']] };
  if (isFields(stream)) return { wraps: [unpacked(stream['data'])] };
  if (value['Type'] === 'Notification' && value['Message'] !== undefined) return { wraps: [value['Message']] };
  if (value['messageId'] === undefined && value['MessageId'] === undefined) return undefined;
  const body = value['body'] ?? value['Body'] ?? value['Message'];
  return body === undefined ? undefined : { wraps: [body] };
}
