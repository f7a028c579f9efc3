import { isFields } from '../../record/fields';
import type { Form } from '../form';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export const insightsRow: Form = {
  id: 'insights-row',
  title: 'Results of CloudWatch Logs Insights, as JSON or CSV: `@message`, or single fields',
  open: (value) => {
    if (Array.isArray(value)) return value.length > 0 && value.every(isField) ? { wraps: [named(value)] } : undefined;
    if (!isFields(value)) return undefined;
    if (Array.isArray(value['results'])) return { wraps: value['results'] };
    return value['@message'] === undefined ? undefined : { wraps: [value['@message']] };
  },
};

interface Field {
  readonly field: string;
  readonly value?: unknown;
}

const isField = (one: unknown): one is Field => isFields(one) && typeof one['field'] === 'string';

const named = (fields: readonly Field[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(fields.map(({ field, value }) => [field, value]));
