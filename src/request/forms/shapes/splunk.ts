import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults, and what a HTTP Event Collector is sent. */
export const splunk: Form = {
  id: 'splunk',
  title: 'Exports of Splunk as JSON or CSV: `_raw`, or the fields that it extracted',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const { result, _raw: raw, event } = value;
    if (isFields(result)) return { wraps: [result] };
    if (raw !== undefined) return { wraps: [raw] };
    return value['sourcetype'] !== undefined && event !== undefined ? { wraps: [event] } : undefined;
  },
};
