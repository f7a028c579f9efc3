/** Culprit deployed to ministack: how a test puts it there, hands it events and reads its messages. */
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as cast from '../../demo/story/cast';
import type { CloudTrailEvent } from '../../demo/story/events';
import type { EmulatedAws } from './servers';
import { until } from './until';

/** An account of a server: its number is the access key id. */
export interface Tenant {
  readonly aws: EmulatedAws;
  readonly account: string;
}

/** `shims`: what the functions' Node loads first. */
export async function prepareTemplate(file: string, shims: readonly string[]): Promise<void> {
  const options = [sourceMaps, ...shims.map((shim) => `--require ${shim}`)].join(' ');
  await writeFile(file, enabled(await readFile(file, 'utf8')).replaceAll(sourceMaps, options));
}

const sourceMaps = '--enable-source-maps';

/** ministack knows the state ENABLED only, and lets rules in any other rest. */
export const enabled = (template: string): string =>
  template.replaceAll('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', 'ENABLED');

/** ministack hands its own environment to the functions that it runs, and adds its own endpoint for everything else. */
export function readsFrom(endpoint: string): Readonly<Record<string, string>> {
  const services = ['IAM', 'S3', 'S3_CONTROL', 'KMS', 'EC2', 'ORGANIZATIONS', 'STS', 'CLOUDTRAIL'];
  return Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint]));
}

export function clientOf({ aws: { endpoint }, account }: Tenant) {
  return { endpoint, region: cast.region, credentials: { accessKeyId: account, secretAccessKey: 'test' } };
}

export function cdk(words: readonly string[], { aws: { endpoint }, account }: Tenant, folder: string): Promise<void> {
  const root = join(__dirname, '..', '..');
  const child = spawn(join(root, 'node_modules', '.bin', 'cdk'), words, {
    // Where there is no cdk.json, nothing is built again.
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: account,
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
export async function copyBuckets(from: Tenant, to: Tenant): Promise<void> {
  const { Buckets: buckets = [] } = await new S3Client(clientOf(from)).send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of buckets) {
    const CreateBucketConfiguration = { LocationConstraint: cast.region } as const;
    await new S3Client(clientOf(to)).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  }
}

/** A queue that gets what is published to the topic. */
export async function subscribedQueue(tenant: Tenant): Promise<string> {
  const name = 'messages';
  await json(tenant, 'sqs', 'AmazonSQS.CreateQueue', { QueueName: name });
  const sns = new SNSClient(clientOf(tenant));
  const { Topics: topics = [] } = await sns.send(new ListTopicsCommand({}));
  if (topics.length !== 1) throw new Error(`the stack has ${topics.length} topics`);
  const Endpoint = `arn:aws:sqs:${cast.region}:${tenant.account}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn: topics[0]!.TopicArn, Protocol: 'sqs', Endpoint }));
  return name;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;

export async function putEvents(tenant: Tenant, events: readonly CloudTrailEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += mostEntries) {
    await json(tenant, 'events', 'AWSEvents.PutEvents', {
      Entries: events.slice(from, from + mostEntries).map((event) => ({
        Source: event['source'],
        DetailType: event['detail-type'],
        Detail: JSON.stringify(event.detail),
      })),
    });
  }
}

/** All that came within a while after the first that is looked for. Messages of alarms are none of them. */
export async function messagesAt(
  { aws }: Tenant,
  queue: string,
  { holding = '', seconds = 180 }: { readonly holding?: string; readonly seconds?: number } = {},
): Promise<readonly string[]> {
  const came = async () => (await peek(aws, queue)).filter((message) => !isOfAlarm(message));
  const found = await until(async () => (await came()).some((message) => message.includes(holding)), seconds);
  if (found) await wait(5_000); // A second one must not follow.
  return came();
}

export const alarmsAt = async ({ aws }: Tenant, queue: string): Promise<readonly string[]> =>
  (await peek(aws, queue)).filter(isOfAlarm);

const isOfAlarm = (message: string): boolean => message.includes('NewStateValue');

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

export function differences(messages: readonly string[]): readonly string[] {
  if (messages.length !== 1) return [`${messages.length} messages came instead of one`];
  const missing = ['DenyKeysWithoutDataClass', cast.dataClassificationPolicyName].filter(
    (text) => !messages[0]!.includes(text),
  );
  return missing.map((text) => `the message does not name ${text}: ${messages[0]!.slice(0, 1500)}`);
}

/** A call of AWS's JSON protocol; ministack does not look at signatures. */
async function json(
  { aws: { endpoint }, account }: Tenant,
  service: string,
  target: string,
  input: object,
): Promise<void> {
  const scope = `${account}/20261124/${cast.region}/${service}/aws4_request`;
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

/** A call of AWS's query protocol. */
export async function query(
  { aws: { endpoint }, account }: Tenant,
  service: string,
  input: Readonly<Record<string, string>>,
): Promise<void> {
  const scope = `${account}/20261124/${cast.region}/${service}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body: new URLSearchParams(input),
  });
  if (!answer.ok) throw new Error(`${input['Action']}: ${answer.status} ${await answer.text()}`);
}
