/**
 * An AWS account on 127.0.0.1: it answers reads from a recording, serves what the stack itself uses, and refuses
 * whatever the role of the calling function does not allow.
 */
import type { IncomingMessage } from 'node:http';
import type { Dynamo } from '../../test/setup/dynalite';
import { askedBy } from './actions';
import { accessDenied, errorAnswer, type AwsError } from './answers';
import { companions, leadingKeys } from './companions';
import { openTable, type EmbeddedTable } from './dynamodb';
import { openEndpoint, type Endpoint } from './endpoint';
import { bodyOf, type Reply } from './http';
import { asAnswer, type RecordedAnswers } from './recorded';
import { roleAllows, rolesOf, type DeployedRole } from './roles';
import { answerOwn, type Belongings } from './services';
import type { DeployedTemplate, Deployment } from './template';
import { readRequest, type AwsRequest } from './wire';

export interface EmbeddedAccountOptions extends Deployment {
  readonly template: DeployedTemplate;
  readonly answers: RecordedAnswers;
  /** Accounts in which any role may be assumed; what such a session may read is what the recording holds. */
  readonly otherAccounts: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** Where the table of the stack is made; default: a server of its own. */
  readonly dynamo?: Dynamo;
  /** Where functions find this account; default: an address of its own. */
  readonly endpoint?: Endpoint;
  /** The time in this account, in milliseconds; default: that of the machine. */
  readonly now?: () => number;
}

export type Outcome = 'answered' | 'refused' | 'not-recorded' | 'unreadable';

/** One request that a function sent. */
export interface Served {
  /** The role's name. */
  readonly by: string;
  readonly service: string;
  readonly operation: string;
  readonly action: string;
  readonly resource: string;
  readonly outcome: Outcome;
}

export interface EmbeddedAccount extends Belongings {
  readonly served: readonly Served[];
  readonly now: () => number;
  /** Credentials, Region and endpoints, as the Lambda service would put them into a function's environment. */
  readonly environmentOf: (roleArn: string, functionName: string) => Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export async function openAccount(options: EmbeddedAccountOptions): Promise<EmbeddedAccount> {
  const [named] = options.template.ofType('AWS::DynamoDB::Table');
  const table = named === undefined ? undefined : await openTable(named.ref, options.dynamo);
  const endpoint = options.endpoint ?? (await openEndpoint());
  const later = endpoint.serve((message) => account.serve(message));
  const clock = options.now ?? Date.now;
  const account = new Account({ ...options, now: () => clock() + later }, table, endpoint);
  return {
    ...account.belongings,
    served: account.served,
    now: () => clock() + later,
    environmentOf: (roleArn, functionName) => account.environmentOf(roleArn, functionName),
    close: async () => {
      if (options.endpoint === undefined) await endpoint.close();
      await table?.close();
    },
  };
}

interface Session {
  readonly account: string;
  readonly arn: string;
  /** Absent: a role of another account. */
  readonly role?: DeployedRole;
}

class Account {
  readonly served: Served[] = [];
  readonly belongings: Belongings = { objects: new Map(), publications: [], executions: [] };
  private readonly sessions = new Map<string, Session>();
  private readonly roles: readonly DeployedRole[];
  private readonly buckets: ReadonlySet<string>;

  constructor(
    private readonly options: EmbeddedAccountOptions & { readonly now: () => number },
    private readonly table: EmbeddedTable | undefined,
    private readonly endpoint: Endpoint,
  ) {
    this.roles = rolesOf(options.template);
    this.buckets = new Set(options.template.ofType('AWS::S3::Bucket').map(({ ref }) => ref));
  }

  environmentOf(roleArn: string, functionName: string): Readonly<Record<string, string>> {
    const role = this.roles.find(({ arn }) => arn === roleArn);
    if (role === undefined) throw new Error(`the template has no role \`${roleArn}\``);
    const arn = `arn:aws:sts::${this.options.account}:assumed-role/${role.name}/${functionName}`;
    return {
      AWS_REGION: this.options.region,
      AWS_DEFAULT_REGION: this.options.region,
      AWS_ACCESS_KEY_ID: this.enter({ account: this.options.account, arn, role }),
      AWS_SECRET_ACCESS_KEY: 'embedded',
      AWS_SESSION_TOKEN: 'embedded',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      CULPRIT_PACED: 'off',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.endpoint.port}`,
      // S3 Control puts the account before the host, which an address does not bear.
      AWS_ENDPOINT_URL_S3_CONTROL: `http://localhost:${this.endpoint.port}`,
    };
  }

  async serve(message: IncomingMessage): Promise<Reply> {
    const { method = '', url = '', headers } = message;
    const request = readRequest({ method, url, headers, body: await bodyOf(message) });
    const session = this.sessions.get(request.accessKeyId);
    if (session === undefined) {
      const text = 'The security token included in the request is invalid.';
      return errorAnswer(request, { code: 'InvalidClientTokenId', message: text, status: 403 });
    }
    const refusal = this.refusal(request, session);
    if (refusal !== undefined) return this.told(request, session, 'refused', errorAnswer(request, refusal));
    if (request.service === 'dynamodb' && this.table !== undefined) {
      return this.told(request, session, 'answered', await this.table.answer(request));
    }
    const own = answerOwn(request, {
      buckets: this.buckets,
      secrets: this.options.secrets ?? {},
      belongings: this.belongings,
      caller: session,
      now: this.options.now,
      assumeRole: (roleArn, name) => this.assume(roleArn, name),
      mayList: (bucket) => this.may(session, { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` }, request),
    });
    if (own !== undefined) {
      const failed = 'code' in own;
      return this.told(request, session, failed ? 'unreadable' : 'answered', failed ? errorAnswer(request, own) : own);
    }
    return this.fromRecording(request, session);
  }

  private fromRecording(request: AwsRequest, session: Session) {
    const response = this.options.answers(request, session.account);
    if (response === undefined) {
      const message = `the recording does not hold ${request.operation}`;
      const answer = errorAnswer(request, { code: 'NotRecorded', message, status: 400 });
      return this.told(request, session, 'not-recorded', answer);
    }
    if ('failure' in response) return this.told(request, session, 'unreadable', response.failure);
    return this.told(request, session, response.status < 400 ? 'answered' : 'unreadable', asAnswer(response));
  }

  /** Sessions of other accounts are judged there; the recording shows how. */
  private refusal(request: AwsRequest, session: Session): AwsError | undefined {
    // Everybody may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    if (request.operation === 'GetCallerIdentity') return undefined;
    const asked = askedBy(request, session.account);
    const missing = [asked, ...companions(request, this.options.template)].find(
      (needed) => !this.may(session, needed, request),
    );
    if (missing === undefined) return undefined;
    const on = missing.resource === '*' ? '' : ` on resource: ${missing.resource}`;
    const text = `User: ${session.arn} is not authorized to perform: ${missing.action}${on} because no identity-based policy allows the ${missing.action} action`;
    return accessDenied(request, text);
  }

  private may({ role }: Session, asked: { action: string; resource: string }, request: AwsRequest): boolean {
    if (role === undefined) return true;
    const context = {
      'aws:ResourceAccount': this.options.account,
      'aws:RequestedRegion': request.region,
      ...leadingKeys(request),
      'kms:CallerAccount': this.options.account,
      'kms:ViaService': `${request.service}.${request.region}.amazonaws.com`,
    };
    return roleAllows(role, asked, context);
  }

  private assume(roleArn: string, sessionName: string) {
    const [, , , , account = '', resource = ''] = roleArn.split(':');
    if (!this.options.otherAccounts.includes(account)) return undefined;
    const name = resource.split('/').at(-1) ?? '';
    const arn = `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`;
    return { arn, accessKeyId: this.enter({ account, arn }) };
  }

  /** Who was here keeps the key. */
  private enter(session: Session): string {
    const key = this.endpoint.keyOf(session.arn);
    this.sessions.set(key, session);
    return key;
  }

  private told<T>(request: AwsRequest, session: Session, outcome: Outcome, answer: T): T {
    const by = session.role?.name ?? session.arn;
    const { service, operation } = request;
    this.served.push({ by, service, operation, outcome, ...askedBy(request, session.account) });
    return answer;
  }
}
