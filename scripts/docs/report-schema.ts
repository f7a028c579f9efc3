/** The published JSON Schemas of a report and of a notice. */
import { format } from 'prettier';
import * as z from 'zod';
import { reportJsonSchema } from '../../src/report/contract';
import { noticeSchema } from '../../src/report/notice/data';

export const reportSchemaText = (): Promise<string> => textOf(reportJsonSchema());
export const noticeSchemaText = (): Promise<string> => textOf(z.toJSONSchema(noticeSchema));

const textOf = (schema: unknown): Promise<string> =>
  format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
