/** Reads an AWS request off the wire: which service and operation, with what, signed by whom. */
import { recognizeS3, recognizeS3Control } from './operations';

export type Service =
  | 'cloudtrail'
  | 'dynamodb'
  | 'ec2'
  | 'iam'
  | 'iam-toolbox'
  | 'kms'
  | 'organizations'
  | 's3'
  | 's3-control'
  | 'secretsmanager'
  | 'sns'
  | 'states'
  | 'sts';

/** How a service speaks. */
export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2' | 's3' | 's3-control';

export interface HttpMessage {
  readonly method: string;
  /** Path and query, as on the wire. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface AwsRequest {
  readonly service: Service;
  readonly protocol: Protocol;
  readonly region: string;
  readonly operation: string;
  /** The operation's input by the names of AWS's API, as far as the wire tells: body, path labels, query. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly accessKeyId: string;
  readonly http: HttpMessage;
}

/** Throws an error that says what is odd: whatever the product sends must be recognized. */
export function readRequest(http: HttpMessage): AwsRequest {
  const { accessKeyId, region, signingName } = readSignature(http);
  const url = new URL(http.url, 'http://localhost');
  const service = serviceOf(signingName, url.pathname);
  const { operation, input } = readOperation(service, http, url);
  return { service, protocol: protocols[service], region, operation, input, accessKeyId, http };
}

/** An input's member, if it is text. */
export function textIn({ input }: AwsRequest, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

const protocols: Readonly<Record<Service, Protocol>> = {
  cloudtrail: 'json',
  dynamodb: 'json',
  ec2: 'ec2',
  iam: 'query',
  'iam-toolbox': 'rest-json',
  kms: 'json',
  organizations: 'json',
  s3: 's3',
  's3-control': 's3-control',
  secretsmanager: 'json',
  sns: 'query',
  states: 'json',
  sts: 'query',
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
function readSignature({ headers }: HttpMessage) {
  const header = headers['authorization']?.toString() ?? '';
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(header);
  const [, accessKeyId, region, signingName] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || signingName === undefined) {
    throw new Error(`a request came without a SigV4 signature: \`${header.slice(0, 80)}\``);
  }
  return { accessKeyId, region, signingName };
}

function serviceOf(signingName: string, path: string): Service {
  // S3 Control signs as S3; its paths begin with the version of its API.
  if (signingName === 's3' && path.startsWith('/v20180820/')) return 's3-control';
  if (signingName === 'iam' && path.startsWith('/authorization-details/')) return 'iam-toolbox';
  if (Object.hasOwn(protocols, signingName)) return signingName as Service;
  throw new Error(`a request is signed for \`${signingName}\`, which the embedded account does not have`);
}

interface Operation {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

function readOperation(service: Service, { method, headers, body }: HttpMessage, url: URL): Operation {
  switch (protocols[service]) {
    case 'json': {
      const operation = headers['x-amz-target']?.toString().split('.')[1] ?? '';
      return { operation, input: JSON.parse(body === '' ? '{}' : body) as Record<string, unknown> };
    }
    case 'rest-json':
      return readToolbox(url);
    case 'query':
    case 'ec2': {
      const { Action = '', Version, ...input } = Object.fromEntries(new URLSearchParams(body));
      if (Version === undefined) throw new Error(`a query without a version: \`${body.slice(0, 80)}\``);
      return { operation: Action, input };
    }
    case 's3':
    case 's3-control': {
      const recognized = (service === 's3' ? recognizeS3 : recognizeS3Control)({
        method,
        path: url.pathname,
        query: url.searchParams,
      });
      if (recognized === undefined) throw new Error(`${service} has no operation \`${method} ${url.pathname}\``);
      return { operation: recognized.operation, input: { ...recognized.parameters } };
    }
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html */
function readToolbox({ pathname, searchParams }: URL): Operation {
  const [, authorizationId, policy] = /^\/authorization-details\/([^/]+)(\/policy)?$/.exec(pathname) ?? [];
  if (authorizationId === undefined) throw new Error(`iam-toolbox has no operation \`GET ${pathname}\``);
  return {
    operation: policy === undefined ? 'GetRequestAuthorizationDetails' : 'GetRequestAuthorizationPolicy',
    input: { authorizationId, ...Object.fromEntries(searchParams) },
  };
}
