import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handler } from '../../lambdas/intake';
import { storeIn } from '../../src/delivery/table/store';
import { learnMembers, membersIn } from '../../src/incident/members';
import type { DeniedRequest } from '../../src/request/types';
import { account, json, openAws, type Aws } from './aws';

interface Event {
  readonly account: string;
  readonly detail: Readonly<Record<string, unknown>> & {
    readonly userIdentity: object;
    readonly requestParameters: object;
  };
}
const sample = (name: string): Event =>
  JSON.parse(readFileSync(join(__dirname, '../samples', `${name}.json`), 'utf8')) as Event;
const s3 = sample('s05a_getobject_denied_because_of_kms');
const kms = sample('s05b_kms_decrypt_denied_via_s3');
const plain = sample('s01_getobject_same_account_implicit_identity');
const changed = (event: Event, detail: object, more: object = {}): Event => ({
  ...event,
  ...more,
  detail: { ...event.detail, ...detail },
});

/** A session of a role under the path of Culprit's own. */
const roleOf = (owner: string, name: string) => ({
  userIdentity: {
    ...plain.detail.userIdentity,
    accountId: owner,
    arn: `arn:aws:sts::${owner}:assumed-role/${name}/session`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${owner}:role/culprit/${name}`,
        accountId: owner,
        userName: name,
      },
    },
  },
});

let aws: Aws;
let printed: jest.SpyInstance;
beforeAll(async () => {
  aws = await openAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => printed.mockRestore());

const take = (...events: unknown[]) =>
  handler({
    Records: events.map((event, at) => ({
      messageId: `m${at}`,
      body: typeof event === 'string' ? event : JSON.stringify(event),
    })),
  });
const taken = { batchItemFailures: [] };
const files = () =>
  [...aws.objects.keys()].flatMap((key) => (key.startsWith('runs/') ? [key.split('/').at(-1) ?? ''] : [])).toSorted();
const folders = () => [...new Set([...aws.objects.keys()].map((key) => key.split('/')[0]))];

test('a denial starts an execution, named by its symptom', async () => {
  expect(await take(plain)).toEqual(taken);
  expect(aws.executions).toHaveLength(1);
  const [{ name, input }] = aws.executions as [{ name: string; input: string }];
  expect(name).toMatch(/^v2-[0-9a-f]{32}-1-[0-9a-z]{8,9}$/);
  const { run, request } = JSON.parse(input) as { readonly run: string; readonly request: DeniedRequest };
  expect(run).toBe(name);
  expect(request.operation).toBe('GetObject');
  expect(files()).toEqual(['record-s3.json']);
});

describe('S3’s and KMS’s record of one denial start one execution', () => {
  test.each([
    ['together', [[s3, kms]]],
    ['together, the other way round', [[kms, s3]]],
    ['apart', [[s3], [kms]]],
    ['apart, the other way round', [[kms], [s3]]],
    ['more than once', [[s3], [kms, s3], [kms]]],
  ])('%s', async (_, batches) => {
    for (const batch of batches) expect(await take(...batch)).toEqual(taken);
    expect(aws.executions).toHaveLength(1);
    expect(files()).toEqual(['record-kms.json', 'record-s3.json']);
  });

  test('and together they are one request that knows the key', async () => {
    await take(kms, s3);
    const { request } = JSON.parse(aws.executions[0]!.input) as { readonly request: DeniedRequest };
    expect(request.eventSource).toBe('s3.amazonaws.com');
    expect(request.authorizations.map(({ action }) => action)).toEqual(['s3:GetObject', 'kms:Decrypt']);
    expect(JSON.stringify(request.authorizations)).toContain('key/1234abcd-12ab-34cd-56ef-1234567890ab');
  });
});

test('what comes again starts nothing more, and leaves what was kept', async () => {
  await take(plain);
  const first = [...aws.objects];
  await take(plain, changed(plain, { eventID: 'another', requestID: 'ANOTHER', eventTime: '2026-11-20T19:15:01Z' }));
  expect([...aws.objects]).toEqual(first);
  expect(aws.executions).toHaveLength(1);
});

test('other callers, actions and reasons are other executions', async () => {
  await take(
    plain,
    changed(plain, { eventID: 'other', eventName: 'PutObject', errorMessage: 'Access Denied' }),
    changed(plain, { eventID: 'bare', errorMessage: 'Access Denied' }),
  );
  expect(new Set(aws.executions.map(({ name }) => name)).size).toBe(3);
});

test('a process that starts anew knows from the table what came before', async () => {
  await take(plain);
  jest.resetModules();
  const { handler: fresh } = await import('../../lambdas/intake');
  expect(await fresh({ Records: [{ messageId: 'm', body: JSON.stringify(plain) }] })).toEqual(taken);
  expect(aws.executions).toHaveLength(1);
  expect(printed.mock.calls.map(([line]) => String(line)).at(-1)).toContain('"counted":0');
});

describe('nothing is started, and nothing tried again, for', () => {
  const own = (name: string) => roleOf(account, name);
  test.each<readonly [string, unknown]>([
    ['a request that succeeded', changed(plain, { errorCode: undefined })],
    ['a denial of another service', changed(plain, { eventSource: 'sqs.amazonaws.com' })],
    ['a denied read of Culprit itself', changed(plain, own('Layer-1'))],
    ['the copy of another account', changed(plain, { recipientAccountId: '999988887777' })],
    ['a record without its event', plain.detail],
    ['an event without an account', changed(plain, {}, { account: undefined })],
    ['an event without a source', changed(plain, {}, { source: undefined })],
    ['an event of another account', changed(plain, {}, { account: '999988887777' })],
  ])('%s', async (_, event) => {
    expect(await take(event)).toEqual(taken);
    expect([aws.executions, folders()]).toEqual([[], []]);
  });

  test('a bucket that nobody asked about', async () => {
    process.env['CULPRIT_BUCKETS'] = 'mine,ours';
    expect(await take(plain)).toEqual(taken);
    expect(aws.executions).toEqual([]);
    process.env['CULPRIT_BUCKETS'] = 'amzn-s3-demo-bucket';
    await take(plain);
    expect(aws.executions).toHaveLength(1);
  });
});

describe('events of spokes', () => {
  const spoke = '444455556666';
  const there = (event: Event, detail: object = {}) =>
    changed(event, { recipientAccountId: spoke, ...detail }, { account: spoke });
  afterEach(() => delete process.env['CULPRIT_SPOKES']);

  test.each(['o-exampleorgid', '777788889999,444455556666'])('are taken where %s may send', async (spokes) => {
    process.env['CULPRIT_SPOKES'] = spokes;
    expect(await take(there(plain))).toEqual(taken);
    expect(aws.executions).toHaveLength(1);
    await take(changed(plain, { eventName: 'PutObject', errorMessage: 'Access Denied' }));
    expect(aws.executions).toHaveLength(2);
  });

  test.each<readonly [string, string, unknown]>([
    ['that are not listed', '777788889999', there(plain)],
    ['of an account that sends what another recorded', 'o-exampleorgid', there(plain, { recipientAccountId: account })],
    ['of the reader role there', 'o-exampleorgid', there(plain, roleOf(spoke, 'culprit-reader'))],
    ['of functions of the hub', 'o-exampleorgid', there(plain, roleOf(account, 'Layer-1'))],
  ])('%s are not', async (_, spokes, event) => {
    process.env['CULPRIT_SPOKES'] = spokes;
    expect(await take(event)).toEqual(taken);
    expect(aws.executions).toEqual([]);
  });
});

describe('what is not understood is set aside, redacted, and counted', () => {
  const secret = 'PLANTEDSECRET';
  test.each<readonly [string, unknown, string]>([
    ['text that is no JSON', 'hello', 'not-a-record'],
    [
      'an event without a record',
      { detail: { eventSource: 's3.amazonaws.com', responseElements: secret } },
      'not-a-record',
    ],
    [
      'a caller that nothing names',
      changed(plain, { userIdentity: { type: secret.toLowerCase() }, errorMessage: 'Access Denied' }),
      'caller-unknown',
    ],
  ])('%s', async (_, event, why) => {
    expect(await take(event, plain)).toEqual(taken);
    // It takes no other along.
    expect(aws.executions).toHaveLength(1);
    const [key, text] = [...aws.objects].find(([name]) => name.startsWith('quarantine/'))!;
    expect(key).toMatch(/^quarantine\/[0-9a-f]{64}\.json$/);
    expect(JSON.parse(text)).toMatchObject({ why });
    expect(text).not.toContain(secret);
    const lines = printed.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
    expect(lines.find((line) => 'NotUnderstood' in line)).toMatchObject({
      NotUnderstood: 1,
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'Culprit', Dimensions: [[]], Metrics: [{ Name: 'NotUnderstood', Unit: 'Count' }] },
        ],
      },
    });
  });

  test('a record at which parsing throws', async () => {
    const odd = changed(plain, { additionalEventData: { SignatureVersion: 'constructor' } });
    expect(await take(odd, plain)).toEqual(taken);
    expect(aws.executions).toHaveLength(1);
  });

  test('and comes again where it could not be', async () => {
    aws.intercept = ({ path }) => (path.includes('/quarantine/') ? json({}, 403) : undefined);
    expect(await take('hello', plain)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(aws.executions).toHaveLength(1);
  });
});

test('a role of the same path in another account is not taken for our own', async () => {
  await take(changed(plain, roleOf('999988887777', 'Layer-1')));
  expect(aws.executions).toHaveLength(1);
});

test('only the messages of what could not be started come again', async () => {
  const other = changed(plain, {
    eventName: 'PutObject',
    errorMessage: 'Access Denied',
    eventID: 'other',
    requestID: 'O',
  });
  let refused: string | undefined;
  aws.intercept = ({ headers, body }) => {
    if (headers['x-amz-target'] !== 'AWSStepFunctions.StartExecution') return undefined;
    const { name } = JSON.parse(body) as { readonly name: string };
    refused ??= name.slice(0, 35);
    return name.startsWith(refused) ? json({ __type: 'StateMachineDoesNotExist' }, 400) : undefined;
  };
  const { batchItemFailures } = await take(plain, 'hello', plain, other);
  expect([['m0', 'm2'], ['m3']]).toContainEqual(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  expect(aws.executions).toHaveLength(1);
});

test('no execution starts without its record', async () => {
  aws.intercept = ({ method }) => (method === 'PUT' ? json({}, 403) : undefined);
  expect((await take(plain)).batchItemFailures).toHaveLength(1);
  expect(aws.executions).toEqual([]);
});

test('the input of an execution has at most 32 KB and nothing secret, whatever the record holds', async () => {
  const secret = 'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW';
  const key = `${'ключ/'.repeat(180)}?X-Amz-Security-Token=${secret}&X-Amz-Signature=${'ab'.repeat(32)}`;
  const requestParameters = {
    bucketName: 'amzn-s3-demo-bucket',
    key,
    'X-Amz-Security-Token': secret,
    'x-amz-tagging': 'a=b&'.repeat(9000),
  };
  await take(
    changed(plain, {
      requestParameters,
      userAgent: 'x'.repeat(60_000),
      errorMessage: `${'y'.repeat(60_000)} ${secret}`,
    }),
  );
  const [{ input }] = aws.executions as unknown as [{ input: string }];
  expect(Buffer.byteLength(input)).toBeLessThanOrEqual(32 * 1024);
  const everywhere = [input, ...aws.objects.values(), ...printed.mock.calls.map(([line]) => String(line))].join();
  expect(everywhere).not.toContain(secret);
  expect(everywhere).not.toContain('ab'.repeat(32));
});

describe('strangers have a budget of their own', () => {
  const other = '666666666666';
  const many = Array.from({ length: 4 }, (_, at) => changed(plain, { ...roleOf(other, `r${at}`), eventID: `e${at}` }));

  test.each<readonly [string, string, number]>([
    ['callers of an account that nobody named', '', 1],
    // Two with one reason are looked at at once.
    ['callers of an account whose reader role is configured', `777788889999,${other}`, 2],
  ])('%s', async (_, known, started) => {
    process.env['CULPRIT_KNOWN_ACCOUNTS'] = known;
    try {
      expect(await take(...many)).toEqual(taken);
      expect(aws.executions).toHaveLength(started);
    } finally {
      delete process.env['CULPRIT_KNOWN_ACCOUNTS'];
    }
  });

  describe('in the hub of an organization', () => {
    beforeEach(() => {
      Object.assign(process.env, { CULPRIT_SPOKES: 'o-exampleorgid', CULPRIT_MEMBERS: 'learned' });
    });
    afterEach(() => {
      for (const name of ['CULPRIT_SPOKES', 'CULPRIT_MEMBERS']) delete process.env[name];
    });
    const sentBy = (spoke: string) =>
      changed(kms, { recipientAccountId: spoke, eventID: spoke, requestID: spoke }, { account: spoke });

    test('callers of an account whose own events have come are none', async () => {
      await take(sentBy(other));
      aws.executions.length = 0;
      await take(...many);
      expect(aws.executions).toHaveLength(2);
    });

    test('nor are those of an account that Organizations lists', async () => {
      await learnMembers(storeIn(process.env['CULPRIT_TABLE']!), ['777788889999', other]);
      await take(...many);
      expect(aws.executions).toHaveLength(2);
    });

    test('others are', async () => {
      await take(sentBy('777788889999'));
      aws.executions.length = 0;
      await take(...many);
      expect(aws.executions).toHaveLength(1);
    });

    test('what a stranger in another deployment sends teaches nothing', async () => {
      process.env['CULPRIT_SPOKES'] = '';
      await take(sentBy(other));
      expect(await membersIn(storeIn(process.env['CULPRIT_TABLE']!))).toEqual([]);
    });
  });

  test('and leave ours alone', async () => {
    await take(...many);
    await take(plain);
    expect(aws.executions).toHaveLength(2);
  });
});
