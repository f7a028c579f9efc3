/** The calls that deliver. The only file here that loads the AWS SDK: a bundle holds the clients of the calls it uses. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { defined } from '../defined';

// Seconds are enough for calls within a Region, and a Lambda must have time left to say that one failed. Without
// throwOnRequestTimeout the SDK only warns.
const requestHandler = { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true };
const config = { maxAttempts: 3, requestHandler };

const s3 = /* @__PURE__ */ lazy(() => new S3Client(config));
const secrets = /* @__PURE__ */ lazy(() => new SecretsManagerClient(config));
const stepFunctions = /* @__PURE__ */ lazy(() => new SFNClient(config));
/** What the outbox sends once: it decides itself what is sent again, and when. */
const once = { ...config, maxAttempts: 1, requestHandler: { ...config.requestHandler, throwOnRequestTimeout: true } };
const sns = /* @__PURE__ */ lazy(() => new SNSClient(once));
const eventBridge = /* @__PURE__ */ lazy(() => new EventBridgeClient(once));

export async function publish(topicArn: string, subject: string, message: string): Promise<string | undefined> {
  const answer = await sns().send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message }));
  return answer.MessageId;
}

/** An entry that EventBridge did not take has an `errorCode`. */
export async function putEvent(
  bus: string,
  source: string,
  detailType: string,
  detail: string,
): Promise<{ readonly eventId?: string; readonly errorCode?: string }> {
  const entry = { EventBusName: bus, Source: source, DetailType: detailType, Detail: detail };
  const { Entries: [answer] = [] } = await eventBridge().send(new PutEventsCommand({ Entries: [entry] }));
  return defined({ eventId: answer?.EventId, errorCode: answer?.ErrorCode });
}

export async function getSecretValue(secretId: string): Promise<string | undefined> {
  const answer = await secrets().send(new GetSecretValueCommand({ SecretId: secretId }));
  return answer.SecretString;
}

export async function putObject(
  bucket: string,
  key: string,
  body: string,
  contentType: 'application/json' | 'text/html' = 'application/json',
): Promise<void> {
  const contents = { Body: body, ContentType: `${contentType}; charset=utf-8` };
  await s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, ...contents }));
}

/** Fails with `PreconditionFailed` when there is such an object already. */
export async function putNewObject(bucket: string, key: string, body: string): Promise<void> {
  const contents = { Body: body, ContentType: 'application/json; charset=utf-8' };
  await s3().send(new PutObjectCommand({ Bucket: bucket, Key: key, ...contents, IfNoneMatch: '*' }));
}

export async function getObject(bucket: string, key: string): Promise<string | undefined> {
  const answer = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return answer.Body?.transformToString('utf-8');
}

/** Bytes of an object, the last one included. */
export async function getPart(bucket: string, key: string, from: number, to: number): Promise<string> {
  const answer = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${from}-${to}` }));
  return (await answer.Body?.transformToString('utf-8')) ?? '';
}

/** The content piece by piece; whoever stops reading ends the transfer. */
export async function openObject(bucket: string, key: string): Promise<AsyncIterable<Uint8Array>> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  // In Node.js it is a stream; the SDK's type names those of browsers as well.
  return Body === undefined ? nothing() : (Body as unknown as AsyncIterable<Uint8Array>);
}

export async function startExecution(stateMachineArn: string, name: string, input: string): Promise<void> {
  await stepFunctions().send(new StartExecutionCommand({ stateMachineArn, name, input }));
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** One client for the life of the process, made when it is first used. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
