import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { reportSchema } from '../../src/report/contract';
import { lineOf } from '../../cli/batch/progress';
import { isOf } from '../../cli/input/recorded';
import { changed, denied } from '../request/samples';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const recording = folder.file('recording.json', '{"format":"culprit-recording","version":1,"calls":[]}');
const logs = join(folder.path, 'logs', 'CloudTrail', '2026');
mkdirSync(logs, { recursive: true });
const recordsOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) =>
    changed(name, { eventID: `${name}-${at}`, eventTime: `2026-11-20T08:${String(at).padStart(2, '0')}:00Z` }),
  );
folder.file('logs/CloudTrail/2026/1.json.gz', gzipSync(JSON.stringify({ Records: recordsOf('s01', 30) })));
folder.file('logs/CloudTrail/2026/2.json.gz', gzipSync(JSON.stringify({ Records: recordsOf('s10', 3) })));
folder.file('logs/notes.txt', 'hello\n');

const investigate = (...all: readonly string[]) => culprit('investigate', '--recording', recording, ...all);

describe('a log folder', () => {
  test('gets a summary by cause first, and one report for each symptom', async () => {
    const { stdout, stderr } = await investigate('--format', 'text', join(folder.path, 'logs'));
    expect(stdout).toMatch(/^33 denials, 2 causes, 2 symptoms\n/);
    expect(stdout).toMatch(
      /30 +2026-11-20T08:00:00Z +2026-11-20T08:29:00Z +amzn-s3-demo-bucket +role 111122223333 app-reader-role/,
    );
    // Causes in the words of their cards.
    expect(stdout).toMatch(/app-reader-role +Perhaps /);
    expect(stdout.match(/^More:|^ +More:/gm)).toHaveLength(2);
    expect(stderr).toContain('notes.txt');
  });
  test('gives a line of JSON for each symptom, with its group', async () => {
    const { stdout } = await investigate('--format', 'json', join(logs, '*.gz'));
    const reports = stdout
      .trimEnd()
      .split('\n')
      .map((line) => reportSchema.parse(JSON.parse(line)));
    expect(reports.map(({ group }) => group?.count)).toEqual([30, 3]);
    expect(new Set(reports.map(({ group }) => group?.cause)).size).toBe(2);
  });
  test('gives every report with --all', async () => {
    const { stdout } = await investigate('--all', '--format', 'json', logs);
    expect(stdout.trimEnd().split('\n')).toHaveLength(33);
  });
  test.each(['html', 'markdown'])('is one page of %s', async (format) => {
    const { stdout } = await investigate('--format', format, logs);
    expect(stdout.match(/33 denials, 2 causes/g)).toHaveLength(1);
    expect(stdout.match(/<!doctype html>/g) ?? []).toHaveLength(format === 'html' ? 1 : 0);
  });
});

test('one report for many keys says so', async () => {
  const keys = Array.from({ length: 12 }, (_, at) => {
    const { requestParameters } = recordsOf('s01', 1)[0] as { readonly requestParameters: object };
    return changed('s01', {
      eventID: `key-${at}`,
      requestParameters: { ...requestParameters, key: `reports/${at}.csv` },
    });
  });
  const several = folder.file('keys.json', JSON.stringify({ Records: keys }));
  const { stdout } = await investigate('--format', 'text', several);
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/12 × \S+ cannot read \S+\.csv.* \(and 11 other keys\)/);
});

test('a handful of denials gets a line of JSON each', async () => {
  const { stdout } = await investigate('--format', 'json', join(logs, '2.json.gz'));
  expect(stdout.trimEnd().split('\n')).toHaveLength(3);
});

describe('an error text', () => {
  const words =
    'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b-1/a.csv" because no identity-based policy allows the s3:GetObject action';
  test('is investigated, and the report says that its time was assumed', async () => {
    const file = folder.file('error.txt', `fatal: ${words}\n`);
    const { stdout, stderr } = await investigate('--format', 'json', file);
    const { request, unknowns } = reportSchema.parse(JSON.parse(stdout));
    expect(request).toMatchObject({ operation: 'GetObject', bucket: 'b-1', key: 'a.csv', timeAssumed: true });
    expect(unknowns).toContainEqual(expect.objectContaining({ code: 'time-assumed', facts: { time: request.time } }));
    expect(stderr).toBe('');
    const timed = await investigate('--format', 'json', file, '--time', '2026-11-20T08:14:01Z');
    expect(timed.stdout).not.toContain('ssumed');
    const { stdout: page } = await investigate('--format', 'text', '--full', file);
    expect(page.replaceAll(/\s+/g, ' ')).toContain('When it was denied: the text of the error shows no time');
  });
  test('that says too little gets one line that asks for the rest', async () => {
    const file = folder.file('bare.txt', 'An error occurred (403) when calling the HeadObject operation: Forbidden');
    const { code, stderr } = await investigate(file);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toMatch(
      /does not say who was denied, the object or bucket: add --principal ARN --resource arn:aws:s3:::/,
    );
    const added = ['--principal', 'arn:aws:iam::111122223333:user/alice', '--resource', 's3://b-1/a.csv'];
    const { stdout } = await investigate('--format', 'json', file, ...added, '--time', '2026-11-20T08:14:01Z');
    expect(reportSchema.parse(JSON.parse(stdout)).request).toMatchObject({
      operation: 'HeadObject',
      time: '2026-11-20T08:14:01Z',
    });
  });
});

describe('the record of an error text’s denial', () => {
  const [record] = recordsOf('s01', 1);
  const id = String(record!['requestID']);
  const text = `An error occurred (AccessDenied) when calling the GetObject operation: Access Denied (RequestID: ${id})`;
  const denial = { is: 'partial', errorCode: 'AccessDenied' } as const;

  test('is found in the logs that are given', async () => {
    const file = folder.file('id.txt', text);
    const { stdout, stderr } = await investigate('--format', 'json', '--logs', logs, file);
    expect(stderr).toBe('');
    expect(reportSchema.parse(JSON.parse(stdout)).request).toMatchObject({
      eventId: 's01-0',
      key: 'reports/2026/q3.csv',
    });
  });
  test.each([
    ['its request id', { requestId: id }, true],
    ['another request id, whatever else fits', { requestId: 'OTHER00000', time: '2026-11-20T08:00:00Z' }, false],
    ['bucket and time', { bucket: 'amzn-s3-demo-bucket', time: '2026-11-20T08:00:20Z' }, true],
    ['bucket and another time', { bucket: 'amzn-s3-demo-bucket', time: '2026-11-20T09:00:20Z' }, false],
    ['a time alone', { time: '2026-11-20T08:00:00Z' }, false],
    [
      'another caller',
      {
        bucket: 'amzn-s3-demo-bucket',
        time: '2026-11-20T08:00:00Z',
        principal: 'arn:aws:iam::111122223333:user/other',
      },
      false,
    ],
  ])('is known by %s: %j', (_, known, is) => {
    expect(isOf(denied(record), { ...denial, ...known })).toBe(is);
  });
});

test.each([
  [undefined, '100 records read, 50 a second'],
  [300, '100 of 300 records read, 50 a second, 4 s left'],
])('progress says the rate, and what is left of %s', (total, line) => {
  expect(lineOf('records read', 100, total, 2)).toBe(line);
});
