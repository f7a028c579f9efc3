import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html */
export const trailFile: Form = {
  id: 'trail-file',
  title: 'A trail\'s log file: `{"Records": […]}`',
  open: (value) => {
    const records = isFields(value) ? (value['Records'] ?? value['records']) : undefined;
    return Array.isArray(records) ? { wraps: records } : undefined;
  },
};
