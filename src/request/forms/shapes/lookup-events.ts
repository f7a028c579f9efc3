import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/cli/latest/reference/cloudtrail/lookup-events.html; what `--query` renames is found by its text. */
export const lookupEvents: Form = {
  id: 'lookup-events',
  title: '`aws cloudtrail lookup-events`, with any `--query` that keeps `CloudTrailEvent`',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const events = value['Events'];
    if (Array.isArray(events)) return { wraps: events };
    const record = value['CloudTrailEvent'] ?? value['cloudTrailEvent'] ?? value['cloudtrailevent'];
    return record === undefined ? undefined : { wraps: [record] };
  },
};
