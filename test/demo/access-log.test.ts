import { openAccount, type EmbeddedAccount } from '../../demo/cloud/account';
import { recordedAnswers, type RecordedAnswers } from '../../demo/cloud/recorded';
import { coldLambdas } from '../../demo/cloud/cold-lambdas';
import { findFunction, invokeIn, readStack, type DeployedStack } from '../../demo/cloud/stack';
import { deployTemplate, type DeployedTemplate } from '../../demo/cloud/template';
import { runWorkflow } from '../../demo/cloud/workflow';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { synthesize } from '../../demo/synthesize';
import { openDynamo, type Dynamo } from '../setup/dynalite';
import { temporaryFolder } from '../setup/temporary-folder';

const { path: folder } = temporaryFolder();
const where = { account: cast.account, region: cast.region };
const logs = { 'culprit:accessLogBucket': 'my-logs', 'culprit:accessLogPrefix': 'access/' };
const line = `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be ${cast.bucket} [24/Nov/2026:08:12:00 +0000] 203.0.113.10 - 3E57427F3EXAMPLE REST.GET.OBJECT ${cast.deniedObject} "GET /${cast.deniedObject} HTTP/1.1" 403 SignatureDoesNotMatch 1043 - 12 - "-" "aws-cli/2.36.17" - s9lzHYrFp76ZVxRcpX9+5cjA= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader ${cast.bucket}.s3.amazonaws.com TLSv1.3 - - -`;

const lineTime = '2026-11-24T08:12:00Z';

let template: DeployedTemplate;
let stack: DeployedStack;
let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await openDynamo();
  const made = await synthesize(folder, where, { ...deploymentContext, ...logs });
  template = deployTemplate(made.template, where);
  stack = readStack(template, made.assets, made.folder);
});

afterAll(() => dynamo.close());

let aws: EmbeddedAccount;
beforeEach(async () => {
  const recorded = recordedAnswers(story.recording);
  const answers: RecordedAnswers = (request, account) =>
    request.operation === 'GetObject' && request.input['Bucket'] === 'my-logs'
      ? { status: 200, headers: { 'content-type': 'text/plain' }, body: `${line}\n`.repeat(50) }
      : recorded(request, account);
  const otherAccounts = [...new Set(story.recording.calls.map(({ account }) => account))];
  aws = await openAccount({ ...where, template, answers, otherAccounts, dynamo });
});
afterEach(() => aws.close());

const invoke = (name: string, event: unknown) => invokeIn(aws, coldLambdas, findFunction(stack.functions, name), event);
const created = (key: string) => ({
  source: 'aws.s3',
  account: cast.account,
  detail: { bucket: { name: 'my-logs' }, object: { key } },
});
const queued = (body: object) => ({ Records: [{ messageId: 'm', body: JSON.stringify(body) }] });
const needed = ['resolve', 'credentials-and-signature', 'conclude', 'incident', 'report'];
const refused = () => aws.served.filter(({ outcome }) => outcome === 'refused');

test('a line about a failed signature becomes a report, by the deployed bundles and roles', async () => {
  const { output } = await invoke('Culprit-access-log', queued(created('access/2026-11-24-09-00-00-0123')));
  expect([output, refused()]).toEqual([{ batchItemFailures: [] }, []]);
  expect(aws.executions).toHaveLength(1);
  const [{ name, input, stateMachineArn }] = aws.executions as [EmbeddedAccount['executions'][number]];
  const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const { error } = await runWorkflow(
    stack.definition,
    { name, arn, input: JSON.parse(input) as unknown },
    // What nobody read is unknown, and changes nothing here.
    async ({ state, functionArn, payload }) =>
      needed.includes(state) ? (await invoke(functionArn, payload)).output : { state },
  );
  expect([error, refused()]).toEqual([undefined, []]);
  expect(aws.publications).toHaveLength(1);
  expect(aws.publications[0]!.message).toContain('SignatureDoesNotMatch');
});

test('no other object of the log bucket can be read', async () => {
  const { environment, ...reader } = findFunction(stack.functions, 'Culprit-access-log');
  // As if somebody had changed the prefix, but not the role.
  const turned = { ...reader, environment: { ...environment, CULPRIT_LOG_PREFIX: 'data/' } };
  const { output } = await invokeIn(aws, coldLambdas, turned, queued(created('data/customers.csv')));
  expect(output).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
  expect(refused()).toMatchObject([{ action: 's3:GetObject', resource: 'arn:aws:s3:::my-logs/data/customers.csv' }]);
});

test('what CloudTrail told is known from the table, and dropped', async () => {
  const { detail } = story.events.s3;
  const told = { ...story.events.s3, detail: { ...detail, requestID: '3E57427F3EXAMPLE', eventTime: lineTime } };
  await invoke('Culprit-intake', queued(told));
  const started = aws.executions.length;
  const { output, log } = await invoke('Culprit-access-log', queued(created('access/2026-11-24-09-00-00-0123')));
  expect([output, refused()]).toEqual([{ batchItemFailures: [] }, []]);
  expect(log).toContain('"told-by-cloudtrail":50');
  expect(aws.executions).toHaveLength(started);
});
