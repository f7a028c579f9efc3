/** The function `doctor`: the same checks as the command's, and a number for each thing that it finds. */
import { handler } from '../../lambdas/doctor';
import type { Deployment, ReaderSettings } from '../../src/doctor/deployment';
import { defined } from '../../src/defined';
import { storeIn } from '../../src/delivery/table/store';
import { keys } from '../../src/incident/keys';
import { membersIn } from '../../src/incident/members';
import type { AccountDescription, AwsAccounts } from '../account/description';
import { openDynamo } from '../setup/dynalite';
import { serveAccounts, type Served } from '../account/http';
import { account, deployment, well } from '../doctor/deployed-accounts';
import { useTestCredentials } from '../setup/credentials';

useTestCredentials();

let described: AccountDescription = well;
let organization: AwsAccounts['organization'];
let served: Served;
const before = { ...process.env };
beforeAll(async () => {
  served = await serveAccounts(() => ({ accounts: { [account]: described }, ...defined({ organization }) }));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: served.origin,
    AWS_REGION: 'us-east-1',
    CULPRIT_ACCOUNT: account,
    CULPRIT_DEPLOYMENT: JSON.stringify(deployment satisfies Deployment),
  });
});
afterAll(async () => {
  process.env = before;
  await served.close();
});

/** Runs it, and gives what it wrote into its log. */
async function run(input?: Parameters<typeof handler>[0]) {
  const written: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    const answer = await handler(input);
    return { ...answer, written: written.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) };
  } finally {
    out.mockRestore();
  }
}

const metricsIn = (written: readonly Readonly<Record<string, unknown>>[]) => written.filter((line) => '_aws' in line);

test('where all is well it writes nothing, and no metric is paid for', async () => {
  described = well;
  const { looked, written } = await run();
  expect(looked.filter(({ is }) => is !== 'well')).toEqual([]);
  expect(written).toEqual([]);
});

test('each thing that it finds is a number of its own, by the name of its check and by nothing else', async () => {
  described = { ...well, rules: { s3: well.rules!['s3']! }, topics: { [deployment.topicArn!]: {} } };
  const { written } = await run();
  expect(metricsIn(written)).toEqual(
    ['rules', 'subscription'].map((Check) => ({
      _aws: {
        Timestamp: expect.any(Number) as unknown,
        CloudWatchMetrics: [
          { Namespace: 'Culprit', Dimensions: [['Check']], Metrics: [{ Name: 'Findings', Unit: 'Count' }] },
        ],
      },
      Check,
      Findings: 1,
    })),
  );
  // Names of what was found stand in no log.
  expect(JSON.stringify(written)).not.toContain('plain');
});

test('what it could not look at is counted too', async () => {
  described = { ...well, queues: {} };
  const { looked, written } = await run();
  expect(looked).toContainEqual(expect.objectContaining({ check: 'dead-letters', is: 'unread' }));
  expect(metricsIn(written).map((line) => line['ChecksFailed'])).toEqual([1]);
});

test('whoever asks for some checks gets those, and no alarm', async () => {
  described = { ...well, topics: { [deployment.topicArn!]: {} } };
  const { looked, written } = await run({ checks: ['subscription', 'rules'] });
  expect(looked.map(({ check, is }) => [check, is])).toEqual([
    ['rules', 'well'],
    ['subscription', 'found'],
  ]);
  expect(written).toEqual([]);
});

describe('the accounts that Organizations lists', () => {
  const members = [account, '444455556666'];
  const named = { accountRoleName: 'culprit/culprit-reader' };
  const described = (readers: Partial<ReaderSettings>): Deployment => ({
    ...deployment,
    stack: { ...deployment.stack!, readers: { ...deployment.stack!.readers, ...readers } },
  });

  // The functions of one process keep one client.
  let dynamo: Awaited<ReturnType<typeof openDynamo>>;
  beforeAll(async () => {
    dynamo = await openDynamo();
    Object.assign(process.env, { CULPRIT_TABLE: dynamo.table, AWS_ENDPOINT_URL_DYNAMODB: dynamo.origin });
    organization = { administrator: account, accounts: Object.fromEntries(members.map((id) => [id, ['ou-1']])) };
  });
  afterAll(async () => {
    organization = undefined;
    for (const name of ['CULPRIT_TABLE', 'AWS_ENDPOINT_URL_DYNAMODB']) delete process.env[name];
    process.env['CULPRIT_DEPLOYMENT'] = JSON.stringify(deployment);
    await dynamo.close();
  });
  const learned = () => membersIn(storeIn(dynamo.table));
  const listings = () => served.calls.filter((call) => call === 'organizations ListAccounts').length;

  test.each<readonly [string, Partial<ReaderSettings>]>([
    ['by the hub of an organization', { spokes: 'organization' }],
    ['where they are read with a role of one name', named],
  ])('are learned %s, whatever is looked at', async (_, readers) => {
    const store = storeIn(dynamo.table);
    for (const item of await store.get([keys.members])) await store.remove(item);
    expect(await learned()).toEqual([]);
    process.env['CULPRIT_DEPLOYMENT'] = JSON.stringify(described(readers));
    await run({ checks: [] });
    expect(await learned()).toEqual(expect.arrayContaining(members));
  });

  test.each<readonly [string, Partial<ReaderSettings>]>([
    ['spokes are', { spokes: [account] }],
    ['they are, for that role', { ...named, accounts: [account] }],
  ])('are not asked for where %s listed', async (_, readers) => {
    process.env['CULPRIT_DEPLOYMENT'] = JSON.stringify(described(readers));
    const [asked, before] = [listings(), await learned()];
    await run();
    expect([listings(), await learned()]).toEqual([asked, before]);
  });
});
