import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tasksOf, type Definition } from '../../demo/cloud/workflow';
import { deployTemplate } from '../../demo/cloud/template';
import { deploymentContext } from '../../demo/deployment';
import { runPipeline, type PipelineOptions, type PipelineRun } from '../../demo/pipeline';
import * as cast from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { findVariant } from '../../demo/story/variants';
import { synthesize, type Synthesized } from '../../demo/synthesize';
import { withLargestPolicies } from './largest-policies';
import { plantSecrets, secrets } from './planted-secrets';

const folder = mkdtempSync(join(tmpdir(), 'culprit-pipeline-'));
const where = { account: cast.account, region: cast.region };
let stack: Synthesized;
beforeAll(async () => {
  stack = await synthesize(folder, where, deploymentContext);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function run(more: Partial<PipelineOptions> = {}): Promise<PipelineRun> {
  return runPipeline({ ...where, stack, story, events: [story.events.s3, story.events.kms], ...more });
}

const largestState = 200 * 1024;
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? null));

test('the story, told by the deployed bundles: one message that names the statement', async () => {
  const { publications, executions, served } = await run();
  expect(publications).toHaveLength(1);
  const { message } = publications[0]!;
  for (const fact of [
    'DenyKeysWithoutDataClass',
    cast.dataClassificationPolicyName,
    'aws:ResourceTag/data-class',
    'kms:Decrypt',
    'dana@example.com',
  ])
    expect(message).toContain(fact);
  expect(executions.map(({ error }) => error)).toEqual([undefined]);
  // Every read of every role is one that its policy allows, and that the recording answers.
  expect(served.filter(({ outcome }) => outcome === 'refused' || outcome === 'not-recorded')).toEqual([]);
}, 60_000);

test('one action taken out of one role leaves one layer unknown, and names the action', async () => {
  const { deploy = (same) => same } = findVariant('action-removed');
  const { publications, served, executions } = await run({ stack: { ...stack, template: deploy(stack.template) } });
  const refused = served.filter(({ outcome }) => outcome === 'refused');
  expect(new Set(refused.map(({ action }) => action))).toEqual(new Set(['s3:GetBucketPolicy']));
  expect(new Set(refused.map(({ by }) => by)).size).toBe(1);
  expect(publications[0]?.message).toContain('s3:GetBucketPolicy');
  expect(executions[0]?.error).toBeUndefined();
}, 60_000);

describe('whichever state fails, a message is posted:', () => {
  const deployed = () => deployTemplate(stack.template, where);
  const definition = () =>
    JSON.parse(
      String(deployed().ofType('AWS::StepFunctions::StateMachine')[0]!.properties['DefinitionString']),
    ) as Definition;

  test('every one in turn', async () => {
    for (const { name } of tasksOf(definition())) {
      const { publications } = await run({ failing: name });
      expect([name, publications.length]).toEqual([name, 1]);
    }
  }, 300_000);
});

test('S3 and KMS records of one denial give one message in either order, together or apart', async () => {
  const { s3, kms } = story.events;
  for (const events of [
    [s3, kms],
    [kms, s3],
  ])
    expect((await run({ events })).publications).toHaveLength(1);
}, 60_000);

test('with the largest policies that AWS allows no state holds more than 200 KB', async () => {
  const { executions, publications } = await run({ story: withLargestPolicies(story) });
  const sizes = executions.flatMap(({ runs }) => runs.map((state) => Math.max(size(state.input), size(state.output))));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(largestState);
  expect(size(executions[0]?.input)).toBeLessThanOrEqual(32 * 1024);
  expect(publications).toHaveLength(1);
}, 60_000);

test('planted secrets occur in no state, log, message or object', async () => {
  const events = [story.events.s3, story.events.kms].map(plantSecrets);
  const { executions, logs, publications, objects } = await run({ events });
  expect(publications).toHaveLength(1);
  const left = JSON.stringify([executions, logs, publications, [...objects]]);
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
}, 60_000);
