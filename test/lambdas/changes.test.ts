import { changesHandler } from '../../lambdas/changes';
import { storeIn } from '../../src/delivery/table/store';
import { watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { heardIn } from '../../src/incident/closing/ledger';
import { allReaders } from '../../src/all-readers';
import { useTestCredentials } from '../setup/credentials';
import { openDynamo, type Dynamo } from '../setup/dynalite';

useTestCredentials();

const account = '111122223333';
const region = 'eu-central-1';
const handler = changesHandler(watchedCallsOf(allReaders));
let dynamo: Dynamo;
let tables = 0;
const before = { ...process.env };
const now = () => Date.now();
beforeAll(async () => {
  dynamo = await openDynamo();
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
beforeEach(async () => {
  const table = `changes-${(tables += 1)}`;
  await dynamo.addTable(table);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.origin,
    AWS_REGION: region,
    CULPRIT_TABLE: table,
    CULPRIT_ACCOUNT: account,
  });
});
afterAll(async () => {
  process.env = before;
  jest.restoreAllMocks();
  await dynamo.close();
});

const time = new Date(Date.now() - 60_000).toISOString();
const put = (more: object = {}, detail: object = {}) => ({
  source: 'aws.s3',
  account,
  region,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventID: 'e-1',
    eventTime: time,
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    userIdentity: { arn: `arn:aws:iam::${account}:user/sam` },
    requestParameters: { bucketName: 'my-bucket', bucketPolicy: { Statement: [], password: 'planted' } },
    ...detail,
  },
  ...more,
});
const hear = (...events: readonly unknown[]) =>
  handler({
    Records: events.map((event, at) => ({
      messageId: `m${at}`,
      body: typeof event === 'string' ? event : JSON.stringify(event),
    })),
  });
const ledger = () => heardIn({ store: storeIn(process.env['CULPRIT_TABLE'] ?? ''), now });
const kept = async () => (await ledger().of({ account, region }, [{ thing: 'bucket', name: 'my-bucket' }], 0)).changes;

test('a change is kept with who, when and what, once, and shows that changes are heard', async () => {
  expect(await hear(put(), put())).toEqual({ batchItemFailures: [] });
  expect(await kept()).toEqual([
    expect.objectContaining({
      eventId: 'e-1',
      time,
      eventName: 'PutBucketPolicy',
      actor: `arn:aws:iam::${account}:user/sam`,
      resources: ['my-bucket'],
    }),
  ]);
  expect(await ledger().since({ account, region })).toBe(Date.parse(time));
  expect(await ledger().since({ account, region: 'us-east-1' })).toBeUndefined();
});

test('no secret is kept', async () => {
  await hear(put());
  expect(JSON.stringify(await kept())).not.toContain('planted');
});

test('a log stream of its own shows that changes are heard, and is none', async () => {
  await hear(put({ source: 'aws.logs' }, { eventSource: 'logs.amazonaws.com', eventName: 'CreateLogStream' }));
  expect(await kept()).toEqual([]);
  expect(await ledger().since({ account, region })).toBe(Date.parse(time));
});

test.each([
  ['of a stranger', put({ source: 'mine' })],
  ['of another account', put({ account: '999988887777' })],
  ['that is no record', put({ detail: 7 })],
  ['that is no JSON', 'no JSON'],
  ['without a time', put({}, { eventTime: 'then' })],
])('an event %s is left alone', async (_, event) => {
  expect(await hear(event)).toEqual({ batchItemFailures: [] });
  expect(await kept()).toEqual([]);
  expect(await ledger().since({ account, region })).toBeUndefined();
});

test('a change in a spoke is kept where it was made, in the Region of its record', async () => {
  const spoke = '444455556666';
  process.env['CULPRIT_SPOKES'] = 'o-exampleorgid';
  await hear(
    put({ account: spoke }, { recipientAccountId: spoke, awsRegion: 'eu-west-1' }),
    put({ account: spoke }, { recipientAccountId: account, eventID: 'forged' }),
  );
  delete process.env['CULPRIT_SPOKES'];
  const place = { account: spoke, region: 'eu-west-1' };
  const there = await ledger().of(place, [{ thing: 'bucket', name: 'my-bucket' }], 0);
  expect(there.changes.map(({ eventId }) => eventId)).toEqual(['e-1']);
  expect(await ledger().since(place)).toBe(Date.parse(time));
  expect([await kept(), await ledger().since({ account, region })]).toEqual([[], undefined]);
});

test('one that cannot be written comes again, the others do not', async () => {
  const good = put({}, { eventID: 'e-2' });
  process.env['CULPRIT_TABLE'] = 'missing';
  expect(await hear(put({ source: 'mine' }), good)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});
