/** The services that the stack itself uses, as far as it uses them: its buckets, topic, secrets, roles and executions. */
import { escapeXml, jsonAnswer, queryAnswer, xmlAnswer, type Answer, type AwsError } from './answers';
import { textIn, type AwsRequest } from './wire';

export interface Publication {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}
export interface StartedExecution {
  readonly stateMachineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
}

/** What the stack left behind while it ran. */
export interface Belongings {
  /** `bucket/key` → body */
  readonly objects: Map<string, string>;
  readonly publications: Publication[];
  readonly executions: StartedExecution[];
}

export interface OwnServices {
  readonly buckets: ReadonlySet<string>;
  /** Name → value. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly belongings: Belongings;
  readonly caller: { readonly account: string; readonly arn: string };
  readonly now: () => number;
  /** Gives credentials of a role, or refuses. */
  readonly assumeRole: (roleArn: string, sessionName: string) => AssumedRole | undefined;
  /** May the caller list this bucket? Decides how a missing object looks. */
  readonly mayList: (bucket: string) => boolean;
}
export interface AssumedRole {
  readonly accessKeyId: string;
  readonly arn: string;
}

/** `undefined`: not one of these services; the recording must answer. */
export function answerOwn(request: AwsRequest, own: OwnServices): Answer | AwsError | undefined {
  switch (request.service) {
    case 's3':
      return own.buckets.has(textIn(request, 'Bucket') ?? '') ? answerS3(request, own) : undefined;
    case 'sns':
      return answerSns(request, own.belongings);
    case 'states':
      return answerStates(request, own);
    case 'secretsmanager':
      return answerSecrets(request, own.secrets);
    case 'sts':
      return answerSts(request, own);
    default:
      return undefined;
  }
}

function answerS3(request: AwsRequest, own: OwnServices): Answer | AwsError {
  const { operation, http } = request;
  const [bucket, key] = [textIn(request, 'Bucket') ?? '', textIn(request, 'Key') ?? ''];
  const { objects } = own.belongings;
  switch (operation) {
    case 'PutObject':
      if (http.headers['if-none-match'] === '*' && objects.has(`${bucket}/${key}`)) {
        return { code: 'PreconditionFailed', message: 'At least one of the pre-conditions failed', status: 412 };
      }
      objects.set(`${bucket}/${key}`, http.body);
      return { status: 200, headers: { etag: '"0"' }, body: '' };
    case 'GetObject': {
      const body = objects.get(`${bucket}/${key}`);
      if (body !== undefined) return part(body, http.headers['range']?.toString());
      // Who may not list a bucket is not told that an object is missing.
      if (own.mayList(bucket)) return { code: 'NoSuchKey', message: 'The specified key does not exist.', status: 404 };
      return { code: 'AccessDenied', message: 'Access Denied', status: 403 };
    }
    case 'DeleteObject':
      objects.delete(`${bucket}/${key}`);
      return { status: 204, headers: {}, body: '' };
    case 'ListObjectsV2':
      return listing(bucket, textIn(request, 'prefix') ?? '', objects);
    default:
      return { code: 'NotImplemented', message: `the embedded account has no ${operation}`, status: 501 };
  }
}

/** `bytes=0-99` */
function part(body: string, range: string | undefined): Answer {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const headers = { 'content-type': 'application/json' };
  if (from === undefined || to === undefined) return { status: 200, headers, body };
  const bytes = Buffer.from(body).subarray(Number(from), Number(to) + 1);
  return { status: 206, headers, body: bytes.toString('utf8') };
}

function listing(bucket: string, prefix: string, objects: ReadonlyMap<string, string>): Answer {
  const keys = [...objects.keys()].map((path) => path.slice(bucket.length + 1)).filter((key) => key.startsWith(prefix));
  const contents = keys.map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`).join('');
  return xmlAnswer(
    `<ListBucketResult><Name>${bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${keys.length}</KeyCount>` +
      `<IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`,
  );
}

function answerSns(request: AwsRequest, { publications }: Belongings): Answer {
  const [topicArn = '', subject = '', message = ''] = ['TopicArn', 'Subject', 'Message'].map((name) =>
    textIn(request, name),
  );
  publications.push({ topicArn, subject, message });
  const id = `00000000-0000-4000-8000-${String(publications.length).padStart(12, '0')}`;
  return queryAnswer(request, `<MessageId>${id}</MessageId>`);
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
function answerStates(request: AwsRequest, { belongings: { executions }, now }: OwnServices): Answer | AwsError {
  if (request.operation !== 'StartExecution') {
    return {
      code: 'UnknownOperationException',
      message: `the embedded account has no ${request.operation}`,
      status: 400,
    };
  }
  const started = {
    stateMachineArn: withoutAlias(textIn(request, 'stateMachineArn') ?? ''),
    name: textIn(request, 'name') ?? '',
    input: textIn(request, 'input') ?? '',
  };
  const same = executions.find(({ name }) => name === started.name);
  if (same === undefined) executions.push(started);
  else if (same.input !== started.input) {
    return { code: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${started.name}'`, status: 400 };
  }
  const executionArn = `${started.stateMachineArn.replace(':stateMachine:', ':execution:')}:${started.name}`;
  return jsonAnswer({ executionArn, startDate: now() / 1000 });
}

/** Executions are of the machine, by whichever of its aliases they are started. */
const withoutAlias = (machine: string): string => machine.split(':').slice(0, 7).join(':');

function answerSecrets(request: AwsRequest, secrets: Readonly<Record<string, string>>): Answer | AwsError {
  const id = textIn(request, 'SecretId') ?? '';
  const name = Object.keys(secrets).find((known) => id === known || id.includes(`:secret:${known}`));
  if (name === undefined) {
    const message = "Secrets Manager can't find the specified secret.";
    return { code: 'ResourceNotFoundException', message, status: 400 };
  }
  return jsonAnswer({ Name: name, SecretString: secrets[name] });
}

function answerSts(request: AwsRequest, own: OwnServices): Answer | AwsError | undefined {
  if (request.operation === 'GetCallerIdentity') {
    const { account, arn } = own.caller;
    return queryAnswer(
      request,
      `<Arn>${arn}</Arn><UserId>AROAEMBEDDED00000001:session</UserId><Account>${account}</Account>`,
    );
  }
  if (request.operation !== 'AssumeRole') return undefined;
  const roleArn = textIn(request, 'RoleArn') ?? '';
  const assumed = own.assumeRole(roleArn, textIn(request, 'RoleSessionName') ?? '');
  if (assumed === undefined) {
    const message = `User is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    return { code: 'AccessDenied', message, status: 403 };
  }
  return queryAnswer(
    request,
    `<AssumedRoleUser><AssumedRoleId>AROAEMBEDDED00000001:session</AssumedRoleId><Arn>${assumed.arn}</Arn></AssumedRoleUser>` +
      `<Credentials><AccessKeyId>${assumed.accessKeyId}</AccessKeyId><SecretAccessKey>embedded</SecretAccessKey>` +
      `<SessionToken>embedded</SessionToken><Expiration>${new Date(own.now() + 3600_000).toISOString()}</Expiration></Credentials>`,
  );
}
