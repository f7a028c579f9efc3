/** Sends a marked denial, and waits for its report. */
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { serveAccounts, type Served } from '../account/http';
import { errorOf, json } from '../account/shapes';
import { account, well } from '../doctor/deployed-accounts';
import { culprit } from '../setup/command-line';
import { useTestCredentials } from '../setup/credentials';
import { story } from '../setup/reports';

// Nobody waits here for the report.
const paused: number[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number) => Promise.resolve(paused.push(milliseconds)),
}));

useTestCredentials();

const id = '10000000-0000-4000-8000-000000000001';
let served: Served;
let sent: WireCall['input'][];
/** How often it is looked for in vain. */
let late: number;
let kept: object;
let taken: object;
beforeAll(async () => {
  served = await serveAccounts(() => ({ accounts: { [account]: well } }), answer);
  Object.assign(process.env, { AWS_ENDPOINT_URL: served.origin, AWS_REGION: 'us-east-1' });
});
afterAll(async () => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_REGION']) delete process.env[name];
  await served.close();
});
beforeEach(() => {
  paused.length = 0;
  [sent, late, kept, taken] = [[], 1, story, { EventId: id }];
});

function answer({ operation, input }: WireCall): WireAnswer | undefined {
  if (operation === 'PutEvents') {
    sent.push(input);
    return json({ FailedEntryCount: 0, Entries: [taken] });
  }
  if (operation !== 'GetObject') return undefined;
  expect(input).toMatchObject({ Bucket: 'evidence', Key: `runs/self-test-${id}/report.json` });
  late -= 1;
  return late >= 0 ? errorOf('s3', 'NoSuchKey', 404) : json({ result: kept });
}

test('its report arrives', async () => {
  const { code, stdout } = await culprit('self-test');
  expect([code, stdout]).toEqual([0, `The report of self-test-${id} arrived after 2 s: ${story.card.headline}\n`]);
  expect(paused).toEqual([2_000]);
  expect(sent).toEqual([
    {
      Entries: [
        { EventBusName: 'default', Source: 'culprit.self-test', DetailType: 'Culprit self-test', Detail: '{}' },
      ],
    },
  ]);
});

test('its report arrives, as JSON', async () => {
  const { code, stdout } = await culprit('self-test', '--format', 'json');
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    { run: `self-test-${id}`, is: 'arrived', seconds: 2, headline: story.card.headline },
  ]);
});

test.each<readonly [string, () => void, RegExp]>([
  ['that does not arrive', () => void (late = 9), /did not arrive within 2 s\n {2}culprit doctor --stack Culprit/],
  ['of a step that failed', () => void (kept = { ...story, findings: [] }), /ended after 2 s without an answer/],
])('a report %s is no success', async (_, make, text) => {
  make();
  const { code, stdout } = await culprit('self-test', '--wait', '2');
  expect([code, stdout]).toEqual([5, expect.stringMatching(text)]);
});

test('what EventBridge does not take is said', async () => {
  taken = { ErrorCode: 'ThrottlingException' };
  expect(await culprit('self-test')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/did not take it: ThrottlingException/) as unknown,
  });
});

test.each([
  ['another stack', ['--stack', 'Other'], 4, /stack `Other` does not say what is deployed/],
  ['no number of seconds', ['--wait', 'long'], 2, /no number of seconds/],
])('%s is refused', async (_, given, code, message) => {
  const ran = await culprit('self-test', ...given);
  expect([ran.code, ran.stderr]).toEqual([code, expect.stringMatching(message)]);
});
