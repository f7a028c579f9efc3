import { denialsQuery } from '../../../src/evidence/logs/athena/query';
import { createTable, tableOf } from '../../../src/evidence/logs/athena/table';
import type { LogSource } from '../../../src/evidence/logs/sources';
import { fieldsOf } from '../../../src/request/access-log/line-fields';
import { parseInput } from '../../../src/request/forms/read-input';
import { logLine } from '../../causes/events';

const bucket = 'amzn-s3-demo_bucket';
const trail: LogSource = {
  is: 'trail',
  name: 't',
  bucket: "logs'x",
  folder: 'AWSLogs/111122223333/CloudTrail/eu-west-1/',
};
const log = {
  is: 'access-log',
  of: bucket,
  account: '111122223333',
  region: 'eu-west-1',
  bucket: 'logs',
  prefix: 'log/data-',
  isPartitioned: false,
} as const;
const asked = {
  bucket,
  window: { since: Date.parse('2026-11-23T22:30:00Z'), until: Date.parse('2026-11-24T00:10:00Z') },
  most: 100,
};
const clauses = (source: LogSource) => denialsQuery(source, asked).split('\n');

test('the table of a trail has its days as partitions, and quotes what it names', () => {
  const table = createTable(trail);
  expect(table).toContain(`CREATE EXTERNAL TABLE IF NOT EXISTS ${tableOf(trail)} (`);
  expect(table).toContain("LOCATION 's3://logs\\'x/AWSLogs/111122223333/CloudTrail/eu-west-1/'");
  expect(table).toContain(
    "'storage.location.template' = 's3://logs\\'x/AWSLogs/111122223333/CloudTrail/eu-west-1/${day}'",
  );
  expect(table).toContain("'projection.day.format' = 'yyyy/MM/dd'");
});

test('the query of a trail asks for days, time, code and bucket', () => {
  const [select, ...where] = clauses(trail);
  expect(select).toBe(`SELECT * FROM ${tableOf(trail)}`);
  expect(where[0]).toBe("WHERE day BETWEEN '2026/11/23' AND '2026/11/24'");
  expect(where[1]).toBe("  AND eventtime BETWEEN '2026-11-23T22:30:00Z' AND '2026-11-24T00:10:00Z'");
  expect(where[3]).toContain("'AccessDenied', ");
  // A name’s underscore stands for itself.
  expect(where[4]).toContain(String.raw`'arn:aws%:s3:::amzn-s3-demo\_bucket/%' ESCAPE '\'`);
  expect(where.at(-1)).toBe('LIMIT 100');
});

test('a log without folders is asked for by the names of its objects', () => {
  const table = createTable(log);
  expect(table).toContain("LOCATION 's3://logs/log/'");
  expect(table).not.toContain('PARTITIONED BY');
  expect(clauses(log)).toContain(`WHERE "$path" >= 's3://logs/log/data-2026-11-23'`);
  expect(clauses(log).join()).toContain(`bucket_name = '${bucket}'`);
});

test('a partitioned log has its days as partitions', () => {
  const table = createTable({ ...log, isPartitioned: true });
  expect(table).toContain('PARTITIONED BY (day STRING)');
  expect(table).toContain(`'s3://logs/log/data-111122223333/eu-west-1/${bucket}/\${day}'`);
  expect(clauses({ ...log, isPartitioned: true })).toContain("WHERE day BETWEEN '2026/11/23' AND '2026/11/25'");
});

test('one place has one table', () => {
  expect(tableOf(trail)).toBe(tableOf({ ...trail, name: 'renamed' }));
  expect(tableOf(trail)).not.toBe(tableOf(log));
});

describe('a row of the log’s table', () => {
  const line = logLine({ code: 'AccessDenied', requester: 'arn:aws:sts::111122223333:assumed-role/app/run' });
  const pattern = /'input\.regex' = '(.*)'\)/.exec(createTable(log))![1]!;
  const columns = /\(\n {2}(.*)\n\)/
    .exec(createTable(log))![1]!
    .split(', ')
    .map((column) => /`(\w+)`/.exec(column)![1]!);
  // In SQL a text’s backslash is written twice.
  const cells = new RegExp(`^${pattern.replaceAll('\\\\', '\\')}`).exec(line)!.slice(1);

  test('has the fields of the line', () => {
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
    const fields = fieldsOf(line)!;
    expect(columns).toHaveLength(cells.length);
    expect(row).toMatchObject({
      bucket_name: fields.bucket,
      requestdatetime: fields.time,
      requester: fields.requester,
      operation: fields.operation,
      key: fields.key,
      httpstatus: fields.status,
      errorcode: fields.code,
      endpoint: fields.host,
      tlsversion: fields.tls,
    });
  });

  test('is what investigate takes', () => {
    const cellsOf = (values: readonly (string | undefined)[]) => ({
      Data: values.map((value) => ({ VarCharValue: value })),
    });
    const [found] = parseInput(JSON.stringify({ ResultSet: { Rows: [cellsOf(columns), cellsOf(cells)] } }));
    const [plain] = parseInput(line);
    if (found?.is !== 'denied' || plain?.is !== 'denied') throw new Error(JSON.stringify(found));
    expect(found.request).toEqual(plain.request);
  });
});
