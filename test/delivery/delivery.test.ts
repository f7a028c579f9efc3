import { defined } from '../../src/defined';
import { readStep, writeStep } from '../../src/delivery/run-folder';
import { postToSlack } from '../../src/delivery/slack';
import { publishReport, subjectOf } from '../../src/delivery/sns';
import { executionsOf } from '../../src/delivery/executions';
import type { Symptom } from '../../src/incident/types';
import { renderSlack } from '../../src/report/render-slack';
import { hostile, story } from '../setup/reports';
import { localServer, type LocalServer, type Received, type Reply } from '../setup/server';

// One server is AWS and Slack at once; the SDK finds it through its environment, which clients read when first used.
let server: LocalServer;
let answer: (request: Received) => Reply;
const before = { ...process.env };

beforeAll(async () => {
  server = await localServer((request) => answer(request));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
});
afterAll(async () => {
  process.env = before;
  await server.close();
});

const last = () => server.received.at(-1)!;
const xml = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
const json = (body: object, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

describe('SNS', () => {
  test('gets the report as text, under a subject that it accepts', async () => {
    answer = () => xml('<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>');
    await expect(publishReport('arn:aws:sns:us-east-1:111122223333:t', story)).resolves.toBe('m-1');
    const sent = new URLSearchParams(last().body);
    expect(sent.get('Subject')).toMatch(/^\[Culprit\] [\x20-\x7e]{1,90}$/);
    expect(sent.get('Message')).toContain('DataPerimeter');
  });

  test.each([
    ['odd', 'é\n\u0000'.repeat(80)],
    ['empty', ''],
    ['long', 'x'.repeat(500)],
  ])('never refuses the subject of a report whose names are %s', (_, value) => {
    expect(subjectOf(hostile(value))).toMatch(/^[\x20-\x7e]{1,100}$/);
  });

  test('gets at most 256 KB', async () => {
    answer = () => xml('<PublishResponse><PublishResult/></PublishResponse>');
    const long = hostile('\u{1f512}'.repeat(400));
    const many = { ...long, findings: Array.from({ length: 2000 }, () => long.findings[0]!) };
    await publishReport('arn:aws:sns:us-east-1:111122223333:t', many);
    expect(Buffer.byteLength(new URLSearchParams(last().body).get('Message') ?? '')).toBeLessThanOrEqual(262_144);
  });
});

describe('Slack', () => {
  const secretIs = (secret: string, slack: Reply = { body: 'ok' }) => {
    answer = ({ path }) => (path.startsWith('/services') ? slack : json({ SecretString: secret }));
  };
  const post = (origins?: readonly string[], timeoutMs?: number) =>
    postToSlack(
      {
        secretId: 'slack',
        ...defined({ origins, timeoutMs }),
      },
      renderSlack(story),
    );

  test.each(['plain', 'json'])('gets the blocks at the address of the secret (%s)', async (form) => {
    const url = `${server.origin}/services/T/B/secret`;
    secretIs(form === 'plain' ? `${url}\n` : JSON.stringify({ url }));
    await post([server.origin]);
    expect(last().path).toBe('/services/T/B/secret');
    expect(JSON.parse(last().body)).toMatchObject({ blocks: expect.any(Array), unfurl_links: false });
  });

  test.each([
    [
      'an address elsewhere',
      'https://evil.example/services/T/B/secret',
      /does not point to https:\/\/hooks\.slack\.com/,
    ],
    ['an address that only begins alike', 'https://hooks.slack.com.evil.example/services/x', /does not point to/],
    ['an address in another scheme', 'http://hooks.slack.com/services/T/B/secret', /does not point to/],
    ['an address with other credentials', 'https://hooks.slack.com@evil.example/services/secret', /does not point to/],
    ['no address', 'hello', /holds no address/],
    ['JSON without an address', '{"token":"secret"}', /holds no address/],
    ['broken JSON', '{"url":"https://hooks.slack.com/services/secret', /holds no address/],
  ])('is not asked when the secret holds %s', async (_, secret, message) => {
    secretIs(secret);
    const asked = server.received.length;
    await expect(post()).rejects.toThrow(message);
    await expect(post()).rejects.not.toThrow(/\/services\/|"token"/);
    expect(server.received.slice(asked).every(({ path }) => !path.startsWith('/services'))).toBe(true);
  });

  test.each<[string, Reply, RegExp]>([
    ['refuses', { status: 400, body: 'invalid_blocks' }, /400 `invalid_blocks`/],
    ['redirects', { status: 302, headers: { location: 'https://evil.example/' } }, /could not be reached/],
    ['is silent', { silent: true }, /did not answer within 200 ms/],
  ])('that %s is an error without the address', async (_, reply, message) => {
    secretIs(`${server.origin}/services/T/B/secret`, reply);
    const failure = await post([server.origin], 200).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: 'SlackDeliveryError', message: expect.stringMatching(message) });
    expect(JSON.stringify([failure, String(failure), (failure as Error).cause])).not.toContain('/services/');
  });
});

describe('the run folder', () => {
  test('gives back what a step wrote', async () => {
    const stored = new Map<string, string>();
    answer = ({ method, path, body }) => {
      const [key = ''] = path.split('?');
      if (method === 'PUT') stored.set(key, body);
      const found = stored.get(key);
      return found === undefined ? xml('<Error><Code>NoSuchKey</Code></Error>', 404) : { body: found };
    };
    const folder = { bucket: 'evidence', run: 'run-1' };
    await expect(writeStep(folder, 'resolve', { a: 1 })).resolves.toBe('runs/run-1/resolve.json');
    expect([...stored.keys()].join()).toContain('runs/run-1/resolve.json');
    await expect(readStep(folder, 'resolve')).resolves.toEqual({ a: 1 });
    await expect(readStep(folder, 'other')).resolves.toBeUndefined();
  });

  test.each(['../other', 'a/b', '', 'x'.repeat(81)])('has no step %j', async (step) => {
    await expect(writeStep({ bucket: 'evidence', run: 'run-1' }, step, 1)).rejects.toThrow('no name');
  });
});

describe('an execution', () => {
  const { start } = executionsOf({ stateMachineArn: 'arn:sm', bucket: 'b' });
  const symptom = { id: 'v2-a' } as Symptom;
  test('is started by its name', async () => {
    answer = () => json({ executionArn: 'arn', startDate: 1 });
    await start('n', symptom, []);
    expect(JSON.parse(last().body)).toMatchObject({ name: 'n', input: '{"run":"n","symptom":"v2-a"}' });
  });
  test('that exists counts as started', async () => {
    answer = () => json({ __type: 'ExecutionAlreadyExists', message: 'exists' }, 400);
    await expect(start('n', symptom, [])).resolves.toBeUndefined();
  });
  test('that cannot be started is an error', async () => {
    answer = () => json({ __type: 'StateMachineDoesNotExist', message: 'none' }, 400);
    await expect(start('n', symptom, [])).rejects.toThrow('none');
  });
});
