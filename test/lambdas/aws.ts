import { openDynamo } from '../setup/dynalite';
import { localServer, type LocalServer, type Received, type Reply } from '../setup/server';

/** As much of AWS as the functions themselves use, over HTTP on this machine: one bucket, executions, a topic, a secret. */
export interface Aws {
  /** key → body */
  readonly objects: Map<string, string>;
  /** The same of the bucket of access logs. */
  readonly logs: Map<string, string>;
  readonly executions: { readonly name: string; readonly input: string }[];
  readonly messages: string[];
  /** Answers before everything else where it does not return `undefined`. */
  intercept: (request: Received) => Reply | undefined;
  readonly received: readonly Received[];
  /** As at the beginning; clients keep the address that they first saw. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** As the stack sets it. */
export const tellingOf = (channels: readonly string[], more: object = {}): string =>
  JSON.stringify({ channels: channels.map(settingOf), ceiling: 20, digestHour: 8, silences: [], ...more });
const settingOf = (id: string) =>
  id === 'sns'
    ? { is: 'sns', id, topicArn: `arn:aws:sns:us-east-1:${account}:reports` }
    : { is: 'slack', id, secretId: `culprit/${id}` };

export const account = '111122223333';
const bucket = 'evidence';
export const logBucket = 'access-logs';

/** Starts it and points the SDK and the functions' environment to it. */
export async function openAws(): Promise<Aws> {
  const before = { ...process.env };
  const objects = new Map<string, string>();
  const logs = new Map<string, string>();
  const executions: { name: string; input: string }[] = [];
  const messages: string[] = [];
  const dynamo = await openDynamo();
  let tables = 0;
  const server: LocalServer = await localServer((request) => aws.intercept(request) ?? answer(request));
  const aws: Aws = {
    objects,
    logs,
    executions,
    messages,
    intercept: () => undefined,
    received: server.received,
    reset: async () => {
      process.env['CULPRIT_TELLING'] = tellingOf(['sns']);
      process.env['CULPRIT_TABLE'] = `table-${(tables += 1)}`;
      await dynamo.addTable(process.env['CULPRIT_TABLE']);
      objects.clear();
      logs.clear();
      executions.length = 0;
      messages.length = 0;
      aws.intercept = () => undefined;
      for (const name of ['CULPRIT_BUCKETS']) delete process.env[name];
    },
    close: async () => {
      process.env = before;
      await server.close();
      await dynamo.close();
    },
  };
  Object.assign(process.env, {
    CULPRIT_PACED: 'off',
    AWS_ENDPOINT_URL: server.origin,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.origin,
    CULPRIT_TABLE: dynamo.table,
    CULPRIT_MONTHLY_DOLLARS: '20',
    CULPRIT_INVESTIGATION_PRICE: '1300',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    CULPRIT_ACCOUNT: account,
    CULPRIT_EVIDENCE_BUCKET: bucket,
    CULPRIT_STATE_MACHINE: `arn:aws:states:us-east-1:${account}:stateMachine:Culprit`,
    CULPRIT_OWN_ROLES: `arn:aws:iam::${account}:role/culprit/`,
    CULPRIT_TELLING: tellingOf(['sns']),
  });
  return aws;

  function answer(request: Received): Reply {
    const target = request.headers['x-amz-target'];
    if (target === 'AWSStepFunctions.StartExecution') return start(request);
    if (target === 'secretsmanager.GetSecretValue') {
      return json({ SecretString: 'https://hooks.slack.com/services/T0/B0/secret' });
    }
    if (request.body.includes('Action=Publish')) {
      messages.push(new URLSearchParams(request.body).get('Message') ?? '');
      return xml('<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>');
    }
    if (request.method === 'GET' && request.path.includes('list-type=2')) return listing(request.path);
    if (request.path.startsWith(`/${bucket}/`)) return ownBucket(request);
    if (request.path.startsWith(`/${logBucket}/`)) return log(request.path);
    return xml('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', 403);
  }

  function ownBucket({ method, path, body, headers }: Received): Reply {
    const key = path.slice(bucket.length + 2).split('?')[0]!;
    if (method === 'GET') {
      const found = objects.get(key);
      return found === undefined ? xml('<Error><Code>NoSuchKey</Code></Error>', 404) : part(found, headers['range']);
    }
    if (headers['if-none-match'] === '*' && objects.has(key)) {
      return xml('<Error><Code>PreconditionFailed</Code></Error>', 412);
    }
    objects.set(key, body);
    return {};
  }

  function part(found: string, range: string | undefined): Reply {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (from === undefined) return { body: found };
    return {
      status: 206,
      body: Buffer.from(found)
        .subarray(Number(from), Number(to) + 1)
        .toString('utf8'),
    };
  }

  function listing(path: string): Reply {
    const query = new URLSearchParams(path.split('?')[1]);
    const found = [...objects.keys()].toSorted().filter((key) => key.startsWith(query.get('prefix') ?? ''));
    const first = found.slice(0, Number(query.get('max-keys') ?? 1000));
    const contents = first.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return xml(`<ListBucketResult><Name>${bucket}</Name>${contents}</ListBucketResult>`);
  }

  function log(path: string): Reply {
    const found = logs.get(decodeURIComponent(path.slice(logBucket.length + 2).split('?')[0]!));
    return found === undefined ? xml('<Error><Code>AccessDenied</Code></Error>', 403) : { body: found };
  }

  function start({ body }: Received): Reply {
    const { name, input } = JSON.parse(body) as { readonly name: string; readonly input: string };
    const same = executions.find((execution) => execution.name === name);
    if (same !== undefined && same.input !== input) return json({ __type: 'ExecutionAlreadyExists' }, 400);
    if (same === undefined) executions.push({ name, input });
    return json({ executionArn: `arn:aws:states:us-east-1:${account}:execution:Culprit:${name}`, startDate: 1 });
  }
}

export const xml = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body,
});
export const json = (body: object, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
