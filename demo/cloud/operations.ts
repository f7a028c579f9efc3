/** Recognizes operations of S3 and S3 Control by method, path and query, as the SDK's own models declare them. */
import * as s3 from '@aws-sdk/client-s3';
import * as s3Control from '@aws-sdk/client-s3-control';

export interface RestOperation {
  readonly operation: string;
  /** Path labels and query parameters by the names of the operation's input. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface RestRequest {
  readonly method: string;
  /** As on the wire, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** On an IP address the SDK writes buckets into the path, so the model's path follows `/{Bucket}`. */
export function recognizeS3(request: RestRequest): RestOperation | undefined {
  return recognize(request, s3Routes);
}

export function recognizeS3Control(request: RestRequest): RestOperation | undefined {
  return recognize(request, s3ControlRoutes);
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Query parameters that the model fixes: `?policy`, `?list-type=2`. */
  readonly literals: readonly (readonly [string, string | undefined])[];
}

const s3Routes = routesOf(s3, (uri) => (uri.startsWith('/{Bucket}') ? uri : `/{Bucket}${uri === '/' ? '' : uri}`));
const s3ControlRoutes = routesOf(s3Control, (uri) => uri);

function recognize({ method, path, query }: RestRequest, routes: readonly Route[]): RestOperation | undefined {
  // Where one method and path stand for several operations, the SDK names the one it means.
  const named = query.get('x-id') ?? undefined;
  for (const route of routes) {
    if (named !== undefined && route.operation !== named) continue;
    if (route.method !== method || !route.literals.every(([name, value]) => has(query, name, value))) continue;
    const match = route.path.exec(path);
    if (match === null) continue;
    const labels = route.labels.map((label, index) => [label, decodeURIComponent(match[index + 1] ?? '')] as const);
    return { operation: route.operation, parameters: Object.fromEntries([...labels, ...query]) };
  }
  return undefined;
}

function has(query: URLSearchParams, name: string, value: string | undefined): boolean {
  return query.has(name) && (value === undefined || query.get(name) === value);
}

/** Operations whose query says more come first: `GET /{Bucket}?policy` before `GET /{Bucket}`. */
function routesOf(client: object, full: (uri: string) => string): readonly Route[] {
  return Object.values(client)
    .flatMap((schema: unknown) => routeOf(schema, full))
    .sort((one, other) => other.literals.length - one.literals.length || one.labels.length - other.labels.length);
}

/** An operation's schema is `[9, namespace, name, traits, input, output]`; its `http` trait is `[method, uri, status]`. */
function routeOf(schema: unknown, full: (uri: string) => string): Route[] {
  if (!Array.isArray(schema) || schema[0] !== 9 || typeof schema[2] !== 'string') return [];
  const http = (schema[3] as { readonly http?: readonly unknown[] } | undefined)?.http;
  if (http === undefined) return [];
  const [template = '', query = ''] = full(String(http[1])).split('?');
  const labels: string[] = [];
  const pattern = template.replace(/\{(\w+)(\+?)\}/g, (_, label: string, greedy: string) => {
    labels.push(label);
    return greedy === '' ? '([^/]+)' : '(.+)';
  });
  const literals = [...new URLSearchParams(query)]
    .filter(([name]) => name !== 'x-id')
    .map(([name, value]) => [name, value === '' ? undefined : value] as const);
  return [{ operation: schema[2], method: String(http[0]), path: new RegExp(`^${pattern}/?$`), labels, literals }];
}
