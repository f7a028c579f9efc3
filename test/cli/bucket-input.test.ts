import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { reportSchema } from '../../src/report/contract';
import { changed } from '../request/samples';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const recording = folder.file('recording.json', '{"format":"culprit-recording","version":1,"calls":[]}');
const fileOf = (id: string) => gzipSync(JSON.stringify({ Records: [changed('s01', { eventID: id })] }));
const objects: Readonly<Record<string, Buffer>> = { 'logs/1.json.gz': fileOf('a'), 'logs/2.json.gz': fileOf('b') };
const asked: string[] = [];
const variables = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'nothing', AWS_REGION: 'eu-central-1' };
const before = { ...process.env };
let server: Server;

const contents = (keys: readonly string[]) =>
  keys.map((key) => `<Contents><Key>${key}</Key><Size>9</Size></Contents>`).join('');

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url.pathname);
    const key = url.pathname.replace('/my-logs/', '');
    if (objects[key] !== undefined) response.end(objects[key]);
    else if (!url.searchParams.get('prefix')?.startsWith('logs/'))
      response.end('<ListBucketResult></ListBucketResult>');
    else if (url.searchParams.has('continuation-token'))
      response.end(`<ListBucketResult>${contents(['logs/2.json.gz'])}</ListBucketResult>`);
    else
      response.end(
        `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>${contents(['logs/1.json.gz'])}</ListBucketResult>`,
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  Object.assign(process.env, variables, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
afterAll(async () => {
  process.env = before;
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test('a prefix of a bucket is read object by object, over all pages of its listing', async () => {
  const { stdout } = await culprit('investigate', '--recording', recording, '--format', 'json', 's3://my-logs/logs/');
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => reportSchema.parse(JSON.parse(line)));
  expect(reports.map(({ request }) => request.eventId)).toEqual(['a', 'b']);
  expect(asked).toEqual(expect.arrayContaining(['/my-logs/logs/1.json.gz', '/my-logs/logs/2.json.gz']));
});

test('a prefix without objects is bad input', async () => {
  const { code, stderr } = await culprit('investigate', '--recording', recording, 's3://my-logs/nothing/');
  expect([code, stderr]).toEqual([2, 'culprit: there is no object under `s3://my-logs/nothing/`\n']);
});
