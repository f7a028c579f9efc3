import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handler as deliver } from '../../lambdas/deliver';
import { handler as report, type ReportState } from '../../lambdas/report';
import { write } from '../../lambdas/run';
import { storeIn } from '../../src/delivery/table/store';
import { foundIn, incidentId } from '../../src/incident/cause';
import { fileRecheck } from '../../src/incident/closing/file-recheck';
import type { Recheck } from '../../src/incident/closing/recheck';
import { fileRun } from '../../src/incident/flow/file-run';
import { keys, symptomItem } from '../../src/incident/keys';
import type { Rechecked } from '../../src/incident/life/after-recheck';
import { change } from '../../src/incident/store';
import type { Incident, Symptom } from '../../src/incident/types';
import { symptomParts } from '../../src/request/denials/symptom';
import type { DeniedRequest } from '../../src/request/types';
import { parseRecord } from '../../src/request/record/parse';
import { story } from '../setup/reports';
import { openAws, tellingOf, xml, type Aws } from './aws';

const sample = join(__dirname, '../samples/s01_getobject_same_account_implicit_identity.json');
const parsed = parseRecord(JSON.parse(readFileSync(sample, 'utf8'))) as { readonly request: DeniedRequest };
const input: ReportState = { run: 'v2-abc-1', symptom: 'v2-abc', request: parsed.request };
const execution = 'arn:aws:states:us-east-1:111122223333:execution:Culprit:v2-abc-1';
const failure = { step: 'resolve', error: 'SomeError' };
const handler = (state: ReportState) => report({ execution, state });

/** Noon: no digest is due for hours. */
const start = Date.parse('2030-01-01T12:00:00Z');

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
  later(0);
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
  expect(aws.messages[0]).toContain(`evidence/runs/${input.run}/`);
});

test.each<readonly [string, ReportState, RegExp]>([
  ['a step that failed', { ...input, failure }, /resolve.*SomeError/],
  ['a report that is not there', input, /conclude.*NoReport/],
])('%s is posted, with what is known without it', async (_, given, text) => {
  await handler(given);
  expect(aws.messages).toHaveLength(1);
  expect(aws.messages[0]).toMatch(text);
  // AWS's own words are known even then.
  expect(aws.messages[0]).toContain('no identity-based policy allows');
});

test('a failed step leads to the page of its execution', async () => {
  await handler({ ...input, failure });
  expect(aws.messages[0]).toContain(`/v2/executions/details/${encodeURIComponent(execution)}`);
});

test('the report is kept as a page, and the message leads to it, to the execution and to the evidence', async () => {
  await write(input, 'conclude', story);
  await handler(input);
  const page = aws.objects.get(`runs/${input.run}/report.html`);
  expect(page).toContain('<!doctype html>');
  expect(page).toContain('DataPerimeter');
  const console = 'https://us-east-1.console.aws.amazon.com';
  expect(aws.messages[0]).toContain(
    `${console}/s3/object/evidence?region=us-east-1&prefix=runs%2F${input.run}%2Freport.html`,
  );
  expect(aws.messages[0]).toContain(`/v2/executions/details/${encodeURIComponent(execution)}`);
  expect(aws.messages[0]).toContain(`${console}/s3/buckets/evidence?region=us-east-1&prefix=runs%2F${input.run}%2F`);
  expect(page).toContain('/v2/executions/details/');
});

test('no page is linked that could not be written', async () => {
  aws.intercept = ({ path }) =>
    path.includes('/report.html') ? xml('<Error><Code>AccessDenied</Code></Error>', 403) : undefined;
  await write(input, 'conclude', story);
  await handler(input);
  expect(aws.messages[0]).toContain('DataPerimeter');
  expect(aws.messages[0]).not.toContain('report.html');
});

test('a run folder that can be neither read nor written is no reason to post nothing', async () => {
  aws.intercept = ({ path }) =>
    path.startsWith('/evidence/') ? xml('<Error><Code>AccessDenied</Code></Error>', 403) : undefined;
  await handler(input);
  expect(aws.messages).toHaveLength(1);
  expect(aws.messages[0]).toContain('NoReport');
});

test('a step that is repeated posts no second message', async () => {
  await write(input, 'conclude', story);
  for (let time = 0; time < 3; time += 1) await handler(input);
  await deliver();
  expect(aws.messages).toHaveLength(1);
});

describe('with Slack', () => {
  beforeEach(() => (process.env['CULPRIT_TELLING'] = tellingOf(['sns', 'slack'])));

  test('both channels get the report', async () => {
    await write(input, 'conclude', story);
    expect(await handler(input)).toEqual({ channels: ['sns', 'slack'] });
    expect([aws.messages.length, posted.length]).toEqual([1, 1]);
  });

  test('a channel that fails does not fail the step, and gets it later, once', async () => {
    await write(input, 'conclude', story);
    slackStatus = 503;
    expect(await handler(input)).toEqual({ channels: ['sns'] });
    slackStatus = 200;
    later(10);
    await deliver();
    await deliver();
    expect([aws.messages.length, posted.length]).toEqual([1, 1]);
  });

  test('a channel that is gone is said on the other, once', async () => {
    await write(input, 'conclude', story);
    slackStatus = 404;
    await handler(input);
    for (let time = 1; time < 4; time += 1) {
      later(time);
      await deliver();
    }
    expect(posted).toEqual([]);
    expect(aws.messages.filter((text) => /cannot post to .?slack/.test(text))).toHaveLength(1);
  });

  test('Slack gets the report when SNS does not', async () => {
    await write(input, 'conclude', story);
    aws.intercept = ({ body }) =>
      body.includes('Action=Publish')
        ? xml('<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>', 404)
        : undefined;
    await handler(input);
    expect(posted).toHaveLength(1);
  });
});

test('a message about what bears a tag goes to the channel of its owner alone', async () => {
  const routes = { tag: 'team', channels: { pay: 'slack-pay' } };
  process.env['CULPRIT_TELLING'] = tellingOf(['sns', 'slack-pay'], { routes });
  await write(input, 'conclude', story);
  await write(input, 'resolve', { request: {}, asOf: '', tags: { bucket: { team: 'pay' } } });
  expect(await handler(input)).toEqual({ channels: ['slack-pay'] });
  await handler({ ...input, run: 'v2-abc-2' });
  expect([aws.messages.length, posted.length]).toEqual([1, 1]);
});

/** The clock that messages wait by. */
function later(minutes: number): void {
  jest.spyOn(Date, 'now').mockImplementation(() => start + minutes * 60_000);
}

describe('of an incident', () => {
  const symptom: Symptom = {
    ...symptomParts(parsed.request),
    id: input.symptom,
    firstSeen: start,
    attempts: 1,
    records: [],
    state: { is: 'investigating', run: input.run, since: start },
  };
  const cause = {
    layer: 'some-guardrail',
    outcome: 'denies',
    action: 's3:GetObject',
    policy: { type: 'p', name: 'P' },
  } as const;
  const id = incidentId(foundIn(cause, symptom).cause);

  async function filed(run = input.run) {
    const store = storeIn(process.env['CULPRIT_TABLE']!);
    await change<Symptom>(store, keys.symptom(symptom.id), (was) =>
      was === undefined ? symptomItem(symptom) : undefined,
    );
    await write({ run }, 'conclude', story);
    return fileRun(
      run,
      symptom.id,
      { is: 'found', found: (of) => foundIn(cause, of), cited: [] },
      { store, now: Date.now },
    );
  }
  const incident = async () => {
    const [item] = await storeIn(process.env['CULPRIT_TABLE']!).get([keys.incident(id)]);
    return item?.value as Incident;
  };

  test('a silence keeps it from being posted, until it ends', async () => {
    const until = new Date(Date.now() + 60 * 60_000).toISOString().replace(/\.\d+/, '');
    const silences = [{ id: 's', owner: 'o', reason: 'r', until, match: { caller: symptom.who } }];
    process.env['CULPRIT_TELLING'] = tellingOf(['sns'], { silences });
    expect(await handler({ ...input, filed: await filed() })).toEqual({ channels: [] });
    expect((await incident()).state).toMatchObject({ is: 'silenced', owner: 'o', reason: 'r' });
    later(61);
    await deliver();
    expect((await incident()).state.is).toBe('quiet');
    expect(aws.messages.filter((text) => text.includes('DataPerimeter'))).toEqual([]);
  });

  test('what went on under a silence is told when it ends, once', async () => {
    const until = new Date(Date.now() + 60 * 60_000).toISOString().replace(/\.\d+/, '');
    const silences = [{ id: 's', owner: 'o', reason: 'r', until, match: { caller: symptom.who } }];
    process.env['CULPRIT_TELLING'] = tellingOf(['sns'], { silences });
    await handler({ ...input, filed: await filed() });
    const store = storeIn(process.env['CULPRIT_TABLE']!);
    await change<Incident>(store, keys.incident(id), (was) =>
      was === undefined
        ? undefined
        : {
            value: { ...was, tally: { ...was.tally, s3: 7, first: Date.now(), last: Date.now() + 60_000 } },
            due: { list: 'silenced', at: Date.parse(until) },
          },
    );
    later(61);
    await deliver();
    await deliver();
    expect((await incident()).state.is).toBe('open');
    expect(aws.messages.filter((text) => text.includes('DataPerimeter'))).toHaveLength(1);
  });

  test('the second run that finds the same cause posts nothing', async () => {
    await handler({ ...input, filed: await filed() });
    expect(await filed('v2-abc-2')).toEqual({ notice: 'none', incident: id });
    expect(aws.messages).toHaveLength(1);
  });

  describe('that was decided again', () => {
    const run = `${id}-again-1`;
    const by = {
      eventId: 'e',
      eventName: 'DetachPolicy',
      time: '2030-01-01T12:30:00Z',
      actor: 'arn:aws:sts::111122223333:assumed-role/Admin/dana',
    };
    async function refiled(rechecked: Rechecked) {
      const store = storeIn(process.env['CULPRIT_TABLE']!);
      const state = { is: 'running', run, since: Date.now() } as const;
      await change<Recheck>(store, keys.recheck(id), () => ({
        value: { incident: id, runs: 1, failures: 0, began: Date.now(), state },
      }));
      return fileRecheck(run, symptom.id, { is: 'decided', rechecked }, { store, now: Date.now });
    }

    test('is said to be fixed, by whom and when; Slack gets it when it is back, once', async () => {
      process.env['CULPRIT_TELLING'] = tellingOf(['sns', 'slack']);
      await handler({ ...input, filed: await filed() });
      later(35);
      const refile = await refiled({ is: 'allowed', by });
      slackStatus = 503;
      expect(await handler({ ...input, run, filed: refile })).toEqual({ channels: ['sns'] });
      expect(await handler({ ...input, run, filed: refile })).toEqual({ channels: [] });
      slackStatus = 200;
      later(60);
      await deliver();
      await deliver();
      const fixed = (texts: readonly string[]) => texts.filter((text) => text.includes('Fixed: '));
      expect([fixed(aws.messages).length, fixed(posted).length]).toEqual([1, 1]);
      expect(fixed(aws.messages)[0]).toMatch(
        /role .Admin., .DetachPolicy. at .2030-01-01T12:30:00Z., 30 minutes after/,
      );
    });

    test('is said to be denied by something else', async () => {
      await handler({ ...input, filed: await filed() });
      const title = { is: 'denied-by', text: 'SCP `Other` › `No`' } as const;
      await handler({
        ...input,
        run,
        filed: await refiled({ is: 'denied', causes: [{ ...cause, layer: 'other' }], title, unknown: [] }),
      });
      expect(aws.messages.at(-1)).toMatch(/^The first cause is gone: /);
      expect(aws.messages.at(-1)).toContain('denies the same request; the next denial is investigated');
    });

    test.each<[string, ReportState['filed']]>([
      ['nothing came of it', { notice: 'none', incident: id }],
      ['its end could not be filed', undefined],
    ])('says nothing where %s', async (_, refile) => {
      await handler({ ...input, filed: await filed() });
      await handler({ ...input, run, ...(refile === undefined ? {} : { filed: refile }) });
      await handler({ ...input, run, failure });
      expect(aws.messages).toHaveLength(1);
    });
  });

  test('one that grows is told again with its numbers; one that only lasts is in the digest', async () => {
    await handler({ ...input, filed: await filed() });
    const store = storeIn(process.env['CULPRIT_TABLE']!);
    await change<Incident>(store, keys.incident(id), (was) =>
      was === undefined
        ? undefined
        : {
            value: {
              ...was,
              tally: {
                ...was.tally,
                s3: 412,
                first: Date.now(),
                last: Date.now(),
                principals: { is: 'exact', hashes: Array.from({ length: 400 }, (_, at) => at) },
                places: { is: 'exact', hashes: [1, 2, 3] },
              },
            },
            due: { list: 'open', at: Date.now() },
          },
    );
    await deliver();
    const told = () => aws.messages.filter((text) => text.startsWith('Goes on: '));
    expect(told()).toEqual([]);
    later(11);
    await deliver();
    await deliver();
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/denies 400 callers on 3 buckets since \d\d:\d\dZ/);
    later(23 * 60);
    await deliver();
    expect(told()).toHaveLength(1);
    expect(aws.messages.at(-1)).toContain('denied requests since the last digest');
  });
});
