import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const eventbridgeEvent: Form = {
  id: 'eventbridge-event',
  title: 'An EventBridge event, also from a rule, an archive or a pipe',
  open: (value) =>
    isFields(value) && Object.hasOwn(value, 'detail') && !Object.hasOwn(value, 'eventName')
      ? { record: value }
      : undefined,
};
