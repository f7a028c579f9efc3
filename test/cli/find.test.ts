import { event, logLine, user } from '../causes/events';
import type { AwsAccounts } from '../account/description';
import { serveAccounts, type Served } from '../account/http';
import { errorOf, json } from '../account/shapes';
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { culprit } from '../setup/command-line';
import { useTestCredentials } from '../setup/credentials';
import { temporaryFolder } from '../setup/temporary-folder';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

useTestCredentials();

const output = temporaryFolder();
const owner = '111122223333';
const bucket = 'amzn-s3-demo-bucket';
const role = 'arn:aws:sts::111122223333:assumed-role/app/run';
const now = Date.parse('2026-11-20T09:00:00Z');

let awsAccounts: AwsAccounts;
let instead: (call: WireCall, times: number) => WireAnswer | undefined;
let served: Served;
beforeAll(async () => {
  served = await serveAccounts(
    () => awsAccounts,
    (call, times) => instead(call, times),
  );
});
afterAll(() => served.close());
beforeEach(() => {
  jest.useFakeTimers({ now, doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'setInterval', 'queueMicrotask'] });
  Object.assign(process.env, { AWS_ENDPOINT_URL: served.origin, AWS_REGION: 'us-east-1' });
  instead = () => undefined;
});
afterEach(() => {
  jest.useRealTimers();
  delete process.env['AWS_REGION'];
});

const denial = (number: number, change: Parameters<typeof event>[0] = {}) =>
  event({
    ...change,
    more: {
      eventID: `e-${number}`,
      requestID: `R${number}`,
      eventTime: `2026-11-20T08:${String(number).padStart(2, '0')}:00Z`,
      ...change.more,
    },
  });
const success = { ...denial(59), errorCode: undefined, errorMessage: undefined };
const file = (...records: readonly object[]) => ({ content: JSON.stringify({ Records: records }) });
const folder = `AWSLogs/${owner}/CloudTrail/us-east-1/2026/11/20`;
const named = (time: string, unique = 'AbC') =>
  `${folder}/${owner}_CloudTrail_us-east-1_20261120T${time}Z_${unique}.json.gz`;
const dataEvents = {
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ],
    },
  ],
};
const trail = { name: 'main', bucket: 'trail-logs', selectors: dataEvents };

/** Twelve denials of a role and one of a user in the trail; two in the history; a failed signature in the access log. */
const everything = (): AwsAccounts => ({
  accounts: {
    [owner]: {
      trails: [trail],
      history: [
        denial(3, { operation: 'GetBucketPolicy', key: null, more: { eventSource: 's3.amazonaws.com' } }),
        denial(4, { operation: 'GetBucketPolicy', key: null, more: { eventSource: 's3.amazonaws.com' } }),
      ] as never,
      roles: { app: {} },
      buckets: {
        [bucket]: { logging: { bucket: 'access-logs', prefix: 'log/' }, objects: { 'reports/a.csv': {} } },
        'trail-logs': {
          keysOfPage: 2,
          objects: {
            [named('0715')]: file(denial(58, { more: { eventTime: '2026-11-20T07:10:00Z' } })),
            [named('0810')]: file(...[5, 6, 7, 8, 9].map((at) => denial(at)), success),
            [named('0820', 'Def')]: file(...[11, 12, 13, 14, 15, 16, 17].map((at) => denial(at))),
            [named('0830')]: file(denial(25, { by: user('alice') }), denial(26, { bucket: 'another' })),
            [`${folder}/notes.txt`]: { content: 'not a log' },
          },
        },
        'access-logs': {
          objects: {
            'log/2026-11-20-08-40-00-0123456789ABCDEF': {
              content: [
                logLine({ code: 'SignatureDoesNotMatch' }).replace('08:14:01', '08:33:00'),
                // The trail has this one as well.
                logLine({ code: 'AccessDenied', requester: role }).replace('3E57427F3EXAMPLE', 'R12'),
                logLine({ code: '-', status: 200 }),
              ].join('\n'),
            },
          },
        },
      },
    },
  },
});

const find = (...more: readonly string[]) => culprit('find', '--bucket', bucket, ...more);
interface Found {
  readonly denials: readonly Readonly<Record<string, unknown>>[];
  readonly searched: readonly Readonly<Record<string, unknown>>[];
  readonly notSearched: readonly Readonly<Record<string, unknown>>[];
}
const found = async (...more: readonly string[]) => JSON.parse((await find(...more)).stdout) as Found;
const short = ({ denials }: Found) =>
  denials.map(({ number, count, operation, firstTime, lastTime }) => [number, count, operation, firstTime, lastTime]);

describe('the recent denials of a bucket', () => {
  beforeEach(() => (awsAccounts = everything()));

  test('are listed by symptom, from the history, the trail and the access log, each request once', async () => {
    const all = await found();
    expect(short(all)).toEqual([
      [1, 12, 'GetObject', '2026-11-20T08:05:00Z', '2026-11-20T08:17:00Z'],
      [2, 2, 'GetBucketPolicy', '2026-11-20T08:03:00Z', '2026-11-20T08:04:00Z'],
      [3, 1, 'GetObject', '2026-11-20T08:25:00Z', '2026-11-20T08:25:00Z'],
      [4, 1, 'GetObject', '2026-11-20T08:33:00Z', '2026-11-20T08:33:00Z'],
    ]);
    expect(all.denials[3]).toMatchObject({ errorCode: 'SignatureDoesNotMatch' });
    expect(all.searched.map(({ in: where, read, denials }) => [(where as { is: string }).is, read, denials])).toEqual([
      ['event-history', 1, 2],
      ['trail', 3, 13],
      ['access-log', 1, 1],
    ]);
    expect(all.notSearched).toEqual([]);
  });

  test('are a table for people, with what was searched', async () => {
    const { stdout, code } = await find('--format', 'text');
    expect(code).toBe(0);
    expect(stdout).toContain(`16 denials of ${bucket} since 2026-11-20T08:00:00Z, by symptom:`);
    expect(stdout).toMatch(/^ {2}1 {2}12 {5}2026-11-20T08:05:00Z {2}2026-11-20T08:17:00Z {2}GetObject +role app/m);
    expect(stdout).toContain(
      `Searched the trail main (s3://trail-logs/AWSLogs/${owner}/CloudTrail/us-east-1/): 3 objects, all of it; 13 denials.`,
    );
  });

  test.each([
    ['app', [12, 2]],
    ['arn:aws:iam::111122223333:role/app', [12, 2]],
    [role, [12, 2]],
    ['alice', [1]],
    ['anonymous', [1]],
    ['nobody', []],
  ])('of %s alone', async (principal, counts) =>
    expect((await found('--principal', principal)).denials.map(({ count }) => count)).toEqual(counts),
  );

  test.each([
    ['2h', [13]],
    ['2026-11-20T08:12:00Z', [6]],
    ['45m', [3]],
    ['40m', []],
  ])('since %s', async (since, many) => {
    const { denials } = await found('--since', since, '--principal', 'arn:aws:iam::111122223333:role/app');
    expect(denials.filter(({ operation }) => operation === 'GetObject').map(({ count }) => count)).toEqual(many);
  });

  test('none is an answer of its own', async () => {
    const { stdout, code } = await find('--principal', 'nobody', '--format', 'text');
    expect(code).toBe(3);
    expect(stdout).toContain('was found');
  });

  test('a number chosen is investigated', async () => {
    const { stdout, code } = await find('--pick', '1');
    const report = JSON.parse(stdout) as { request: { eventId: string; operation: string } };
    expect(report.request).toMatchObject({ eventId: 'e-17', operation: 'GetObject' });
    expect([0, 4]).toContain(code);
  });

  test.each([
    ['the list', 'found.json', [], /^\{/],
    ['the report of the number chosen', 'report.html', ['--pick', '1'], /^<!doctype html>/i],
  ])('%s goes into the file that is named', async (_, name, more, start) => {
    const file = join(output.path, name);
    const { stdout, stderr } = await find(...more, '-o', file);
    expect([stdout, stderr]).toEqual(['', expect.stringContaining(`is in ${file}`)]);
    expect(readFileSync(file, 'utf8')).toMatch(start);
  });

  test('and so is one of each symptom', async () => {
    const { stdout } = await find('--investigate', '--principal', 'app');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { request: { operation: string } }).request.operation),
    ).toEqual(['GetObject', 'GetBucketPolicy']);
  });

  test('a number that is not there is refused', async () => {
    const { code, stderr } = await find('--pick', '9');
    expect([code, stderr]).toEqual([2, 'culprit: there is no number 9: 4 were found\n']);
  });
});

describe('of what there is more than one machine reads', () => {
  beforeEach(() => (awsAccounts = everything()));

  test('the newest is read, and the query for the rest is there', async () => {
    const { stdout, code } = await find('--most', '1', '--format', 'text');
    expect(code).toBe(0);
    expect(stdout).toContain('1 objects, the newest only, back to 2026-11-20T00:59:59Z; 1 denials.');
    expect(stdout).toContain('CREATE EXTERNAL TABLE IF NOT EXISTS culprit_trail_');
  });

  test('the query alone reads no log', async () => {
    const before = served.calls.length;
    const { stdout, code } = await find('--query');
    expect(code).toBe(0);
    expect(stdout).toMatch(/SELECT \* FROM culprit_trail_[\s\S]*SELECT \* FROM culprit_access_log_/);
    expect(served.calls.slice(before)).not.toContain('s3 GetObject');
  });

  test('Athena reads it where it is asked to', async () => {
    const { requestParameters, userIdentity, resources, additionalEventData, tlsDetails, ...plain } = denial(30);
    const texts = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name.toLowerCase(), String(value)]));
    const objects = { requestParameters, userIdentity, resources, additionalEventData, tlsDetails };
    const row = {
      ...texts,
      ...Object.fromEntries(
        Object.entries(objects).map(([name, value]) => [name.toLowerCase(), JSON.stringify(value)]),
      ),
    };
    awsAccounts = { accounts: { [owner]: { ...awsAccounts.accounts[owner]!, rows: [row] } } };
    const before = served.calls.length;
    const all = await found('--athena', 'primary', '--principal', 'app');
    expect(short(all)).toContainEqual([2, 1, 'GetObject', '2026-11-20T08:30:00Z', '2026-11-20T08:30:00Z']);
    expect(served.calls.slice(before).filter((call) => call === 'athena StartQueryExecution')).toHaveLength(4);
  });

  test('a query that fails is said to', async () => {
    awsAccounts = { accounts: { [owner]: { ...awsAccounts.accounts[owner]!, athenaFails: 'SYNTAX_ERROR: line 1' } } };
    const { stdout } = await find('--athena', 'primary', '--format', 'text');
    expect(stdout).toContain('Athena failed: SYNTAX_ERROR: line 1');
  });
});

describe('what AWS does not answer hides nothing else', () => {
  const without = (service: string, operation: string, about?: string): AwsAccounts => ({
    ...everything(),
    refuses: [{ service, operation, ...(about === undefined ? {} : { about }) }],
  });

  test.each([
    ['cloudtrail', 'LookupEvents', 'event-history', 'cloudtrail:LookupEvents'],
    ['cloudtrail', 'DescribeTrails', 'trail', 'cloudtrail:DescribeTrails'],
    ['s3', 'GetBucketLogging', 'access-log', 's3:GetBucketLogging'],
  ])('%s %s may not be called', async (service, operation, where, permission) => {
    awsAccounts = without(service, operation);
    const all = await found();
    expect(all.notSearched).toMatchObject([{ in: where, unreadable: { why: 'access-denied', permission } }]);
    expect(all.denials.length).toBeGreaterThan(0);
  });

  test('the trail’s bucket may not be read', async () => {
    awsAccounts = without('s3', 'GetObject', 'trail-logs');
    const { stdout } = await find('--format', 'text');
    expect(stdout).toContain(
      `Not searched: the trails s3://trail-logs/AWSLogs/${owner}/CloudTrail/us-east-1/: AccessDenied`,
    );
    expect(stdout).toContain('Grant s3:GetObject.');
  });

  test('what a trail selects may not be asked: it is read', async () => {
    awsAccounts = without('cloudtrail', 'GetEventSelectors');
    expect((await found()).searched).toHaveLength(3);
  });

  test('AWS throttles, and answers then', async () => {
    awsAccounts = everything();
    instead = ({ service, operation }, times) =>
      ['ListObjectsV2', 'GetObject'].includes(operation) && times % 2 === 1
        ? errorOf(service, 'SlowDown', 503)
        : undefined;
    expect((await found()).denials).toHaveLength(4);
  });

  test.each([
    ['cut', '{"Records":[{"errorCode":"AccessDe'],
    ['of something else', '{"errorCode":"AccessDenied"}'],
  ])('an object of the trail is %s: that is said', async (_, content) => {
    const { buckets, ...rest } = everything().accounts[owner]!;
    const objects = { ...buckets!['trail-logs']!.objects, [named('0840')]: { content } };
    awsAccounts = { accounts: { [owner]: { ...rest, buckets: { ...buckets, 'trail-logs': { objects } } } } };
    const all = await found();
    expect(all.denials).toHaveLength(4);
    expect(all.searched.map(({ notLogs }) => notLogs)).toEqual([undefined, 1, undefined]);
    const { stdout } = await find('--format', 'text');
    expect(stdout).toContain(
      "4 objects, all of it; 13 denials. 1 of the objects could not be read: no JSON of CloudTrail's.",
    );
    expect((await find('--principal', 'nobody')).code).toBe(4);
  });

  test('nothing is found, and not all was searched', async () => {
    awsAccounts = { accounts: { [owner]: { buckets: { [bucket]: {} } } }, refuses: [{ service: 'cloudtrail' }] };
    expect((await find()).code).toBe(4);
  });
});

describe('where records lie', () => {
  test('no trail keeps requests for objects, and there is no log', async () => {
    awsAccounts = {
      accounts: { [owner]: { trails: [{ name: 'plain', bucket: 'trail-logs' }], buckets: { [bucket]: {} } } },
    };
    const { stdout, code } = await find('--format', 'text');
    expect(code).toBe(3);
    expect(stdout).toContain(
      'no trail of this account and Region keeps requests for objects of the bucket (plain keeps none)',
    );
    expect(stdout).toContain('the bucket has no access log');
  });

  test('a bucket in another Region is asked for there', async () => {
    const away = { ...trail, homeRegion: 'us-west-2' };
    const key = named('0820').replaceAll('us-east-1', 'eu-west-1');
    awsAccounts = {
      accounts: {
        [owner]: {
          trails: [away],
          buckets: {
            [bucket]: { region: 'eu-west-1' },
            'trail-logs': { region: 'eu-west-1', objects: { [key]: file(denial(12)) } },
          },
        },
      },
    };
    expect(short(await found())).toEqual([[1, 1, 'GetObject', '2026-11-20T08:12:00Z', '2026-11-20T08:12:00Z']]);
  });

  test('an organization’s trail writes below its id', async () => {
    const key = named('0820').replace('AWSLogs/', 'all/AWSLogs/o-exampleorg1/');
    awsAccounts = {
      accounts: {
        [owner]: {
          trails: [{ ...trail, prefix: 'all', isOrganizationTrail: true }],
          buckets: { [bucket]: {}, 'trail-logs': { objects: { [key]: file(denial(12)) } } },
        },
      },
    };
    expect((await found()).denials).toHaveLength(1);
  });

  test('a log that is partitioned lies below account, Region and bucket', async () => {
    const key = `log/${owner}/us-east-1/${bucket}/2026/11/20/2026-11-20-00-00-00-0123456789ABCDEF`;
    awsAccounts = {
      accounts: {
        [owner]: {
          buckets: {
            [bucket]: { logging: { bucket: 'access-logs', prefix: 'log/', partitioned: true } },
            'access-logs': { objects: { [key]: { content: logLine({ code: 'AccessDenied', requester: role }) } } },
          },
        },
      },
    };
    expect((await found()).denials).toHaveLength(1);
  });

  test('a history of many pages is read within bounds', async () => {
    awsAccounts = everything();
    instead = ({ operation }, times) =>
      operation === 'LookupEvents' ? json({ Events: [], NextToken: `t${times}` }) : undefined;
    const before = served.calls.length;
    const all = await found();
    expect(all.searched[0]).toMatchObject({ read: 20, backTo: '2026-11-20T09:00:00.000Z' });
    expect(served.calls.slice(before).filter((call) => call === 'cloudtrail LookupEvents')).toHaveLength(20);
  });
});

test.each([
  [[], 'find takes the bucket'],
  [['--bucket', '-'], 'is no bucket’s name'],
  [['--bucket', bucket, '--since', 'yesterday'], 'is no time'],
  [['--bucket', bucket, '--since', '2099-01-01T00:00:00Z'], 'is not in the past'],
  [['--bucket', bucket, '--pick', 'x'], 'is no number of the list'],
])('%s is bad input', async (options, message) => {
  const { code, stderr } = await culprit('find', ...options);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
