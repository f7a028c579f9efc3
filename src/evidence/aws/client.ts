/**
 * Makes clients cheaply: one per service, account and Region, with a tap on the wire. `calls/` has one function per call,
 * so that a bundle holds the clients of the calls it makes and no others; only its files load the SDK for reading.
 */
import { defined } from '../../defined';
import { CallFailed } from './failures';
import type { ClientSettings, Credentials, Place, WireAnswer, WireCall } from '../place';

/** The configuration that every client gets. The product never sets an endpoint: the SDK reads AWS_ENDPOINT_URL itself. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials?: () => Promise<Credentials>;
  readonly maxAttempts: number;
  readonly retryMode: 'standard' | 'adaptive';
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  /** The second signs for directory buckets. */
  readonly signer?: { readonly sign: Sign; readonly signWithCredentials: Sign };
}

type Sign = <R>(request: R) => Promise<R>;
const unchanged: Sign = (request) => Promise.resolve(request);
/** Signing takes a fifth of a replay. */
const unsigned = { sign: unchanged, signWithCredentials: unchanged };

/** `adaptive` slows down by itself where AWS throttles the whole account early: IAM, Organizations, CloudTrail. */
export function clientFor<C extends object>(
  service: string,
  make: (config: ClientConfig) => C,
  retryMode: ClientConfig['retryMode'] = 'standard',
): (place: Place) => C {
  const made = new WeakMap<ClientSettings, C>();
  return ({ client: settings }) => {
    const known = made.get(settings);
    if (known !== undefined) return known;
    const client = tapped(make(configOf(settings, retryMode)), service, settings);
    made.set(settings, client);
    return client;
  };
}

/** Names the IAM action that a call needs in whatever it throws. */
export async function call<T>(permission: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    // Assuming the role that should have signed the call may have failed before.
    throw error instanceof CallFailed ? error : new CallFailed(permission, error);
  }
}

function configOf(settings: ClientSettings, retryMode: ClientConfig['retryMode']): ClientConfig {
  const { region, credentials, maxAttempts, timeoutMs, sends } = settings;
  return {
    region,
    ...defined({ credentials, signer: sends ? undefined : unsigned }),
    maxAttempts,
    retryMode: maxAttempts === 1 ? 'standard' : retryMode,
    // Without throwOnRequestTimeout the SDK only warns.
    requestHandler: {
      connectionTimeout: Math.min(timeoutMs, 2_000),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  };
}

interface Stack {
  readonly middlewareStack: { readonly add: (middleware: never, options: never) => void };
}

function tapped<C extends object>(client: C, service: string, settings: ClientSettings): C {
  const { wire, account, region } = settings;
  if (wire === undefined) return client;
  const middleware = (next: Next, { commandName }: { readonly commandName: string }): Next => {
    return async (asked) => {
      const call = wireCall(account, region, service, commandName.replace(/Command$/, ''), asked);
      const answer = await wire(call, async () => readAnswer(await next(asked)));
      return { response: responseOf(answer) };
    };
  };
  // The types of a client's middleware name all of its operations; here they are all the same.
  (client as unknown as Stack).middlewareStack.add(
    middleware as never,
    { step: 'deserialize', priority: 'low', name: 'wire' } as never,
  );
  return client;
}

interface Asked {
  readonly input: Readonly<Record<string, unknown>>;
  readonly request: HttpRequest;
}
interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: unknown;
}
interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Next = (asked: Asked) => Promise<{ readonly response: HttpResponse }>;

function wireCall(account: string, region: string, service: string, operation: string, asked: Asked): WireCall {
  const { input, request } = asked;
  const { method, query, body } = request;
  return {
    account,
    region,
    service,
    operation,
    input,
    request: {
      method,
      path: pathStyle(service, request.path, input['Bucket']),
      query: queryOf(query),
      body: bodyOf(body),
    },
  };
}

/** On real endpoints the bucket stands in the host's name; one form makes calls comparable. */
function pathStyle(service: string, path: string, bucket: unknown): string {
  if (service !== 's3' || typeof bucket !== 'string') return path;
  return path === `/${bucket}` || path.startsWith(`/${bucket}/`) ? path : `/${bucket}${path}`;
}

function queryOf(query: HttpRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

function bodyOf(body: unknown): string | null {
  if (typeof body === 'string') return body === '' ? null : body;
  // Not by Buffer: the SDK warns of whoever treats its body like text.
  return body instanceof Uint8Array && body.length > 0 ? new TextDecoder().decode(body) : null;
}

async function readAnswer({ response }: { readonly response: HttpResponse }): Promise<WireAnswer> {
  return { status: response.statusCode, headers: response.headers, body: await textOf(response.body) };
}

async function textOf(body: unknown): Promise<string> {
  if (body === undefined || body === null) return '';
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** What the SDK's own deserializers are given: an answer as if it had come from the network. */
function responseOf({ status, headers, body }: WireAnswer): HttpResponse {
  return { statusCode: status, headers: { ...headers }, body: new Uint8Array(Buffer.from(body, 'utf8')) };
}
