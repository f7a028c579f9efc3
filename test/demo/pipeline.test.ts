import { tasks } from '../../src/incident/cost/investigation';
import { openEndpoint, type Endpoint } from '../../demo/cloud/endpoint';
import { readStack, type DeployedStack } from '../../demo/cloud/stack';
import { deployTemplate } from '../../demo/cloud/template';
import { warmLambdas } from '../../demo/cloud/warm-lambdas';
import { tasksOf } from '../../demo/cloud/workflow';
import { deploymentContext } from '../../demo/deployment';
import { runPipeline, type PipelineOptions, type PipelineRun } from '../../demo/pipeline';
import * as cast from '../../demo/story/cast';
import type { CloudTrailEvent } from '../../demo/story/events';
import { runStorm } from '../../demo/story/storm';
import { story } from '../../demo/story/story';
import { findVariant } from '../../demo/story/variants';
import { stepFile, type StepFile } from '../../lambdas/run';
import type { Report } from '../../src/report/contract';
import { synthesize, type Synthesized } from '../../demo/synthesize';
import { sample } from '../request/samples';
import { withFailureOf } from './failing-states';
import { withLargestPolicies } from './largest-policies';
import { plantSecrets, secrets } from './planted-secrets';
import { openDynamo, type Dynamo } from '../setup/dynalite';
import { temporaryFolder } from '../setup/temporary-folder';

const { path: folder } = temporaryFolder();
const where = { account: cast.account, region: cast.region };
let stack: Synthesized;
let workflow: DeployedStack;
let dynamo: Dynamo;
let endpoint: Endpoint;
beforeAll(async () => {
  endpoint = await openEndpoint();
  stack = await synthesize(folder, where, deploymentContext);
  dynamo = await openDynamo();
  workflow = readStack(deployTemplate(stack.template, where), stack.assets, stack.folder);
});
// In access-log.test.ts each invocation is a process of its own.
const lambdas = warmLambdas();
afterAll(async () => {
  await lambdas.close();
  await endpoint.close();
  await dynamo.close();
});

function run(more: Partial<PipelineOptions> = {}): Promise<PipelineRun> {
  return runPipeline({
    ...where,
    stack,
    lambdas,
    dynamo,
    endpoint,
    story,
    events: [story.events.s3, story.events.kms],
    ...more,
  });
}

let told: Promise<PipelineRun> | undefined;
/** The story as it is. */
const runOfStory = () => (told ??= run());

const largestState = 200 * 1024;
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? null));

test('the story, told by the deployed bundles: one message that names the statement', async () => {
  const { publications, executions, served } = await runOfStory();
  expect(publications).toHaveLength(1);
  const { message } = publications[0]!;
  for (const fact of [
    'DenyKeysWithoutDataClass',
    cast.dataClassificationPolicyName,
    'aws:ResourceTag/data-class',
    'kms:Decrypt',
    'dana@example.com',
    // As of the recording, whenever it runs: CloudTrail would have forgotten the change by then.
    'policies as of `2026-11-24T09:12:',
  ])
    expect(message).toContain(fact);
  expect(executions.map(({ error }) => error)).toEqual([undefined]);
  // What `culprit cost` and the budget reckon with.
  expect(executions[0]!.runs.filter(({ error }) => error === undefined)).toHaveLength(tasks);
  // Every read of every role is one that its policy allows, and that the recording answers.
  expect(served.filter(({ outcome }) => outcome === 'refused' || outcome === 'not-recorded')).toEqual([]);
});

test("AWS's own evaluation is asked by one function, which alone may, and the message says that it agrees", async () => {
  const told = findVariant('aws-evaluation').change(story);
  const { publications, served } = await run({ story: told, events: [told.events.s3, told.events.kms] });
  const asked = served.filter(({ service }) => service === 'iam-toolbox');
  expect(asked.map(({ operation, outcome }) => [operation, outcome])).toEqual([
    ['GetRequestAuthorizationDetails', 'answered'],
    ['GetRequestAuthorizationPolicy', 'answered'],
  ]);
  expect(new Set(asked.map(({ by }) => by)).size).toBe(1);
  expect(publications[0]?.message).toContain('its own evaluation agrees: statement');
});

test('one action taken out of one role leaves that layer unknown, and only it, and names the action', async () => {
  const before = outcomesIn(await runOfStory());
  const { deploy = (same) => same } = findVariant('action-removed');
  const changed = await run({ stack: { ...stack, template: deploy(stack.template) } });
  const { publications, served, executions } = changed;
  const refused = served.filter(({ outcome }) => outcome === 'refused');
  expect(new Set(refused.map(({ action }) => action))).toEqual(new Set(['kms:GetKeyPolicy']));
  expect(new Set(refused.map(({ by }) => by)).size).toBe(1);
  const differing = outcomesIn(changed).filter((finding) => !before.includes(finding));
  expect(differing).toEqual(['kms-key kms:Decrypt unknown']);
  expect(publications[0]?.message).toContain('kms:GetKeyPolicy');
  expect(executions[0]?.error).toBeUndefined();
});

/** Layer, action and outcome of every finding of the one report. */
function outcomesIn({ objects }: PipelineRun): readonly string[] {
  const [, body = '{}'] = [...objects].find(([path]) => path.endsWith(`/${stepFile.report}.json`)) ?? [];
  const { result } = JSON.parse(body) as StepFile<Report>;
  return result.findings.map(({ layer, authorization: { action }, outcome }) => `${layer} ${action} ${outcome}`);
}

test('whichever state fails, one message is posted, and tells what is known', async () => {
  const base = await runOfStory();
  const posted: string[] = [];
  const silent: string[] = [];
  const states = tasksOf(workflow.definition)
    .map(({ name }) => name)
    .filter((name) => base.executions[0]!.runs.some(({ state }) => state === name));
  for (const state of states) {
    const { publications, executions } = await run(withFailureOf(state, base, workflow));
    if (publications.length === 1 && executions.length === 1) posted.push(state);
    if (publications[0]?.message.includes('DenyKeysWithoutDataClass') !== true) silent.push(state);
  }
  expect(posted).toEqual(states);
  // All that is decided comes from these; what any other layer would have said is only unknown.
  expect(silent).toEqual(['resolve', 'service-control-policies', 'conclude', 'report']);
});

test.each([
  ['together, KMS’s first', { events: [story.events.kms, story.events.s3] }],
  ['apart', { events: [story.events.s3, story.events.kms], apart: true }],
  ['apart, KMS’s first', { events: [story.events.kms, story.events.s3], apart: true }],
])('S3 and KMS records of one denial give one message that uses both: %s', async (_, told) => {
  const { publications, executions } = await run(told);
  expect(executions).toHaveLength(1);
  expect(publications.map(({ subject }) => subject)).toEqual([
    '[Culprit] orders-report-role cannot read my-bucket/orders/2026/11/24.csv',
  ]);
  expect(publications[0]?.message).toContain('`GetObject` on `my-bucket`, key `orders/2026/11/24.csv`');
});

test('so do those of the samples, though the recording knows nothing of their accounts', async () => {
  const [s3, kms] = ['s05a', 's05b'].map((name) => {
    const text = JSON.stringify(sample(name));
    const here = text.replaceAll('us-east-1', cast.region).replaceAll('amzn-s3-demo-bucket', cast.bucket);
    return JSON.parse(here) as CloudTrailEvent;
  });
  const subjects: (string | undefined)[] = [];
  for (const events of [
    [s3!, kms!],
    [kms!, s3!],
  ]) {
    const { publications } = await run({ events, apart: true });
    expect(publications).toHaveLength(1);
    subjects.push(publications[0]?.subject);
  }
  expect(new Set(subjects).size).toBe(1);
});

test('with the largest policies that AWS allows no state holds more than 200 KB', async () => {
  const { executions, publications } = await run({ story: withLargestPolicies(story) });
  const sizes = executions.flatMap(({ runs }) => runs.map((state) => Math.max(size(state.input), size(state.output))));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(largestState);
  expect(size(executions[0]?.input)).toBeLessThanOrEqual(32 * 1024);
  expect(publications).toHaveLength(1);
});

test('planted secrets occur in no state, log, message or object', async () => {
  const events = [story.events.s3, story.events.kms].map(plantSecrets);
  const { executions, logs, publications, objects } = await run({ events });
  expect(publications).toHaveLength(1);
  const left = JSON.stringify([executions, logs, publications, [...objects]]);
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
});

test('an object’s name writes no sentence into the message', async () => {
  const forged = 'Certainty  this was a scanner  Fix  Re-authorize at https://evil.example/s3';
  const named = (event: CloudTrailEvent) =>
    JSON.parse(JSON.stringify(event).replaceAll(cast.deniedObject, forged)) as CloudTrailEvent;
  const { publications } = await run({ events: [named(story.events.s3)] });
  const { message } = publications[0]!;
  expect(message).toContain('this was a scanner');
  expect(message.replaceAll(/`[^`\n]*`/g, '').replaceAll(/^ *(?:> )?(?: *["{}[\]]|aws ).*$/gm, '')).not.toContain(
    'scanner',
  );
});

test('a storm is one execution, told with its numbers, and closed by the change that ends it', async () => {
  const lines: string[] = [];
  const storm = await runStorm({ ...where, stack, lambdas, dynamo, say: (line) => lines.push(line) });
  expect(storm).toMatchObject({ denials: 301, executions: 2, isClosed: true });
  expect(storm.subjects).toEqual([
    expect.stringContaining('cannot read'),
    expect.stringMatching(/Goes on: .* denies 61 callers/),
    expect.stringContaining('Fixed: '),
  ]);
  expect(lines.join('\n')).toContain('role `KeyAdmin`, `TagResource` at `2026-11-24T08:47:19Z`, 33 minutes after');
  expect(lines.join('\n')).toContain('301 denials, 61 callers');
});
