/** Denials come in bursts: what a warm function has just read is not asked again, and each reading tells its age. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layerHandler } from '../../lambdas/layer';
import { write, type StepFile } from '../../lambdas/run';
import { unbound } from '../../src/evidence/resolve/unbound';
import { bucketPolicy } from '../../src/layers/bucket-policy';
import type { GatheredEvidence } from '../../src/judging/gather';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import { openAws, type Aws } from './aws';

const record = readFileSync(join(__dirname, '../samples/s05a_getobject_denied_because_of_kms.json'), 'utf8');
const { request: denied } = parseRecord(JSON.parse(record)) as { readonly request: DeniedRequest };
const policy = { Version: '2012-10-17', Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } };
const layer = layerHandler({ bucketPolicy });
const asksForPolicy = (path: string) => path.startsWith('/amzn-s3-demo-bucket') && path.includes('policy');

let aws: Aws;
beforeAll(async () => {
  aws = await openAws();
  jest.useFakeTimers({ now: new Date('2026-11-20T09:00:00Z'), doNotFake: ['setTimeout', 'setImmediate', 'nextTick'] });
});
afterAll(async () => {
  jest.useRealTimers();
  await aws.close();
});

/** How often the bucket's policy was asked for, when the evidence was read, and which calls lie beside it. */
async function investigated(name: string, deniedAt: string) {
  aws.intercept = ({ path }) =>
    asksForPolicy(path) ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(policy) } : undefined;
  const run = { run: name };
  await write(run, 'resolve', { request: unbound({ ...denied, time: deniedAt }), asOf: new Date().toISOString() });
  const before = aws.received.length;
  await layer(run);
  const file = JSON.parse(aws.objects.get(`runs/${name}/layer-bucket-policy.json`)!) as StepFile<GatheredEvidence>;
  const [reading] = Object.values(file.result['policy'] ?? {});
  return {
    asked: aws.received.slice(before).filter(({ path }) => asksForPolicy(path)).length,
    readAt: reading?.readAt,
    recorded: file.calls.map(({ operation }) => operation),
  };
}

const earlier = '2026-11-20T08:14:05Z';

test('what was read a moment ago is shared, with its age, and is recorded with each investigation', async () => {
  const first = await investigated('first', earlier);
  expect(first).toEqual({ asked: 1, readAt: '2026-11-20T09:00:00.000Z', recorded: ['GetRole', 'GetBucketPolicy'] });
  jest.setSystemTime(new Date('2026-11-20T09:00:30Z'));
  expect(await investigated('second', earlier)).toEqual({ ...first, asked: 0 });
});

test('what is a minute old is read again', async () => {
  jest.setSystemTime(new Date('2026-11-20T09:01:00Z'));
  expect(await investigated('third', earlier)).toMatchObject({ asked: 1, readAt: '2026-11-20T09:01:00.000Z' });
});

test('what was read before the denial says nothing about it', async () => {
  jest.setSystemTime(new Date('2026-11-20T09:01:20Z'));
  const after = await investigated('fourth', '2026-11-20T09:01:10Z');
  expect(after).toMatchObject({ asked: 1, readAt: '2026-11-20T09:01:20.000Z' });
});

test('a run holds nothing of another run but what it asked for as well', async () => {
  jest.setSystemTime(new Date('2026-11-20T10:00:00Z'));
  const other = (bucket: string) =>
    JSON.parse(JSON.stringify(denied).replaceAll('amzn-s3-demo-bucket', bucket)) as DeniedRequest;
  const kept = async (name: string, request: DeniedRequest) => {
    await write({ run: name }, 'resolve', { request: unbound({ ...request, time: earlier }), asOf: '' });
    await layer({ run: name });
    return aws.objects.get(`runs/${name}/layer-bucket-policy.json`)!;
  };
  const first = await kept('of-one', other('one-bucket'));
  const second = await kept('of-two', other('two-bucket'));
  const again = await kept('of-one-again', other('one-bucket'));
  expect([first.includes('two-bucket'), second.includes('one-bucket')]).toEqual([false, false]);
  expect(again).toBe(first);
});
