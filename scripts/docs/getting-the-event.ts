/** What docs/getting-the-event.md lists: the forms of inputs, and the queries that `culprit find --query` prints. */
import { denialsQuery } from '../../src/evidence/logs/athena/query';
import { createTable } from '../../src/evidence/logs/athena/table';
import type { LogSource } from '../../src/evidence/logs/sources';
import { forms, textForms } from '../../src/request/forms/forms';

export const formsList = (): string => [...forms, ...textForms].map(({ title }) => `- ${title}`).join('\n');

const bucket = 'my-bucket';
const account = '111122223333';
const region = 'eu-central-1';
const window = { since: Date.parse('2026-11-20T00:00:00Z'), until: Date.parse('2026-11-24T09:00:00Z') };
const trail: LogSource = {
  is: 'trail',
  name: 'main',
  bucket: 'my-trail-logs',
  folder: `AWSLogs/${account}/CloudTrail/${region}/`,
};
const log: LogSource = {
  is: 'access-log',
  of: bucket,
  account,
  region,
  bucket: 'my-access-logs',
  prefix: 'logs/',
  isPartitioned: true,
};

export const athenaOf = (which: 'trail' | 'access-log'): string => {
  const source = which === 'trail' ? trail : log;
  const statements = [createTable(source), denialsQuery(source, { bucket, window, most: 1_000 })];
  return ['```sql', statements.map((statement) => `${statement};`).join('\n\n'), '```'].join('\n');
};
