import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const eventbridgeEvent: Form = {
  id: 'eventbridge-event',
  title: 'An EventBridge event, also from a rule, an archive or a pipe',
  open: (value) => {
    if (!isFields(value) || !Object.hasOwn(value, 'detail') || Object.hasOwn(value, 'eventName')) return undefined;
    const { detail } = value;
    // Sent on within an event of somebody's own.
    const isSentOn = isFields(detail) && isFields(detail['detail']) && !Object.hasOwn(detail, 'eventName');
    return isSentOn ? { wraps: [detail] } : { record: value };
  },
};
