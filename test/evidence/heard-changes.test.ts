import { nothingHeard, type HeardChanges, type Subject } from '../../src/evidence/changes/heard/heard';
import { isAllHeard } from '../../src/evidence/changes/heard/listen';
import { subjectOf, subjectsOf } from '../../src/evidence/changes/heard/subject';
import { recentChanges } from '../../src/evidence/changes/recent-changes';
import { changedBy, watchedCallsOf } from '../../src/evidence/changes/search/watched-calls';
import { changedThings } from '../../src/evidence/define';
import { watchesOf } from '../../src/evidence/changes/search/watches';
import type { RecordedChange } from '../../src/evidence/changes/types';
import { openSession } from '../../src/evidence/session/session';
import type { BoundRequest } from '../../src/request/types';
import type { WireCall } from '../../src/evidence/place';
import type { HistoryRecord } from '../account/description';
import { wireOf } from '../account/wire';
import { useTestCredentials } from '../setup/credentials';
import { account, accounts, keyArn, management, type Change } from './accounts';
import { readers } from './readers';
import { request } from './requests';
import { config, stage } from './setup';

useTestCredentials();

const watched = watchedCallsOf(readers);
const day = 86_400_000;
const denial = Date.now() - 3_600_000;
const asked: BoundRequest = { ...request, time: new Date(denial).toISOString() };
const policy = (id: string, at: number, statement: number): RecordedChange => ({
  eventId: id,
  time: new Date(at).toISOString(),
  actor: 'arn:aws:iam::1:user/sam',
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  account,
  region: 'eu-central-1',
  resources: ['my-bucket'],
  sets: [{ setting: 'policy-of-bucket', of: ['my-bucket'], after: { Statement: statement } }],
  after: { Statement: statement },
});

/** Everything everywhere was heard since then, but where `deaf` says otherwise. */
function hearing(since: number, kept: readonly RecordedChange[] = [], deaf: (region: string) => boolean = () => false) {
  const questions: (readonly Subject[])[] = [];
  const heard: HeardChanges = {
    since: async ({ region }) => (deaf(region) ? undefined : since),
    of: async (place, subjects, from) => {
      questions.push(subjects);
      const isOfBucket = subjects.some(({ thing, name }) => thing === 'bucket' && name === 'my-bucket');
      const changes = isOfBucket && place.region === 'eu-central-1' ? kept : [];
      return { changes: changes.filter(({ time }) => Date.parse(time) >= from), since: from };
    },
  };
  return { heard, questions };
}

function searching(change: Change = {}) {
  const recorder = stage(wireOf(accounts(change)));
  const organizationRoleArn = `arn:aws:iam::${management}:role/org`;
  const calls = () => recorder.calls.filter(({ service }) => service === 'cloudtrail');
  const lookUps = () => calls().filter((call) => !isOfAllWrites(call));
  const ofAllWrites = () => calls().filter(isOfAllWrites);
  return { session: openSession({ ...config, recorder, organizationRoleArn }), lookUps, ofAllWrites };
}
const isOfAllWrites = ({ input }: WireCall) =>
  JSON.stringify(input['LookupAttributes']) === '[{"AttributeKey":"ReadOnly","AttributeValue":"false"}]';
const timeOf = (time: unknown) => new Date(time as string | number | Date).getTime();

test('where all is heard, thirty investigations at once look up only what came since the denial, in each place once', async () => {
  const { heard } = hearing(denial - 30 * day, [policy('b', denial - day, 2), policy('a', denial - 20 * day, 1)]);
  const { session, lookUps, ofAllWrites } = searching();
  expect(await isAllHeard(asked, session, heard)).toBe(true);
  const minute = Math.floor(denial / 60_000) * 60_000;
  const found = await Promise.all(
    Array.from({ length: 30 }, (_, second) => {
      const time = new Date(minute + second * 1_000).toISOString();
      return recentChanges({ ...asked, time }, session, watched, { heard, mayLookUp: false });
    }),
  );
  expect(lookUps()).toEqual([]);
  const places = ofAllWrites().map((call) => `${call.account} ${call.region}`);
  expect(places.toSorted()).toEqual([`${account} eu-central-1`, `${account} us-east-1`, `${management} us-east-1`]);
  expect(new Set(ofAllWrites().map(({ input }) => timeOf(input['StartTime'])))).toEqual(new Set([minute]));
  for (const { changes, complete, notSearched } of found) {
    // What it replaced was heard long before the days that are searched.
    expect(changes).toEqual([expect.objectContaining({ eventId: 'b', before: { Statement: 1 } })]);
    expect([complete, notSearched]).toEqual([true, []]);
  }
});

test('where nobody waits, one look-up shows what KMS allowed last', async () => {
  const { heard } = hearing(denial - 30 * day);
  const { session, lookUps } = searching();
  await recentChanges(asked, session, watched, { heard });
  expect(lookUps().map(({ input }) => input['LookupAttributes'])).toEqual([
    [{ AttributeKey: 'ResourceName', AttributeValue: keyArn }],
  ]);
});

test('without a ledger all is looked up, and nothing is said to be heard', async () => {
  const { session, lookUps } = searching();
  const found = await recentChanges(asked, session, watched);
  expect(lookUps().length).toBeGreaterThan(5);
  expect(found).not.toHaveProperty('heard');
  expect(await isAllHeard(asked, session, nothingHeard)).toBe(false);
});

test('only what lies before the ledger is looked up', async () => {
  const began = denial - 2 * day;
  const { heard } = hearing(began, [policy('b', denial - day, 2)]);
  const { session, lookUps } = searching();
  expect(await isAllHeard(asked, session, heard)).toBe(false);
  const found = await recentChanges(asked, session, watched, { heard, mayLookUp: false });
  const ends = lookUps().map(({ input }) => timeOf(input['EndTime']));
  expect(ends.length).toBeGreaterThan(0);
  expect(Math.max(...ends)).toBeLessThanOrEqual(began);
  expect(found.changes.map(({ eventId }) => eventId)).toContain('b');
  expect(found.heard).toContainEqual({ account, region: 'eu-central-1', since: new Date(began).toISOString() });
});

test('a Region that is not heard is looked up', async () => {
  const { heard } = hearing(denial - 30 * day, [], (region) => region === 'us-east-1');
  const { session, lookUps } = searching();
  expect(await isAllHeard(asked, session, heard)).toBe(false);
  const found = await recentChanges(asked, session, watched, { heard, mayLookUp: false });
  expect(new Set(lookUps().map(({ region }) => region))).toEqual(new Set(['us-east-1']));
  expect(found.heard?.map(({ region }) => region)).not.toContain('us-east-1');
});

test('what was heard is not lost where the rest may not be looked up', async () => {
  const { heard } = hearing(denial - 2 * day, [policy('b', denial - day, 2)]);
  const session = openSession({
    ...config,
    recorder: stage(async () => ({ status: 403, headers: {}, body: '<Error><Code>AccessDenied</Code></Error>' })),
  });
  const found = await recentChanges(asked, session, watched, { heard });
  expect(found.changes.map(({ eventId }) => eventId)).toEqual(['b']);
  expect(found.notSearched.length).toBeGreaterThan(0);
});

describe('what EventBridge did not deliver', () => {
  const { heard } = hearing(denial - 30 * day);
  const putPolicy = (minutes: number, more: object = {}): HistoryRecord => ({
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    eventTime: new Date(denial + minutes * 60_000).toISOString(),
    awsRegion: 'eu-central-1',
    requestParameters: { bucketName: 'my-bucket', bucketPolicy: {} },
    ...more,
  });
  const timesIn = async (history: readonly HistoryRecord[]) => {
    const { session } = searching({ account: { history } });
    const { changes, complete } = await recentChanges(asked, session, watched, { heard, mayLookUp: false });
    expect(complete).toBe(true);
    return changes.map(({ time }) => (Date.parse(time) - denial) / 60_000);
  };

  test('is found where it came since the denial', async () => {
    expect(await timesIn([putPolicy(10), putPolicy(-10)])).toEqual([10]);
  });

  test.each([
    ['another bucket', putPolicy(10, { requestParameters: { bucketName: 'my-bucket-2' } })],
    ['another call', putPolicy(10, { eventName: 'PutBucketNotification' })],
    ['another service', putPolicy(10, { eventSource: 'mine.amazonaws.com' })],
    ['a call that failed', putPolicy(10, { errorCode: 'AccessDenied' })],
  ])('is not taken for one of the case: %s', async (_, record) => {
    expect(await timesIn([record])).toEqual([]);
  });

  test('is one change where it was heard as well', async () => {
    const record = putPolicy(10, { eventID: 'b' });
    const both = hearing(denial - 30 * day, [policy('b', denial + 10 * 60_000, 2)]);
    const { session } = searching({ account: { history: [record] } });
    const { changes } = await recentChanges(asked, session, watched, { heard: both.heard });
    expect(changes).toHaveLength(1);
  });

  test.each([
    [false, 'is not known', []],
    [true, 'is looked up for each thing', ['PutBucketPolicy']],
  ])('where much was changed and others wait: %s, it %s', async (mayLookUp, _, names) => {
    const busy = Array.from({ length: 50 }, (__, second) =>
      putPolicy(20 + second / 60, { requestParameters: { bucketName: `other-${second}` } }),
    );
    const { session } = searching({ account: { history: [...busy, putPolicy(10)], historyPage: 50 } });
    const { changes, complete } = await recentChanges(asked, session, watched, { heard, mayLookUp });
    expect(changes.map(({ eventName }) => eventName)).toEqual(names);
    expect(complete).toBe(mayLookUp);
  });

  test('is not excluded where CloudTrail may not be asked', async () => {
    const refuses = [{ service: 'cloudtrail', operation: 'LookupEvents' }];
    const { session } = searching({ refuses });
    const { searched, notSearched } = await recentChanges(asked, session, watched, { heard, mayLookUp: false });
    expect(searched).toEqual([]);
    expect(notSearched).toContainEqual(
      expect.objectContaining({ account, region: 'eu-central-1', why: 'access-denied' }),
    );
  });
});

test('what was heard and not read is not said to be heard', async () => {
  const { heard } = hearing(denial - 30 * day);
  const since = denial - day;
  const { session } = searching();
  const found = await recentChanges(asked, session, watched, {
    heard: { ...heard, of: async () => ({ changes: [], since }) },
  });
  expect(found.heard).toContainEqual({ account, region: 'eu-central-1', since: new Date(since).toISOString() });
});

test('not all is heard where nobody knows which accounts change the organization’s policies', async () => {
  const { heard } = hearing(denial - 30 * day);
  const { session } = searching({ refuses: [{ service: 'organizations', operation: 'DescribeResourcePolicy' }] });
  expect(await isAllHeard(asked, session, heard)).toBe(false);
});

describe('a record and whoever looks for it come to the same subject', () => {
  const bucket = { bucketName: 'my-bucket', roleName: 'reader', policyName: 'p', keyId: keyArn };
  const endpoint = { ModifyVpcEndpointRequest: { VpcEndpointId: 'vpce-1' } };
  const watches = watchesOf(asked, watched);
  test.each(watches.filter(({ names }) => names.length > 0).map((watch) => [watch.thing, watch] as const))(
    '%s',
    (thing, watch) => {
      const record = { eventName: watch.calls[0], requestParameters: { ...bucket, ...endpoint } };
      expect(subjectsOf(watch)).toContainEqual({ ...subjectOf(record, thing) });
      expect(subjectOf(record, thing)).toHaveProperty('name');
      // What names nothing, or too much, is looked for too.
      expect(subjectsOf(watch)).toContainEqual(subjectOf({ requestParameters: {} }, thing));
    },
  );

  test('an alias is its key’s, and keys by alias are nobody’s', () => {
    const created = { requestParameters: { aliasName: 'alias/a', targetKeyId: keyArn } };
    expect(subjectOf(created, 'key')).toEqual({ thing: 'key', name: keyArn.split('/').at(-1) });
    expect(subjectOf({ requestParameters: { keyId: 'alias/a' } }, 'key')).toEqual({ thing: 'key' });
  });
});

test('each call of a service changes one kind of thing', () => {
  for (const thing of changedThings)
    for (const call of watched[thing]) {
      const source = ['iam', 's3', 'kms', 'ec2', 'organizations'].map((name) => `${name}.amazonaws.com`);
      expect(source.map((one) => changedBy(watched, one, call))).toContain(thing);
    }
});
