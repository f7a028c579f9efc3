import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handler } from '../../lambdas/access-log';
import { handler as conclude } from '../../lambdas/conclude';
import { handler as intake } from '../../lambdas/intake';
import { resolveHandler } from '../../lambdas/resolve';
import { layers } from '../../src/layers';
import { read } from '../../lambdas/run';
import { denialsIn } from '../../lambdas/way-in/log-denials';
import { parseAccessLogLine } from '../../src/request/access-log/parse-line';
import type { Report } from '../../src/report/contract';
import type { DeniedRequest } from '../../src/request/types';
import { account, json, logBucket, openAws, type Aws } from './aws';

const resolve = resolveHandler(layers);

const caller = `arn:aws:sts::${account}:assumed-role/app-reader-role/app-session`;
interface LineParts {
  readonly id?: string;
  readonly requester?: string;
  readonly result?: string;
  readonly operation?: string;
  readonly of?: string;
  readonly hour?: string;
  readonly query?: string;
  readonly from?: string;
}
/** A line that S3 may have written of a request for an object. */
function line({
  id = '3E57427F3EXAMPLE',
  requester = '-',
  result = '403 SignatureDoesNotMatch',
  operation = 'REST.GET.OBJECT',
  of = 'amzn-s3-demo-bucket',
  hour = '08',
  query = '',
  from = '203.0.113.10',
}: LineParts = {}): string {
  return `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be ${of} [20/Nov/2026:${hour}:31:07 +0000] ${from} ${requester} ${id} ${operation} reports/2026/q3.csv "GET /reports/2026/q3.csv${query} HTTP/1.1" ${result} 1043 - 12 - "-" "aws-cli/2.36.17" - s9lzHYrFp76ZVxRcpX9+5cjA= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader ${of}.s3.amazonaws.com TLSv1.3 - - us-east-1`;
}
const success = line({ result: '200 -' });
const forbidden = { requester: caller, result: '403 AccessDenied' };

let aws: Aws;
let printed: jest.SpyInstance;
beforeAll(async () => {
  aws = await openAws();
  Object.assign(process.env, {
    CULPRIT_LOG_BUCKET: logBucket,
    CULPRIT_LOG_PREFIX: 'logs/',
    CULPRIT_OWN_ROLE_NAMES: 'Culprit-layer-1,Culprit-layer-2',
  });
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => printed.mockRestore());

const created = (key: string, of = logBucket) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  account,
  detail: { bucket: { name: of }, object: { key, size: 1 }, reason: 'PutObject' },
});
const messages = (...bodies: readonly unknown[]) => ({
  Records: bodies.map((body, at) => ({
    messageId: `m${at}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })),
});
/** Delivers one object with these lines, and takes it in. */
function deliver(...lines: readonly string[]) {
  aws.logs.set('logs/2026-11-20-09-00-00-0123', `${lines.join('\n')}\n`);
  return handler(messages(created('logs/2026-11-20-09-00-00-0123')));
}
const taken = { batchItemFailures: [] };
const said = () => printed.mock.calls.map(([text]) => JSON.parse(String(text)) as Record<string, unknown>);
const runs = () => aws.executions.map(({ name }) => name);

test('a failed signature, which CloudTrail never records, starts an execution', async () => {
  expect(await deliver(success, line(), success)).toEqual(taken);
  expect(aws.executions).toHaveLength(1);
  const { run, request } = JSON.parse(aws.executions[0]!.input) as { run: string; request: DeniedRequest };
  expect(run).toMatch(/^v2-[0-9a-f]{32}-1-[0-9a-z]{8,9}$/);
  expect(request).toMatchObject({
    errorCode: 'SignatureDoesNotMatch',
    principal: { type: 'anonymous' },
    // The line tells neither; the log lies where its buckets do.
    region: 'us-east-1',
    resourceAccountId: account,
  });
  expect([...aws.objects.keys()].map((key) => key.split('/').at(-1))).toContain('record-s3.json');
});

test.each([
  ['an expired token', { result: '400 ExpiredToken' }],
  ['an unknown key', { result: '403 InvalidAccessKeyId' }],
  ['a denial without data events', forbidden],
  ['a 403 without a code', { result: '403 -' }],
])('%s is taken in', async (_, parts) => {
  await deliver(line(parts));
  expect(aws.executions).toHaveLength(1);
});

test.each([
  ['what succeeded', success],
  ['a missing object', line({ result: '404 NoSuchKey' })],
  ['throttling', line({ result: '503 SlowDown' })],
  ['a wrong request', line({ result: '400 InvalidArgument' })],
  ['a cut line', line().slice(0, 200)],
  ['no line at all', 'hello 403 awsAccounts'],
  [
    'Culprit’s own denied read',
    line({ ...forbidden, requester: caller.replace('app-reader-role', 'Culprit-layer-2') }),
  ],
])('%s starts nothing', async (_, text) => {
  expect(await deliver(text)).toEqual(taken);
  expect([aws.executions, [...aws.objects.keys()]]).toEqual([[], []]);
});

test('a role of another account is not taken for our own', async () => {
  await deliver(line({ ...forbidden, requester: 'arn:aws:sts::999988887777:assumed-role/Culprit-layer-2/session' }));
  expect(aws.executions).toHaveLength(1);
});

test('nobody asked about the other buckets', async () => {
  process.env['CULPRIT_BUCKETS'] = 'mine';
  await deliver(line(), line({ of: 'mine' }));
  expect(aws.executions).toHaveLength(1);
  expect(aws.executions[0]!.input).toContain('"bucket":"mine"');
});

test('ten thousand equal lines start one execution, with few calls', async () => {
  const before = aws.received.length;
  const lines = Array.from({ length: 10_000 }, (_, at) => line({ id: `ID${at}` }));
  expect(await deliver(...lines)).toEqual(taken);
  expect(aws.executions).toHaveLength(1);
  expect(aws.received.length - before).toBeLessThan(6);
  expect(said()[0]).toMatchObject({ event: 'read', lines: 10_000, denied: 10_000 });
  expect(
    said()
      .slice(1)
      .map(({ counted }) => counted),
  ).toEqual(Array.from({ length: 5 }, () => 2_000));
});

test('other callers, actions and reasons are other executions; of many alike the others wait', async () => {
  await deliver(
    line(),
    line({ hour: '09', id: 'LATER' }),
    line({ ...forbidden, id: 'ID1' }),
    line({ ...forbidden, id: 'ID2', operation: 'REST.PUT.OBJECT' }),
    line({ ...forbidden, id: 'ID3', requester: caller.replace('app-reader-role', 'other') }),
  );
  expect(new Set(runs()).size).toBe(3);
  expect(said().at(-1)).toMatchObject({ counted: 5, newSymptoms: 4, started: 3 });
});

describe('a denial is compared with calls of the same object of the log that succeeded', () => {
  const passed = { ...forbidden, result: '200 -' };
  const input = () => JSON.parse(aws.executions[0]!.input) as { run: string; symptom: string; request: DeniedRequest };
  const keptOf = (run: string) =>
    JSON.parse(aws.objects.get(`runs/${run}/record-s3.json`)!) as { result: { successes: readonly DeniedRequest[] } };
  const hoursKept = () => keptOf(input().run).result.successes.map(({ time }) => time.slice(11, 13));

  test('of the same caller, operation and bucket, before it and after it', async () => {
    await deliver(
      line({ ...passed, hour: '07' }),
      line({ ...passed, hour: '06', requester: caller.replace('app-reader-role', 'other') }),
      line({ ...passed, hour: '05', operation: 'REST.HEAD.OBJECT' }),
      line({ ...passed, hour: '04', of: 'another-bucket' }),
      line({ ...passed, hour: '03', result: '404 NoSuchKey' }),
      line(forbidden),
      line({ ...passed, hour: '09' }),
    );
    expect(hoursKept()).toEqual(['07', '09']);
  });

  test('of many with the newest', async () => {
    await deliver(line(forbidden), ...Array.from({ length: 5_000 }, (_, at) => line({ ...passed, id: `ID${at}` })));
    const { successes } = keptOf(input().run).result;
    expect(successes.map(({ requestId }) => requestId)).toEqual(
      Array.from({ length: 10 }, (_, at) => `ID${4_990 + at}`),
    );
  });

  test('and the report says what differs', async () => {
    await deliver(line({ ...passed, hour: '07', from: '198.51.100.7' }), line(forbidden));
    const run = input();
    await resolve(run);
    await conclude(run);
    const { intermittent } = (await read<Report>(run, 'conclude'))!;
    expect(intermittent).toMatchObject({ successes: 1, lastAllowed: '2026-11-20T07:31:07Z' });
    expect(intermittent!.differences).toContainEqual(
      expect.objectContaining({ denied: '203.0.113.10', allowed: ['198.51.100.7'] }),
    );
  });
});

describe('an object that is too large is read in part, and that is said', () => {
  const limits = { bytes: 1_000_000, lines: 100, denied: 10 };
  const linesOf = (many: number, parts: (at: number) => LineParts) =>
    Array.from({ length: many }, (_, at) => line(parts(at)));
  test.each([
    ['as many as allowed', linesOf(9, () => ({})), { lines: 9, whole: true }, 9],
    ['too many denials', linesOf(11, () => ({})), { lines: 11, whole: false }, 10],
    ['too many lines', linesOf(101, () => ({ result: '200 -' })), { lines: 100, whole: false }, 0],
  ])('%s', async (_, lines, counts, denied) => {
    async function* content(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${lines.join('\n')}\n`);
    }
    const found = await denialsIn(content(), limits, 'm', { region: 'us-east-1', accountId: account }, (text) => {
      const parsed = parseAccessLogLine(text);
      return parsed.is === 'denied' ? parsed.request : undefined;
    });
    expect(found).toMatchObject(counts);
    expect(found.denials).toHaveLength(denied);
  });
});

describe('what CloudTrail told as well', () => {
  const event = JSON.parse(
    readFileSync(join(__dirname, '../samples/s01_getobject_same_account_implicit_identity.json'), 'utf8'),
  ) as { readonly detail: Readonly<Record<string, unknown>> };
  const { requestID } = event.detail as { readonly requestID: string };
  const fromTrail = () => intake(messages(event));
  /** In the same second. */
  const then = (parts: LineParts) => line({ ...forbidden, ...parts }).replace(':31:07', ':14:01');
  const same = then({ id: requestID });
  /** The same request, that the line tells as another symptom: it knows no reason, and S3's record might name another action. */
  const asOther = then({ id: requestID, operation: 'REST.PUT.OBJECT' });

  test('is dropped by its request id', async () => {
    await fromTrail();
    await deliver(asOther);
    expect(aws.executions).toHaveLength(1);
    expect(said().at(-1)).toMatchObject({ event: 'read', denied: 1, 'told-by-cloudtrail': 1 });
  });

  test('is investigated again when it comes later, for it gives the reason, and counted once', async () => {
    await deliver(same);
    await fromTrail();
    expect(new Set(runs()).size).toBe(2);
    expect(said().at(-1)).toMatchObject({ counted: 0 });
  });

  test('hides no other request', async () => {
    await fromTrail();
    await deliver(asOther, line({ ...forbidden, id: 'ANOTHER', operation: 'REST.PUT.OBJECT' }));
    expect(aws.executions).toHaveLength(2);
  });

  test('is not mistaken for one whose id only begins alike', async () => {
    await fromTrail();
    await deliver(line({ ...forbidden, id: requestID.slice(0, -1), operation: 'REST.PUT.OBJECT' }));
    expect(aws.executions).toHaveLength(2);
  });
});

describe('messages', () => {
  test.each<readonly [string, unknown]>([
    ['text that is no JSON', 'hello'],
    ['an event of another bucket', created('logs/a', 'other-bucket')],
    ['an object outside the prefix', created('data/a')],
    ['an event without an object', { detail: { bucket: { name: logBucket } } }],
  ])('%s is done, and reads nothing', async (_, body) => {
    const before = aws.received.length;
    expect(await handler(messages(body))).toEqual(taken);
    expect(aws.received.length).toBe(before);
  });

  test('only those whose object could not be read come again', async () => {
    aws.logs.set('logs/there', line());
    const answer = await handler(messages(created('logs/gone'), created('logs/there')));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(aws.executions).toHaveLength(1);
  });

  test('what could not be started comes again', async () => {
    aws.intercept = ({ headers }) =>
      headers['x-amz-target'] === undefined ? undefined : json({ __type: 'StateMachineDoesNotExist' }, 400);
    expect((await deliver(line())).batchItemFailures).toHaveLength(1);
  });

  test('keys may hold what URLs spell otherwise', async () => {
    aws.logs.set('logs/a b+ü', line());
    expect(await handler(messages(created('logs/a b+ü')))).toEqual(taken);
    expect(aws.executions).toHaveLength(1);
  });
});

test('no signature is kept or logged', async () => {
  const secret = 'PLANTEDSECRET';
  const query = `?X-Amz-Signature=${secret}&X-Amz-Security-Token=${secret}&X-Amz-Credential=${secret}&token=${secret}`;
  await deliver(line({ ...forbidden, query }), line({ ...forbidden, query, result: '200 -' }));
  const printedText = printed.mock.calls.map(([text]) => String(text)).join();
  const everything = [...aws.objects.values(), ...aws.executions.map(({ input }) => input), printedText].join();
  expect(aws.executions).toHaveLength(1);
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain('token');
});
