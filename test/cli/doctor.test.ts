/** Each thing broken in turn: found, with the command that mends it. */
import type { TrailDescription } from '../account/services/cloudtrail';
import type { World } from '../account/description';
import { serveAccounts, type Served } from '../account/http';
import type { SnsAccount } from '../account/services/sns';
import { errorOf } from '../account/shapes';
import { culprit } from '../setup/command-line';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const account = '111122223333';
const bucket = 'amzn-s3-demo-bucket';
const data = (...arns: string[]) => ({ DataResources: [{ Type: 'AWS::S3::Object', Values: arns }] });
const well: TrailDescription = {
  name: 'all',
  bucket: 'logs',
  selectors: { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All', ...data('arn:aws:s3') }] },
};
const selecting = (selector: object): TrailDescription => ({ ...well, selectors: { EventSelectors: [selector] } });
const advanced = (...fields: readonly (readonly object[])[]): TrailDescription => ({
  ...well,
  selectors: { AdvancedEventSelectors: fields.map((FieldSelectors) => ({ FieldSelectors })) },
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const objects = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];

let trails: readonly TrailDescription[];
let served: Served;
let topics: SnsAccount['topics'];
let refused: string | undefined;
beforeAll(async () => {
  const world = (): World => ({ accounts: { [account]: { trails, ...(topics === undefined ? {} : { topics }) } } });
  served = await serveAccounts(world, ({ operation }) =>
    operation === refused ? errorOf('cloudtrail', 'AccessDeniedException', 400, 'not authorized') : undefined,
  );
  Object.assign(process.env, { AWS_ENDPOINT_URL: served.origin, AWS_REGION: 'us-east-1' });
});
afterAll(async () => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_REGION']) delete process.env[name];
  await served.close();
});
beforeEach(() => {
  refused = undefined;
});

const doctor = (...more: readonly string[]) => culprit('doctor', '--bucket', bucket, ...more);

test.each<readonly [string, readonly TrailDescription[]]>([
  ['one trail', [well]],
  ['a stopped trail beside it', [{ ...well, name: 'old', isStopped: true }, well]],
  ['advanced selectors', [advanced([management], objects)]],
  ['one trail for each', [advanced([management]), { ...advanced(objects), name: 'objects' }]],
])('%s: all well is one line', async (_, given) => {
  trails = given;
  const { code, stdout } = await doctor();
  expect([code, stdout]).toEqual([
    0,
    `All well in us-east-1: what is asked about is logged (${given.map(({ name }) => name).join(', ')}).\n`,
  ]);
});

test.each<readonly [string, readonly TrailDescription[], string, string]>([
  ['no trail', [], 'region', `cdk deploy --context culprit:trail=new --context culprit:trailBuckets=${bucket}`],
  ['a stopped trail', [{ ...well, isStopped: true }], 'logging', 'start-logging --region us-east-1 --name all'],
  ['no management events', [advanced(objects)], 'management-events', '"Equals":["Management"]'],
  [
    'KMS left out',
    [selecting({ ExcludeManagementEventSources: ['kms.amazonaws.com'], ...data('arn:aws:s3') })],
    'kms-events',
    'put-event-selectors',
  ],
  [
    'KMS left out by a field',
    [advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }], objects)],
    'kms-events',
    'put-event-selectors',
  ],
  [
    'writes only',
    [selecting({ ReadWriteType: 'WriteOnly', ...data('arn:aws:s3') })],
    'kms-events',
    'put-event-selectors',
  ],
  [
    'reads left out by a field',
    [advanced([management, { Field: 'readOnly', Equals: ['false'] }], objects)],
    'kms-events',
    'put-event-selectors',
  ],
  ['another bucket', [selecting(data('arn:aws:s3:::another/'))], 'data-events', `"arn:aws:s3:::${bucket}/"`],
])('%s is found, with the command that mends it', async (_, given, check, command) => {
  trails = given;
  const { code, stdout } = await doctor('--format', 'json');
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly check: string; readonly command: string }[];
  };
  expect([code, findings.map((one) => one.check)]).toEqual([5, [check]]);
  expect(findings[0]?.command).toContain(command);
  expect((await doctor()).stdout).toContain(`\n  ${findings[0]?.command ?? ''}`);
});

test.each(['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors'])(
  'a refused %s is no clean bill of health',
  async (operation) => {
    trails = [well];
    refused = operation;
    const { code, stdout, stderr } = await doctor();
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/could not be read/);
  },
);

describe('the topic of reports', () => {
  const topic = `arn:aws:sns:us-east-1:${account}:Culprit`;
  test.each<readonly [string, Readonly<Record<string, 'confirmed' | 'pending'>>, number, string]>([
    ['has a confirmed subscription', { 'a@example.com': 'confirmed', 'b@example.com': 'pending' }, 0, 'All well'],
    ['waits for a confirmation', { 'b@example.com': 'pending' }, 5, '`b@example.com` has not confirmed'],
    [
      'has no subscription',
      {},
      5,
      `nobody is subscribed: reports and alarms go to nobody\n  aws sns subscribe --region us-east-1 --topic-arn ${topic}`,
    ],
  ])('%s', async (_, subscriptions, code, text) => {
    trails = [well];
    topics = { [topic]: subscriptions };
    const ran = await doctor('--topic', topic);
    expect([ran.code, ran.stdout]).toEqual([code, expect.stringContaining(text)]);
  });

  test('is another one', async () => {
    trails = [well];
    topics = {};
    expect(await doctor('--topic', topic)).toMatchObject({ code: 4, stdout: '' });
  });
});

test('it asks for nothing but reads', () => {
  expect(new Set(served.calls.map((call) => call.split(' ')[1]?.replace(/[A-Z][a-z]+$/, '')))).not.toContain('Put');
  for (const call of served.calls) expect(call).toMatch(/ (Describe|Get|List)/);
});

test.each([
  ['no bucket name', ['--bucket', 'arn:aws:s3:::b'], /no bucket name/],
  ['another format', ['--format', 'html'], /use text or json/],
])('%s is refused', async (_, given, message) => {
  const { code, stderr } = await culprit('doctor', ...given);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});
