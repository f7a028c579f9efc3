import { handler, type ReportInput } from '../../lambdas/report';
import { read, write } from '../../lambdas/run';
import type { DeniedRequest } from '../../src/request/types';
import { parseRecord } from '../../src/request/record/parse';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { story } from '../setup/reports';
import { openAws, xml, type Aws } from './aws';

const sample = join(__dirname, '../samples/s01_getobject_same_account_implicit_identity.json');
const parsed = parseRecord(JSON.parse(readFileSync(sample, 'utf8'))) as { readonly request: DeniedRequest };
const input: ReportInput = { run: 'v2-abc-1', symptom: 'v2-abc', request: parsed.request };
const failure = { step: 'resolve', error: 'SomeError' };

let aws: Aws;
let posted: string[];
let slackStatus: number;
const { fetch } = globalThis;
beforeAll(async () => {
  aws = await openAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  [posted, slackStatus] = [[], 200];
  globalThis.fetch = ((url: URL, { body }: { readonly body: string }) => {
    expect(url.origin).toBe('https://hooks.slack.com');
    if (slackStatus === 200) posted.push(body);
    return Promise.resolve(new Response('ok', { status: slackStatus }));
  }) as never;
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  globalThis.fetch = fetch;
  jest.restoreAllMocks();
});

test('the report that conclude wrote is posted', async () => {
  await write(input, 'conclude', story);
  expect(await handler(input)).toEqual({ channels: ['sns'] });
  expect(aws.messages).toHaveLength(1);
  expect(aws.messages[0]).toContain('DataPerimeter');
  expect(aws.messages[0]).toContain(`s3://evidence/runs/${input.run}/`);
});

test.each<readonly [string, ReportInput, RegExp]>([
  ['a step that failed', { ...input, failure }, /resolve.*SomeError/],
  ['a report that is not there', input, /conclude.*NoReport/],
])('%s is posted, with what is known without it', async (_, given, text) => {
  await handler(given);
  expect(aws.messages).toHaveLength(1);
  expect(aws.messages[0]).toMatch(text);
  // AWS's own words are known even then.
  expect(aws.messages[0]).toContain('no identity-based policy allows');
});

test('a run folder that cannot be read is no reason to post nothing', async () => {
  aws.intercept = ({ path }) =>
    path.startsWith('/evidence/') ? xml('<Error><Code>AccessDenied</Code></Error>', 403) : undefined;
  await handler(input);
  expect(aws.messages).toHaveLength(1);
});

describe('with Slack', () => {
  beforeEach(() => (process.env['CULPRIT_SLACK_SECRET'] = 'culprit/slack'));

  test('both channels get the report', async () => {
    await write(input, 'conclude', story);
    expect(await handler(input)).toEqual({ channels: ['sns', 'slack'] });
    expect([aws.messages.length, posted.length]).toEqual([1, 1]);
  });

  test('a channel that fails fails the step by its name, and the retry posts only there', async () => {
    await write(input, 'conclude', story);
    slackStatus = 503;
    await expect(handler(input)).rejects.toMatchObject({ name: 'SlackDeliveryError' });
    expect(await read(input, 'report')).toEqual({ channels: ['sns'] });
    slackStatus = 200;
    expect(await handler(input)).toEqual({ channels: ['sns', 'slack'] });
    expect([aws.messages.length, posted.length]).toEqual([1, 1]);
  });

  test('Slack gets the report when SNS does not', async () => {
    await write(input, 'conclude', story);
    aws.intercept = ({ body }) =>
      body.includes('Action=Publish')
        ? xml('<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>', 404)
        : undefined;
    await expect(handler(input)).rejects.toThrow(/\S/);
    expect(posted).toHaveLength(1);
  });
});
