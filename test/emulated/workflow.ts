/** Deploys the synthesized template to ministack: the records of one denial on its bus must give one message at its topic. */
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { deniedEvents, said, type CloudTrailEvent } from '../../demo/story/events';
import { seedStory } from '../../demo/story/seed';
import { buildBundles, synthesize } from '../../demo/synthesize';
import { startMinistack, type EmulatedAws, type Moto } from './servers';

/** What differs from the expectation, as sentences. */
export async function tryWorkflow(python: string, moto: Moto): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'culprit-workflow-'));
  await moto.reset(1);
  const seeded = await seedStory(moto.endpoint);
  const ministack = await startMinistack(python, cast.account, readsFrom(moto.endpoint));
  try {
    await buildBundles();
    const assembly = join(folder, 'cdk.out');
    await synthesize(assembly, { account: cast.account, region: cast.region }, deploymentContext);
    await enableRules(join(assembly, 'Culprit.template.json'));
    await cdk(['bootstrap', '--app', assembly], ministack, folder);
    await cdk(['deploy', '--app', assembly, '--require-approval', 'never'], ministack, folder);
    await copyBuckets(ministack, moto);
    const queue = await subscribedQueue(ministack);
    const { s3, kms } = deniedEvents(seeded, said.nothing());
    await putEvents(ministack, [s3, kms]);
    const problems = differences(await messagesAt(ministack, queue));
    return problems.length === 0 ? [] : [...problems, ministack.log().slice(-6000)];
  } finally {
    await ministack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** ministack knows the state ENABLED only, and lets rules in any other rest. */
async function enableRules(file: string): Promise<void> {
  const template = await readFile(file, 'utf8');
  await writeFile(file, template.replaceAll('"ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"', '"ENABLED"'));
}

/** ministack hands its own environment to the functions that it runs, and adds its own endpoint for everything else. */
function readsFrom(endpoint: string): Readonly<Record<string, string>> {
  const services = ['IAM', 'S3', 'S3_CONTROL', 'KMS', 'EC2', 'ORGANIZATIONS', 'STS', 'CLOUDTRAIL'];
  return Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint]));
}

const credentials = { accessKeyId: cast.account, secretAccessKey: 'test' };

function clientOf({ endpoint }: EmulatedAws) {
  return { endpoint, region: cast.region, credentials };
}

function cdk(words: readonly string[], { endpoint }: EmulatedAws, folder: string): Promise<void> {
  const root = join(__dirname, '..', '..');
  const child = spawn(join(root, 'node_modules', '.bin', 'cdk'), words, {
    // Where there is no cdk.json, nothing is built again.
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: cast.account,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: cast.region,
      CDK_HOME: join(folder, 'cdk-home'),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1',
      CI: 'true',
    },
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      const text = Buffer.concat(output).toString('utf8');
      if (code === 0) done();
      else failed(new Error(`cdk ${words[0]} ended with ${code}: ${text.slice(-2000)}`));
    });
  });
}

/** One server answers S3 to the functions: moto, so that it also needs the stack's own buckets. */
async function copyBuckets(ministack: EmulatedAws, moto: Moto): Promise<void> {
  const { Buckets: buckets = [] } = await new S3Client(clientOf(ministack)).send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of buckets) {
    const CreateBucketConfiguration = { LocationConstraint: cast.region } as const;
    await new S3Client(clientOf(moto)).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
}

/** A queue that gets what is published to the topic. */
async function subscribedQueue(ministack: EmulatedAws): Promise<string> {
  const name = 'messages';
  await json(ministack, 'sqs', 'AmazonSQS.CreateQueue', { QueueName: name });
  const sns = new SNSClient(clientOf(ministack));
  const { Topics: topics = [] } = await sns.send(new ListTopicsCommand({}));
  if (topics.length !== 1) throw new Error(`the stack has ${topics.length} topics`);
  const Endpoint = `arn:aws:sqs:${cast.region}:${cast.account}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn: topics[0]!.TopicArn, Protocol: 'sqs', Endpoint }));
  return name;
}

async function putEvents(ministack: EmulatedAws, events: readonly CloudTrailEvent[]): Promise<void> {
  await json(ministack, 'events', 'AWSEvents.PutEvents', {
    Entries: events.map((event) => ({
      Source: event['source'],
      DetailType: event['detail-type'],
      Detail: JSON.stringify(event.detail),
    })),
  });
}

/** All that came within a while after the first. */
async function messagesAt(ministack: EmulatedAws, queue: string): Promise<readonly string[]> {
  for (let turn = 0; turn < 120; turn += 1) {
    if ((await peek(ministack, queue)).length > 0) {
      await wait(5_000); // A second one must not follow.
      return peek(ministack, queue);
    }
    await wait(500);
  }
  return [];
}

async function peek({ endpoint }: EmulatedAws, queue: string): Promise<readonly string[]> {
  const answer = (await (await fetch(`${endpoint}/_ministack/sqs/messages`)).json()) as Peeked;
  const queues = Object.values(answer.messages).flatMap((regions) => Object.values(regions));
  return queues.flatMap((of) =>
    Object.entries(of).flatMap(([url, messages]) => (url.endsWith(`/${queue}`) ? messages.map(bodyOf) : [])),
  );
}
interface Peeked {
  /** Account → Region → queue → messages. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, readonly object[]>>>>>>;
}

function bodyOf(message: object): string {
  return JSON.stringify(message);
}

function differences(messages: readonly string[]): readonly string[] {
  if (messages.length !== 1) return [`${messages.length} messages came instead of one`];
  const missing = ['DenyKeysWithoutDataClass', cast.dataClassificationPolicyName].filter(
    (text) => !messages[0]!.includes(text),
  );
  return missing.map((text) => `the message does not name ${text}: ${messages[0]!.slice(0, 1500)}`);
}

/** A call of AWS's JSON protocol; ministack does not look at signatures. */
async function json({ endpoint }: EmulatedAws, service: string, target: string, input: object): Promise<void> {
  const scope = `${cast.account}/20261124/${cast.region}/${service}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
}
