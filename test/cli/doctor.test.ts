/** Each thing broken in turn: found, with the command that mends it. */
import type { TrailDescription } from '../account/services/cloudtrail';
import type { AccountDescription, AwsAccounts } from '../account/description';
import { serveAccounts, type Served } from '../account/http';
import type { DeployedMapping, DeployedStack, Deployment } from '../../src/doctor/deployment';
import { errorOf, json } from '../account/shapes';
import { account, bucket, deployment, rulePattern, topicArn, well, wellTrail } from '../doctor/deployed-accounts';
import { culprit } from '../setup/command-line';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

const data = (...arns: string[]) => ({ DataResources: [{ Type: 'AWS::S3::Object', Values: arns }] });
const selecting = (selector: object): TrailDescription => ({ ...wellTrail, selectors: { EventSelectors: [selector] } });
const advanced = (...fields: readonly (readonly object[])[]): TrailDescription => ({
  ...wellTrail,
  selectors: { AdvancedEventSelectors: fields.map((FieldSelectors) => ({ FieldSelectors })) },
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const objects = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];

let described: AccountDescription;
let served: Served;
let refused: string | undefined;
/** What the deployed function answers. */
let deployedLooks: readonly object[];
beforeAll(async () => {
  const awsAccounts = (): AwsAccounts => ({ accounts: { [account]: described } });
  served = await serveAccounts(awsAccounts, ({ operation }) => {
    if (operation === refused) return errorOf('cloudtrail', 'AccessDeniedException', 400, 'not authorized');
    return operation === 'Invoke' ? json({ looked: deployedLooks }) : undefined;
  });
  Object.assign(process.env, { AWS_ENDPOINT_URL: served.origin, AWS_REGION: 'us-east-1' });
});
afterAll(async () => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_REGION']) delete process.env[name];
  await served.close();
});
beforeEach(() => {
  refused = undefined;
  described = well;
  deployedLooks = [];
});

const doctor = (...more: readonly string[]) => culprit('doctor', '--bucket', bucket, ...more);
const ofStack = (...more: readonly string[]) => culprit('doctor', '--stack', 'Culprit', ...more);

interface Answer {
  readonly checks: readonly { readonly check: string; readonly is: string }[];
  readonly findings: readonly { readonly check: string; readonly text: string; readonly command: string }[];
  readonly unread: readonly { readonly check: string; readonly error?: string }[];
}
const answerIn = (stdout: string) => JSON.parse(stdout) as Answer;

test.each<readonly [string, readonly TrailDescription[]]>([
  ['one trail', [wellTrail]],
  ['a stopped trail beside it', [{ ...wellTrail, name: 'old', isStopped: true }, wellTrail]],
  ['advanced selectors', [advanced([management], objects)]],
  ['one trail for each', [advanced([management]), { ...advanced(objects), name: 'objects' }]],
])('%s: all well is one line', async (_, trails) => {
  described = { ...well, trails };
  const { code, stdout } = await doctor();
  expect([code, stdout]).toEqual([
    0,
    'All well in us-east-1: region, bucket-region, logging, management-events, kms-events, data-events.\n',
  ]);
});

test('a deployment that is well is one line, with every check that applies', async () => {
  const { code, stdout } = await ofStack();
  expect([code, stdout.split('\n').length, stdout]).toEqual([0, 2, expect.stringMatching(/^All well in us-east-1: /)]);
  for (const check of ['rules', 'intake', 'queue-age', 'dead-letters', 'subscription', 'data-events'])
    expect(stdout).toContain(check);
});

const functionsOf = (stack: Partial<DeployedStack>): Pick<AccountDescription, 'functions'> => ({
  functions: {
    'Culprit-doctor': {
      CULPRIT_DEPLOYMENT: JSON.stringify({
        ...deployment,
        stack: { ...deployment.stack!, ...stack },
      } satisfies Deployment),
    },
  },
});
const waiting = (mapping: DeployedMapping): Partial<AccountDescription> => ({
  ...functionsOf({ mappings: [mapping] }),
  queues: { ...well.queues, denials: { oldest: 7_200 } },
});

type Broken = readonly [what: string, broken: Partial<AccountDescription>, check: string, command: string];

test.each<Broken>([
  ['no trail', { trails: [] }, 'region', `--context culprit:trail=new --context culprit:trailBuckets=${bucket}`],
  [
    'a bucket elsewhere',
    { buckets: { [bucket]: { region: 'eu-west-1' } } },
    'bucket-region',
    'AWS_REGION=eu-west-1 npx cdk deploy',
  ],
  ['no bucket', { buckets: {} }, 'bucket-region', 'aws s3api list-buckets'],
  [
    'a stopped trail',
    { trails: [{ ...wellTrail, isStopped: true }] },
    'logging',
    'aws cloudtrail start-logging --region us-east-1 --name all',
  ],
  ['no management events', { trails: [advanced(objects)] }, 'management-events', '"Equals":["Management"]'],
  [
    'KMS left out',
    { trails: [selecting({ ExcludeManagementEventSources: ['kms.amazonaws.com'], ...data('arn:aws:s3') })] },
    'kms-events',
    'put-event-selectors',
  ],
  [
    'KMS left out by a field',
    { trails: [advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }], objects)] },
    'kms-events',
    'put-event-selectors',
  ],
  [
    'writes only',
    { trails: [selecting({ ReadWriteType: 'WriteOnly', ...data('arn:aws:s3') })] },
    'kms-events',
    'put-event-selectors',
  ],
  [
    'reads left out by a field',
    { trails: [advanced([management, { Field: 'readOnly', Equals: ['false'] }], objects)] },
    'kms-events',
    'put-event-selectors',
  ],
  [
    'another bucket selected',
    { trails: [selecting(data('arn:aws:s3:::another/'))] },
    'data-events',
    `"arn:aws:s3:::${bucket}/"`,
  ],
  [
    'a rule switched off',
    { rules: { ...well.rules, plain: { state: 'DISABLED' } } },
    'rules',
    'aws events enable-rule --region us-east-1 --name plain',
  ],
  [
    'a rule in a state without reads',
    { rules: { ...well.rules, s3: { state: 'ENABLED', pattern: rulePattern } } },
    'rules',
    `--state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS --event-pattern '${JSON.stringify(rulePattern)}'`,
  ],
  ['a rule that is gone', { rules: { s3: well.rules!['s3']! } }, 'rules', 'npx cdk deploy --revert-drift'],
  [
    'a rule without a target',
    { rules: { ...well.rules, plain: { targets: 0 } } },
    'rules',
    'npx cdk deploy --revert-drift',
  ],
  [
    'intake that does not read its queue',
    { mappings: { 'mapping-1': 'Disabled' } },
    'intake',
    'aws lambda update-event-source-mapping --region us-east-1 --uuid mapping-1 --enabled',
  ],
  ['a mapping that is gone', { mappings: {} }, 'intake', 'npx cdk deploy --revert-drift'],
  [
    'denials that wait for hours',
    { queues: { ...well.queues, denials: { oldest: 7_200 } } },
    'queue-age',
    '--function-name Culprit-intake',
  ],
  [
    'records of changes that wait for hours',
    waiting({ function: 'Culprit-changes:live', id: 'mapping-1', queue: `arn:aws:sqs:us-east-1:${account}:denials` }),
    'queue-age',
    '--function-name Culprit-changes:live',
  ],
  [
    'a queue that waits for a function that an earlier version did not name',
    waiting({ function: 'Culprit-intake', id: 'mapping-1' }),
    'queue-age',
    `aws lambda list-event-source-mappings --region us-east-1 --event-source-arn arn:aws:sqs:us-east-1:${account}:denials`,
  ],
  [
    'denials that were given up',
    { queues: { ...well.queues, 'denials-dead': { messages: 3 } } },
    'dead-letters',
    `aws sqs start-message-move-task --region us-east-1 --source-arn arn:aws:sqs:us-east-1:${account}:denials-dead`,
  ],
  [
    'events that were not delivered',
    { queues: { ...well.queues, Undelivered: { messages: 1 } } },
    'dead-letters',
    'aws sqs receive-message',
  ],
  [
    'a subscription that nobody confirmed',
    { topics: { [topicArn]: { 'b@example.com': 'pending' } } },
    'subscription',
    `aws sns subscribe --region us-east-1 --topic-arn ${topicArn}`,
  ],
  ['no subscription', { topics: { [topicArn]: {} } }, 'subscription', 'aws sns subscribe'],
])('%s is found, with the command that mends it', async (_, broken, check, command) => {
  described = { ...well, ...broken };
  const { code, stdout } = await ofStack('--format', 'json');
  const { checks, findings } = answerIn(stdout);
  expect([code, findings.map((one) => one.check)]).toEqual([5, [check]]);
  expect(checks.filter(({ is }) => is !== 'well')).toEqual([{ check, is: 'found' }]);
  expect(findings[0]?.command).toContain(command);
  expect((await ofStack()).stdout).toBe(`✗ ${findings[0]?.text}\n  ${findings[0]?.command}\n`);
});

const lambdas = { Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] };
const others = [...data('arn:aws:s3:::another/').DataResources, lambdas];
const basicObjects = { ReadWriteType: 'All', IncludeManagementEvents: false, ...data(`arn:aws:s3:::${bucket}/`) };
const wholeManagement = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] };
const advancedObjects = [...objects, { Field: 'resources.ARN', StartsWith: [`arn:aws:s3:::${bucket}/`] }];
const named = (Name: string, FieldSelectors: readonly object[]) => ({ Name, FieldSelectors });
const ofLambda = [objects[0]!, { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }];

test.each<readonly [string, readonly string[], TrailDescription, string, readonly object[]]>([
  [
    'data events',
    ['data-events'],
    selecting({ DataResources: others }),
    '--event-selectors',
    [{ DataResources: others }, basicObjects],
  ],
  [
    'management events that are left out',
    ['kms-events'],
    selecting({ ReadWriteType: 'WriteOnly', DataResources: [lambdas, ...data('arn:aws:s3').DataResources] }),
    '--event-selectors',
    [
      wholeManagement,
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: false,
        DataResources: [lambdas, ...data('arn:aws:s3').DataResources],
      },
    ],
  ],
  [
    'both',
    ['management-events', 'data-events'],
    selecting({ IncludeManagementEvents: false, DataResources: others }),
    '--event-selectors',
    [wholeManagement, { IncludeManagementEvents: false, DataResources: others }, basicObjects],
  ],
  [
    'management events beside fields',
    ['kms-events'],
    advanced([management, { Field: 'readOnly', Equals: ['false'] }], objects, ofLambda),
    '--advanced-event-selectors',
    [named('Management', [management]), { FieldSelectors: objects }, { FieldSelectors: ofLambda }],
  ],
  [
    'data events beside fields',
    ['data-events'],
    advanced([management, { Field: 'eventSource', NotEquals: ['rdsdata.amazonaws.com'] }], ofLambda),
    '--advanced-event-selectors',
    [
      { FieldSelectors: [management, { Field: 'eventSource', NotEquals: ['rdsdata.amazonaws.com'] }] },
      { FieldSelectors: ofLambda },
      named('Data', advancedObjects),
    ],
  ],
])(
  'the command that adds %s keeps what the trail selects, and is one for all',
  async (_, found, trail, option, kept) => {
    described = { ...well, trails: [trail] };
    const { findings } = answerIn((await ofStack('--format', 'json')).stdout);
    expect(findings.map(({ check }) => check)).toEqual(found);
    for (const { command } of findings) {
      const [before = '', selectors = ''] = command.split(/ (?=')/);
      expect(before).toBe(`aws cloudtrail put-event-selectors --region us-east-1 --trail-name all ${option}`);
      expect(JSON.parse(selectors.slice(1, -1))).toEqual(kept);
    }
  },
);

test("the channels are asked by the function that may read their secrets, and not with the operator's rights", async () => {
  const slack = { is: 'slack', id: 'slack', secretId: 'culprit/slack' } as const;
  described = { ...well, ...functionsOf({ channels: [slack] }) };
  deployedLooks = [{ check: 'channels', is: 'well' }];
  const { code, stdout } = await ofStack('--format', 'json');
  expect([code, answerIn(stdout).checks]).toEqual([0, expect.arrayContaining([{ check: 'channels', is: 'well' }])]);
  expect(served.calls.filter((call) => call.startsWith('secretsmanager'))).toEqual([]);
});

test('what only the deployed functions can look at is asked of them', async () => {
  const readers = { ...deployment.stack!.readers, accountRoleName: 'culprit/culprit-reader' };
  described = { ...well, ...functionsOf({ readers }) };
  const finding = { text: 'a role cannot be assumed', command: 'aws cloudformation deploy' };
  deployedLooks = [
    { check: 'reader-roles', is: 'found', findings: [finding] },
    { check: 'reader-rights', is: 'well' },
  ];
  const { code, stdout } = await ofStack('--format', 'json');
  const { checks, findings } = answerIn(stdout);
  expect([code, findings]).toEqual([5, [{ check: 'reader-roles', ...finding }]]);
  expect(checks).toContainEqual({ check: 'reader-rights', is: 'well' });
  refused = 'Invoke';
  const silent = await ofStack('--format', 'json');
  expect([silent.code, answerIn(silent.stdout).unread.map(({ check }) => check)]).toEqual([
    4,
    ['reader-roles', 'reader-rights'],
  ]);
});

test.each<readonly [string, readonly string[]]>([
  ['DescribeTrails', ['region', 'logging', 'management-events', 'kms-events', 'data-events']],
  ['GetTrailStatus', ['region', 'logging', 'management-events', 'kms-events', 'data-events']],
  ['GetEventSelectors', ['region', 'logging', 'management-events', 'kms-events', 'data-events']],
  ['GetBucketLocation', ['bucket-region']],
  ['DescribeRule', ['rules']],
  ['ListTargetsByRule', ['rules']],
  ['GetEventSourceMapping', ['intake']],
  ['GetMetricStatistics', ['queue-age']],
  ['GetQueueAttributes', ['dead-letters']],
  ['ListSubscriptionsByTopic', ['subscription']],
])('a refused %s is no clean bill of health, and stops no other check', async (operation, unread) => {
  refused = operation;
  const { code, stdout } = await ofStack('--format', 'json');
  const answer = answerIn(stdout);
  expect([code, answer.findings, answer.unread.map(({ check }) => check)]).toEqual([4, [], unread]);
  expect((await ofStack()).stdout).toContain(`? ${unread[0]} could not be looked at: `);
});

test('a stack that is not there cannot be looked at', async () => {
  expect(await culprit('doctor', '--stack', 'Other')).toMatchObject({
    code: 4,
    stdout: '',
    stderr: expect.stringMatching(/stack `Other` does not say what is deployed/) as unknown,
  });
});

test.each<readonly [string, Readonly<Record<string, 'confirmed' | 'pending'>>, number, string]>([
  ['has a confirmed subscription', { 'a@example.com': 'confirmed', 'b@example.com': 'pending' }, 0, 'All well'],
  ['waits for a confirmation', { 'b@example.com': 'pending' }, 5, '`b@example.com` has not confirmed'],
  ['has no subscription', {}, 5, `nobody is subscribed: reports and alarms go to nobody\n  aws sns subscribe`],
])('a topic without a stack %s', async (_, subscriptions, code, text) => {
  described = { ...well, topics: { [topicArn]: subscriptions } };
  const ran = await doctor('--topic', topicArn);
  expect([ran.code, ran.stdout]).toEqual([code, expect.stringContaining(text)]);
});

test('it asks for nothing but reads, and for the looks of the deployed function', async () => {
  await ofStack();
  expect(served.calls.length).toBeGreaterThan(10);
  for (const call of served.calls) expect(call).toMatch(/ (Describe|Get|List|Invoke$)/);
});

test.each([
  ['no bucket name', ['--bucket', 'arn:aws:s3:::b'], /no bucket name/],
  ['another format', ['--format', 'html'], /use text or json/],
])('%s is refused', async (_, given, message) => {
  const { code, stderr } = await culprit('doctor', ...given);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});
