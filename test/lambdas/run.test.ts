import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handler as conclude } from '../../lambdas/conclude';
import { layerHandler } from '../../lambdas/layer';
import { recentChangesHandler } from '../../lambdas/recent-changes';
import { resolveHandler } from '../../lambdas/resolve';
import { allReaders } from '../../src/all-readers';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { read, write, writeOnce, type Resolved, type StepFile } from '../../lambdas/run';
import { openSession } from '../../src/evidence/session/session';
import type { Recording } from '../../src/evidence/recording/recording';
import { investigate } from '../../src/investigate';
import { layers } from '../../src/layers';
import { parseRecord } from '../../src/request/record/parse';
import type { DeniedRequest } from '../../src/request/types';
import type { Report } from '../../src/report/contract';
import { account, openAws, xml, type Aws } from './aws';

const resolve = resolveHandler(layers);

const denied = (name: string): DeniedRequest => {
  const record = JSON.parse(readFileSync(join(__dirname, '../samples', `${name}.json`), 'utf8')) as unknown;
  return (parseRecord(record) as { readonly request: DeniedRequest }).request;
};
const s3 = denied('s05a_getobject_denied_because_of_kms');
const kms = denied('s05b_kms_decrypt_denied_via_s3');
const recentChanges = recentChangesHandler(watchedCallsOf(allReaders));
const run = { run: 'v2-abc-1', symptom: 'v2-abc' };

let aws: Aws;
beforeAll(async () => {
  aws = await openAws();
});
afterAll(() => aws.close());
beforeEach(() => aws.reset());

const fileOf = (step: string) => JSON.parse(aws.objects.get(`runs/${run.run}/${step}.json`)!) as StepFile<unknown>;

test.each([
  ['S3’s', s3, kms, 'kms'],
  ['KMS’s', kms, s3, 's3'],
] as const)('an execution that %s record started knows the other, if it came in', async (_, own, other, service) => {
  await writeOnce(run, `record-${service}`, { request: other, record: {} });
  await resolve({ ...run, request: own });
  const { request } = (await read<Resolved>(run, 'resolve'))!;
  expect(request.eventSource).toBe('s3.amazonaws.com');
  expect(request.authorizations.map(({ action, resource }) => [action, resource])).toEqual([
    ['s3:GetObject', 'arn:aws:s3:::amzn-s3-demo-bucket/reports/2026/q3.csv'],
    ['kms:Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  ]);
});

test('a record of another call is left alone', async () => {
  await writeOnce(run, 'record-kms', { request: { ...kms, time: '2026-11-20T08:54:06Z' }, record: {} });
  await resolve({ ...run, request: s3 });
  const { request } = (await read<Resolved>(run, 'resolve'))!;
  expect(request.furtherEventIds ?? []).toEqual([]);
});

test('a layer leaves its evidence and its calls, and answers with what fits into a state', async () => {
  await resolve({ ...run, request: s3 });
  const policy = { Version: '2012-10-17', Statement: { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' } };
  aws.intercept = ({ path }) =>
    path.startsWith('/amzn-s3-demo-bucket') && path.includes('policy')
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(policy) }
      : undefined;
  const [card] = layers.filter(
    ({ saidAs, grantForm }) => grantForm === 'policy' && saidAs.includes('resource-based policy'),
  );
  const finding = await layerHandler({ card })(run);
  expect(finding).toMatchObject({ layer: card!.id, outcome: 'denies', key: `runs/${run.run}/layer-${card!.id}.json` });
  expect(JSON.stringify(finding).length).toBeLessThan(300);
  const { calls, result } = fileOf(`layer-${card!.id}`);
  expect(calls.map(({ operation }) => operation)).toContain('GetBucketPolicy');
  expect(JSON.stringify(result)).toContain('Deny');
});

test.each([
  ['a denial', s3],
  ['a failed authentication, of which no policy was asked', { ...s3, errorCode: 'InvalidAccessKeyId' }],
])('every layer answers its state as it answers the report: %s', async (_, request) => {
  await resolve({ ...run, request });
  const answered: [string, string][] = [];
  for (const card of layers) answered.push([card.id, (await layerHandler({ card })(run)).outcome]);
  await conclude(run);
  const { findings } = (await read<Report>(run, 'conclude'))!;
  const worst = ['denies', 'does-not-allow', 'unknown', 'allows', 'not-applicable'];
  const reported = layers.map(({ id }) => {
    const outcomes: string[] = findings.filter(({ layer }) => layer === id).map(({ outcome }) => outcome);
    return [id, worst.find((outcome) => outcomes.includes(outcome))];
  });
  expect(answered).toEqual(reported);
});

test('the steps after resolve have nothing to do without it', async () => {
  await expect(layerHandler({ card: layers[0] })(run)).rejects.toMatchObject({ name: 'NotResolved' });
  await expect(recentChanges(run)).rejects.toMatchObject({ name: 'NotResolved' });
  await expect(conclude(run)).rejects.toMatchObject({ name: 'NotResolved' });
});

test('resolve names the layers that have something to read, and no other would read anything', async () => {
  const { layers: named } = await resolve({ ...run, request: s3 });
  const reading: string[] = [];
  for (const card of layers) {
    await layerHandler({ card })(run);
    const { result } = fileOf(`layer-${card.id}`);
    const readings = Object.values(result as object).flatMap((one: object) => Object.keys(one));
    if (readings.length > 0) reading.push(card.id);
  }
  expect(named).toEqual(reading);
  expect(named.length).toBeLessThan(layers.length);
});

test('a layer that left no evidence, and changes that were not looked for, are unknowns of the report', async () => {
  await resolve({ ...run, request: s3 });
  const { status } = await conclude(run);
  const { findings, unknowns, verdict } = (await read<Report>(run, 'conclude'))!;
  expect(verdict.status).toBe(status);
  expect(verdict.certainty).not.toBe('established');
  const crashed = findings.filter((finding) => JSON.stringify(finding.unknowns ?? []).includes('crashed'));
  expect(crashed.length).toBeGreaterThan(5);
  expect(unknowns.length).toBeGreaterThan(0);
});

test('a run folder is a recording: replayed, it gives the same report', async () => {
  aws.intercept = ({ path, method, body }) => {
    if (path.startsWith('/evidence/') || body.includes('Action=Publish')) return undefined;
    if (method === 'GET' && path.includes('publicAccessBlock')) {
      return xml('<Error><Code>NoSuchPublicAccessBlockConfiguration</Code><Message>none</Message></Error>', 404);
    }
    return undefined;
  };
  await resolve({ ...run, request: s3 });
  for (const card of layers) await layerHandler({ card })(run);
  await recentChanges(run);
  await conclude(run);
  const calls = [...aws.objects.values()].flatMap((body) => (JSON.parse(body) as Recording).calls);
  const recording: Recording = { format: 'culprit-recording', version: 1, calls };
  const session = openSession({ region: s3.region, ownAccount: account, replay: recording });
  const { asOf } = (await read<Resolved>(run, 'resolve'))!;
  const replayed = await investigate(s3, session, { now: asOf });
  const { result } = fileOf('conclude') as StepFile<Report>;
  expect(replayed.verdict.rootCauses).toEqual(result.verdict.rootCauses);
  expect(replayed.findings).toEqual(result.findings);
});

test('writing a step again replaces it: steps are retried', async () => {
  await write(run, 'conclude', 1);
  await write(run, 'conclude', 2);
  expect(await read(run, 'conclude')).toBe(2);
});

test('what AWS throttles a layer reads later, and what it could read is written', async () => {
  // Nothing that was read before a denial is shared.
  await resolve({ ...run, request: { ...s3, time: '2099-01-01T00:00:00Z' } });
  const [card] = layers.filter(
    ({ saidAs, grantForm }) => grantForm === 'policy' && saidAs.includes('resource-based policy'),
  );
  aws.intercept = ({ path }) =>
    path.startsWith('/amzn-s3-demo-bucket') && path.includes('policy')
      ? xml('<Error><Code>SlowDown</Code><Message>slow down</Message></Error>', 503)
      : undefined;
  await expect(layerHandler({ card })(run)).rejects.toMatchObject({ name: 'ReadLater' });
  expect(JSON.stringify(fileOf(`layer-${card!.id}`).result)).toContain('"why":"throttled"');
});
