import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJsonSchema, reportSchema } from '../../src/report/contract';
import { hostile, story } from '../setup/reports';

test('a report is valid against the published schema', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(story)))).toEqual(JSON.parse(JSON.stringify(story)));
  expect(() => reportSchema.parse(hostile('\u0000"<'))).not.toThrow();
});

test('what is no report is not valid', () => {
  expect(reportSchema.safeParse({ ...story, schemaVersion: 2 }).success).toBe(false);
  expect(reportSchema.safeParse({ ...story, verdict: { ...story.verdict, certainty: 'sure' } }).success).toBe(false);
});

test('docs/report.schema.json is what the code says (npm run docs)', () => {
  const published: unknown = JSON.parse(readFileSync(join(__dirname, '../../docs/report.schema.json'), 'utf8'));
  expect(published).toEqual(reportJsonSchema());
});
