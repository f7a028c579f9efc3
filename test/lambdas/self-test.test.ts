/** A self-test goes the way of all denials, counts nowhere and is posted to nobody; and nothing can be made to look like one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handler as incident } from '../../lambdas/incident';
import { handler as intake } from '../../lambdas/intake';
import { handler as report } from '../../lambdas/report';
import { write, type RunInput } from '../../lambdas/run';
import { storeIn } from '../../src/delivery/table/store';
import { isSelfTest } from '../../src/incident/self-test';
import { story } from '../setup/reports';
import { account, openAws, type Aws } from './aws';

const id = '10000000-0000-4000-8000-000000000001';
const run = `self-test-${id}`;
const roleArn = `arn:aws:iam::${account}:role/culprit/Culprit-intake`;
const marked = {
  version: '0',
  id,
  source: 'culprit.self-test',
  account,
  'detail-type': 'Culprit self-test',
  detail: {},
};
const denied = JSON.parse(
  readFileSync(join(__dirname, '../samples/s01_getobject_same_account_implicit_identity.json'), 'utf8'),
) as Readonly<Record<string, unknown>> & { readonly detail: Readonly<Record<string, unknown>> };

let aws: Aws;
let printed: string[];
beforeAll(async () => {
  aws = await openAws();
  process.env['CULPRIT_SELF_TEST_ROLE'] = roleArn;
});
afterAll(() => aws.close());
beforeEach(async () => {
  await aws.reset();
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const take = (...events: readonly object[]) =>
  intake({ Records: events.map((event, at) => ({ messageId: `m${at}`, body: JSON.stringify(event) })) });
const inputs = () => aws.executions.map(({ input }) => JSON.parse(input) as RunInput);
const symptoms = async () => {
  const store = storeIn(process.env['CULPRIT_TABLE'] ?? '');
  const lists = ['waiting', 'waiting-strangers', 'investigating'].map((list) => store.due(list, { most: 10 }));
  return (await Promise.all(lists)).flat();
};

describe('intake', () => {
  test('starts one execution for it, named by its event, about a right that a role lacks', async () => {
    expect(await take(marked)).toEqual({ batchItemFailures: [] });
    expect(aws.executions.map(({ name }) => name)).toEqual([run]);
    const [{ request, ...rest }] = inputs() as [RunInput];
    expect(rest).toEqual({ run, symptom: 'self-test' });
    expect(request).toMatchObject({ operation: 'GetObject', bucket: 'evidence', principal: { roleArn } });
    expect([...aws.objects.keys()]).toEqual([`runs/${run}/record-s3.json`]);
  });

  test('starts it once, however often it comes', async () => {
    await take(marked);
    await take(marked);
    expect(aws.executions).toHaveLength(1);
  });

  test('counts nothing of it', async () => {
    await take(marked);
    expect(await symptoms()).toEqual([]);
    expect(printed.join('')).toContain('"denials":0');
  });

  test('takes nothing from it but its id', async () => {
    await take({ ...marked, detail: denied.detail, region: 'eu-west-1', resources: ['arn:aws:s3:::other'] });
    expect(JSON.stringify(inputs())).not.toMatch(/amzn-s3-demo-bucket|app-reader-role|eu-west-1/);
  });

  test.each([
    ['of another account', { account: '666666666666' }],
    ['without an id', { id: undefined }],
    ['with an id that would lead elsewhere', { id: '../runs/v2-abc' }],
  ])('starts none %s', async (_, more) => {
    expect(await take({ ...marked, ...more })).toEqual({ batchItemFailures: [] });
    expect(aws.executions).toEqual([]);
  });

  test('starts few of many', async () => {
    await take(...Array.from({ length: 50 }, (_, at) => ({ ...marked, id: id.slice(0, -2) + String(at + 10) })));
    expect(aws.executions.length).toBeLessThanOrEqual(2);
  });

  test('gives back what it could not start', async () => {
    aws.intercept = ({ headers }) =>
      headers['x-amz-target'] === 'AWSStepFunctions.StartExecution' ? { status: 400, body: '{}' } : undefined;
    expect(await take(marked)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });

  // A stranger chooses every text of a request, and none of them stands where the mark does.
  test.each(['culprit.self-test', 'Culprit self-test', run, '","source":"culprit.self-test"'])(
    'takes a denial for one whose every text is %j',
    async (text) => {
      const { requestParameters, ...detail } = denied.detail as { readonly requestParameters: object };
      const forged = {
        ...denied,
        detail: {
          ...detail,
          userAgent: text,
          sourceIPAddress: text,
          requestID: text,
          eventID: text,
          source: 'culprit.self-test',
          requestParameters: { ...requestParameters, key: text, 'x-amz-meta-source': text },
        },
      };
      await take(forged);
      expect(await symptoms()).toHaveLength(1);
      expect(aws.executions.map(({ name }) => isSelfTest(name))).toEqual([false]);
    },
  );
});

describe('at the end', () => {
  const state = async () => {
    await take(marked);
    return { ...(inputs()[0] as RunInput), filed: { notice: 'self-test' } as const };
  };
  const execution = `arn:aws:states:us-east-1:${account}:execution:Culprit:${run}`;
  const metrics = () =>
    printed.flatMap((line) => {
      const entry = JSON.parse(line) as Readonly<Record<string, unknown>>;
      return 'SelfTests' in entry ? [entry['SelfTests']] : [];
    });

  test('it is filed under no incident, and goes on to its report', async () => {
    const { symptom } = await state();
    expect(await incident({ run, symptom, concluded: { cause: null } })).toEqual({ notice: 'self-test' });
  });

  test('its report is kept, counted as arrived, and posted to nobody', async () => {
    const input = await state();
    await write(input, 'conclude', story);
    expect(await report({ execution, state: input })).toEqual({ channels: [] });
    expect([...aws.objects.keys()]).toContain(`runs/${run}/report.json`);
    expect([aws.messages, metrics()]).toEqual([[], [1]]);
  });

  test.each<readonly [string, object]>([
    ['a step that failed', { failure: { step: 'resolve', error: 'SomeError' } }],
    ['a report that is not there', {}],
  ])('%s is no arrival, and posted to nobody', async (_, more) => {
    expect(await report({ execution, state: { ...(await state()), ...more } })).toEqual({ channels: [] });
    expect([aws.messages, metrics()]).toEqual([[], [0]]);
  });
});
