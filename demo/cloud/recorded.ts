/** Answers reads from a recording, by what stood on the wire. */
import type { RecordedCall, Recording } from '../../src/evidence/recording/recording';
import type { Answer } from './answers';
import type { AwsRequest } from './wire';

export type RecordedAnswers = (request: AwsRequest, account: string) => RecordedCall['response'] | undefined;

/** The last recorded one of equal calls answers. */
export function recordedAnswers({ calls }: Recording): RecordedAnswers {
  const answers = new Map(calls.map((call) => [keyOfCall(call), call.response]));
  return (request, account) => answers.get(keyOfRequest(request, account));
}

export function asAnswer(response: Extract<RecordedCall['response'], { readonly status: number }>): Answer {
  return { status: response.status, headers: response.headers, body: response.body };
}

function keyOfCall({ account, region, operation, request }: RecordedCall): string {
  const { method, path, query, body } = request;
  return wireKey(account, region, operation, method, path, new URLSearchParams(query), body ?? '');
}

function keyOfRequest({ region, operation, http }: AwsRequest, account: string): string {
  const url = new URL(http.url, 'http://localhost');
  return wireKey(account, region, operation, http.method, url.pathname, url.searchParams, http.body);
}

function wireKey(
  account: string,
  region: string,
  operation: string,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): string {
  const parameters = [...query].filter(([name]) => name !== 'x-id').map((pair) => pair.join('='));
  return [account, region, operation, method, path, parameters.sort().join('&'), canonical(body)].join(' ');
}

/** Key order never matters, and the window of a CloudTrail look-up moves with the clock. */
function canonical(body: string): string {
  if (!body.startsWith('{')) return body;
  const entries = Object.entries(JSON.parse(body) as Record<string, unknown>);
  const kept = entries.filter(([name]) => name !== 'StartTime' && name !== 'EndTime');
  return JSON.stringify(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}
