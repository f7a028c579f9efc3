/**
 * Records the story anew: `node scripts/run.mjs node --import tsx demo/record.ts`. Its accounts are made in moto by AWS's
 * own calls and read by `culprit … --save`: a server that we did not write has answered, which accounts described by us
 * could not show. What moto does not serve, the described accounts of test/account answer, and the provenance says so.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedCall, Recording } from '../src/evidence/recording/recording';
import type { ContextEntry } from '../src/evidence/readers/shared/simulation';
import { environmentFor, runCulprit } from '../test/emulated/culprit';
import { preparePython } from '../test/emulated/python';
import { startMoto } from '../test/emulated/servers';
import * as cast from './story/cast';
import { history } from './story/changes';
import { completed } from './story/completed';
import { deniedEvents, said } from './story/events';
import { seedStory } from './story/seed';
import { withHistory } from './story/answers';

/** When the recorded reads claim to have been made: an hour after the denial. */
const readAt = '2026-11-24T09:12:00Z';
/** A recording may hold nothing of the clock: the same accounts give the same bytes. */
const begunAt = Date.now();
/** When the recorded things claim to have been made. */
const madeAt = '2026-02-03T09:00:00Z';

async function main(): Promise<void> {
  const python = await preparePython();
  if ('missing' in python) throw new Error(python.missing);
  const moto = await startMoto(python.program, cast.account);
  const folder = await mkdtemp(join(tmpdir(), 'culprit-record-'));
  try {
    await moto.reset(2026);
    const seeded = await seedStory(moto.endpoint);
    const environment = { ...environmentFor(moto.endpoint), AWS_REGION: cast.region };
    const calls: RecordedCall[] = [];
    for (const [index, { input, words }] of readings(seeded).entries()) {
      const file = join(folder, `${index}.json`);
      const run = await runCulprit([...words, '--save', file, ...reading], environment, input);
      if (run.exitCode !== 0 && run.exitCode !== 4) throw new Error(`${words.join(' ')}: ${run.stderr}`);
      calls.push(...(JSON.parse(await readFile(file, 'utf8')) as Recording).calls);
    }
    const recording = withHistory(
      completed({
        format: 'culprit-recording',
        version: 1,
        calls: unique(calls.map(withoutWindow).map(asOfReading)).map(timeless),
      }),
      history(seeded),
    );
    await write('cast', seeded);
    await write('recording', recording);
    for (const { service, operation, response, provenance } of recording.calls) {
      const outcome = 'failure' in response ? response.failure : response.status;
      console.error(`${service} ${operation} ${outcome} (${provenance.from})`);
    }
  } finally {
    await moto.stop();
    await rm(folder, { recursive: true });
  }
}

const reading = ['--region', cast.region, '--organization-role', cast.organizationRoleArn, '--format', 'json'];

/** Both records, either alone (the key is then looked for in CloudTrail), and the questions about the objects. */
function readings(seeded: cast.Cast) {
  const { s3, kms } = deniedEvents(seeded, said.nothing());
  const question = (object: string) => ({
    words: [
      'explain',
      '--principal',
      cast.roleArn,
      '--action',
      's3:GetObject',
      '--resource',
      `arn:aws:s3:::${cast.bucket}/${object}`,
    ],
    input: '',
  });
  const denied = (records: readonly unknown[]) => ({
    words: ['investigate', '-'],
    input: records.map((record) => JSON.stringify(record)).join('\n'),
  });
  const asked = [cast.deniedObject, cast.readableObject].map(question);
  const withHead = asked.map(({ words, input }) => ({ words: [...words, '--head-object'], input }));
  return [denied([s3, kms]), denied([s3]), denied([kms]), ...asked, ...withHead];
}

function unique(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const key = ({ account, region, operation, request }: RecordedCall) =>
    JSON.stringify([account, region, operation, request]);
  return [...new Map(calls.map((call) => [key(call), call])).values()].sort((one, other) =>
    `${one.service} ${one.operation} ${key(one)}` < `${other.service} ${other.operation} ${key(other)}` ? -1 : 1,
  );
}

/** The window of a look-up moves with the clock, and nobody compares it. */
function withoutWindow(call: RecordedCall): RecordedCall {
  if (call.operation !== 'LookupEvents') return call;
  const { StartTime: _start, EndTime: _end, ...input } = call.input;
  const {
    StartTime: _from,
    EndTime: _until,
    ...body
  } = JSON.parse(call.request.body ?? '{}') as Record<string, unknown>;
  return { ...call, input, request: { ...call.request, body: JSON.stringify(body) } };
}

/** A question is asked at the time of the clock: the simulator was told it. */
function asOfReading(call: RecordedCall): RecordedCall {
  const entries = (call.input['ContextEntries'] ?? []) as readonly ContextEntry[];
  const [now] = entries.find(({ ContextKeyName }) => ContextKeyName === 'aws:CurrentTime')?.ContextKeyValues ?? [];
  if (now === undefined || Date.parse(now) < begunAt) return call;
  const seconds = (time: string) => String(Math.floor(Date.parse(time) / 1000));
  const told = (text: string, write: (time: string) => string = String) =>
    text.replaceAll(write(now), write(readAt)).replaceAll(seconds(now), seconds(readAt));
  const input = JSON.parse(told(JSON.stringify(call.input))) as RecordedCall['input'];
  return { ...call, input, request: { ...call.request, body: told(call.request.body ?? '', encodeURIComponent) } };
}

/** The same accounts give the same bytes, whenever it is recorded. */
function timeless(call: RecordedCall): RecordedCall {
  if ('failure' in call.response) return { ...call, at: readAt };
  const { status, headers, body } = call.response;
  const kept = Object.entries(headers)
    .filter(([name]) => /^(content-type|x-amz-(?!request-id|id-2).*|etag|last-modified)$/i.test(name))
    .map(([name, value]) => [name, /^last-modified$/i.test(name) ? new Date(madeAt).toUTCString() : value] as const);
  const text = body
    .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?/g, madeAt)
    .replace(/("\w*Date\w*":\s*)\d{10}(\.\d+)?/g, `$1${Date.parse(madeAt) / 1000}`)
    .replace(/<(RequestId|requestId|HostId)>[^<]*/g, '<$1>00000000-0000-4000-8000-000000000000');
  return { ...call, at: readAt, response: { status, headers: Object.fromEntries(kept), body: text } };
}

async function write(name: string, value: unknown): Promise<void> {
  await writeFile(join(__dirname, 'story', `${name}.generated.json`), `${JSON.stringify(value, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
