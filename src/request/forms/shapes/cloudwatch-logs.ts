import { isFields } from '../../record/fields';
import type { Form } from '../form';
import { unpacked } from '../notation/packed';

/**
 * `aws logs filter-log-events`, `get-log-events`, and what a subscription sends.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export const cloudwatchLogs: Form = {
  id: 'cloudwatch-logs',
  title: '`aws logs filter-log-events`, `get-log-events` and `tail`, and the events of a subscription',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const { events, logEvents, awslogs, message } = value;
    if (Array.isArray(events)) return { wraps: events };
    if (Array.isArray(logEvents)) return { wraps: logEvents };
    if (isFields(awslogs)) return { wraps: [unpacked(awslogs['data'])] };
    const isEvent = ['timestamp', 'eventId', 'id', 'ingestionTime', 'logStreamName'].some((name) =>
      Object.hasOwn(value, name),
    );
    return isEvent && (typeof message === 'string' || isFields(message)) ? { wraps: [message] } : undefined;
  },
};
