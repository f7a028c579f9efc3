/** The described accounts behind a port of this machine: what the SDK sends is read off the wire, and answered as AWS would. */
import { gzipSync } from 'node:zlib';
import { readRequest } from '../../demo/cloud/wire';
import type { WireAnswer, WireCall } from '../../src/evidence/place';
import { localServer, type LocalServer, type Received, type Reply } from '../setup/server';
import type { AwsAccounts } from './description';
import { ownAccountOf } from './services/sts';
import { answerIn } from './wire';

export interface Served extends LocalServer {
  /** `cloudtrail LookupEvents`, in the order in which they came. */
  readonly calls: readonly string[];
}

/** `instead`: an answer of its own to some calls; `undefined`: the described one. */
export async function serveAccounts(
  awsAccounts: () => AwsAccounts,
  instead: (call: WireCall, times: number) => WireAnswer | undefined = () => undefined,
): Promise<Served> {
  const calls: string[] = [];
  const server = await localServer((request) => {
    const call = callOf(request, awsAccounts());
    const name = `${call.service} ${call.operation}`;
    calls.push(name);
    const times = calls.filter((one) => one === name).length;
    return replyTo(call, instead(call, times) ?? answerIn(awsAccounts(), call));
  });
  return { ...server, calls };
}

function callOf(received: Received, awsAccounts: AwsAccounts): WireCall {
  const { method, path, headers, body } = received;
  const request = { method, path, query: '', body };
  const account = ownAccountOf(awsAccounts);
  const [prefix = '', named = ''] = headers['x-amz-target']?.toString().split('.') ?? [];
  const [, region = '', signedFor] = /\/\d{8}\/([^/]+)\/([^/]+)\//.exec(headers['authorization'] ?? '') ?? [];
  const spoken = servicesByTarget[prefix];
  if (spoken !== undefined) return { account, region, service: spoken, operation: named, input: jsonIn(body), request };
  if (signedFor === 'lambda') return { account, region, service: 'lambda', ...lambdaCall(path, body), request };
  const { service, region: signed, operation, input } = readRequest({ method, url: path, headers, body });
  return {
    account,
    region: signed,
    service,
    operation,
    input: { ...inputOf(service, input, awsAccounts), ...expected(headers) },
    request,
  };
}

/** Services of JSON that nothing but the command line and the doctor ask. */
const servicesByTarget: Readonly<Record<string, string>> = {
  AmazonAthena: 'athena',
  AWSEvents: 'eventbridge',
  AmazonSQS: 'sqs',
  GraniteServiceVersion20100801: 'cloudwatch',
};

const jsonIn = (body: string) => JSON.parse(body === '' ? '{}' : body) as Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
function lambdaCall(path: string, body: string): Pick<WireCall, 'operation' | 'input'> {
  const [, , kind, name = '', what] = path.split('/');
  if (kind === 'event-source-mappings') return { operation: 'GetEventSourceMapping', input: { UUID: name } };
  return what === 'configuration'
    ? { operation: 'GetFunctionConfiguration', input: { FunctionName: name } }
    : { operation: 'Invoke', input: { FunctionName: name, Payload: body } };
}

const expected = (headers: Received['headers']) => {
  const owner = headers['x-amz-expected-bucket-owner'];
  return owner === undefined ? {} : { ExpectedBucketOwner: owner };
};

/** By the names of the API: S3 has its own on the wire, and times are seconds there. */
function inputOf(
  service: string,
  input: Readonly<Record<string, unknown>>,
  { accounts }: AwsAccounts,
): WireCall['input'] {
  if (service === 'cloudtrail')
    return Object.fromEntries(
      Object.entries(input).map(([name, value]) => [
        name,
        name.endsWith('Time') ? new Date(Number(value) * 1_000) : value,
      ]),
    );
  if (service === 'iam' || service === 'ec2') return withLists(input);
  if (service !== 's3') return input;
  const named = Object.entries(input).map(([name, value]) => [namesOfS3[name] ?? name, value] as const);
  const owner = Object.entries(accounts).find(([, { buckets = {} }]) =>
    Object.hasOwn(buckets, String(input['Bucket'])),
  );
  // Who does not say whose bucket it expects takes any.
  return { ExpectedBucketOwner: owner?.[0], ...Object.fromEntries(named) };
}

/** `ActionNames.member.1`: a list in a query. */
function withLists(input: Readonly<Record<string, unknown>>): WireCall['input'] {
  const lists = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(input)) {
    const list = /^(\w+?)(?:\.member)?\.\d+$/.exec(name)?.[1];
    if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), value]);
  }
  return { ...input, ...Object.fromEntries(lists) };
}

const namesOfS3: Readonly<Record<string, string>> = {
  prefix: 'Prefix',
  delimiter: 'Delimiter',
  'start-after': 'StartAfter',
  'continuation-token': 'ContinuationToken',
};

/** Log files lie gzipped. */
function replyTo({ operation, input }: WireCall, { status, headers, body }: WireAnswer): Reply {
  const isPacked = operation === 'GetObject' && String(input['Key']).endsWith('.gz') && status === 200;
  return { status, headers, body: isPacked ? gzipSync(body) : body };
}
