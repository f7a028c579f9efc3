/** The published JSON Schema of a report. */
import { format } from 'prettier';
import { reportJsonSchema } from '../../src/report/contract';

export function reportSchemaText(): Promise<string> {
  return format(JSON.stringify(reportJsonSchema()), { parser: 'json', printWidth: 120 });
}
