/** A recording: every call of an investigation as on the wire, without secrets; and its replay. See docs/recordings.md. */
import { accountInArn } from '../../names/arn';
import { Unread } from '../aws/failures';
import type { Wire, WireAnswer, WireCall } from '../place';
import { note, type AskedCalls } from './asked';
import { withoutSecrets, keptHeaders } from './secrets';

export interface Recording {
  readonly format: 'culprit-recording';
  readonly version: 1;
  readonly calls: readonly RecordedCall[];
}

export interface RecordedCall {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** The operation's input, by the names of AWS's API. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Path and query as in path-style requests; no headers, for they carry signatures. */
  readonly request: WireCall['request'];
  readonly response: WireAnswer | { readonly failure: 'timeout' | 'connection-reset' };
  readonly provenance: Provenance;
  /** ISO 8601 */
  readonly at: string;
}

export interface Provenance {
  readonly from: 'server' | 'documentation' | 'unverified';
  /** The server's name, or the page's address. */
  readonly source?: string;
}

/** Collects the calls of a session. */
export interface Recorder {
  readonly wire: Wire;
  /** `false`: it answers instead of AWS. */
  readonly sends: boolean;
  /** What was collected so far, or what of it one run asked; of equal calls the last. */
  readonly recording: (asked?: AskedCalls) => Recording;
}

export function createRecorder(provenance: Provenance = { from: 'server' }): Recorder {
  const calls = new Map<string, RecordedCall>();
  const keep = (call: WireCall, response: RecordedCall['response']): void => {
    const { input, request } = withoutSecrets(call);
    const account = accountOf(call, response);
    const recorded = { ...call, account, input, request, response, provenance, at: new Date().toISOString() };
    calls.set(JSON.stringify([keyOf(recorded), ...windowOf(recorded)]), recorded);
    note(recorded);
  };
  return {
    sends: true,
    wire: async (call, send) => {
      try {
        const answer = await send();
        keep(call, withoutSecretsIn(answer));
        return answer;
      } catch (error) {
        keep(call, { failure: failureOf(error) });
        throw error;
      }
    },
    recording: (asked) => {
      const all = [...calls.values()];
      return { format: 'culprit-recording', version: 1, calls: asked === undefined ? all : ofRun(all, asked) };
    },
  };
}

/** As whom it was asked is asked once for all runs. */
function ofRun(calls: readonly RecordedCall[], asked: AskedCalls): readonly RecordedCall[] {
  const own = calls.filter((call) => asked.has(call));
  const accounts = new Set(own.map(({ account }) => account));
  return calls.filter((call) => {
    if (call.operation === 'AssumeRole') return accounts.has(accountInArn(String(call.input['RoleArn'])) ?? '');
    return call.operation === 'GetCallerIdentity' || asked.has(call);
  });
}

/** Answers from a recording; what it does not hold is an error that says so. */
export function replaying({ calls }: Recording): Wire {
  const recorded = new Map<string, RecordedCall[]>();
  for (const call of calls) {
    const key = keyOf(call);
    const equal = recorded.get(key);
    if (equal === undefined) recorded.set(key, [call]);
    else equal.push(call);
  }
  return async (call) => {
    const asked = withoutSecrets(call);
    const response = closest(recorded.get(keyOf(asked)) ?? [], asked)?.response;
    if (response === undefined) {
      throw new Unread('not-recorded', `the recording does not hold ${call.service} ${call.operation}`);
    }
    if ('failure' in response) throw failures[response.failure]();
    return response;
  };
}

/**
 * Equal calls have equal keys: the window of a look-up and the time of a question move with the clock, and the caller does
 * not know its account.
 */
function keyOf({ account, region, service, operation, input }: Omit<WireCall, 'request'>): string {
  if (operation === 'GetCallerIdentity') return operation;
  if (operation === 'AssumeRole') return `${operation} ${String(input['RoleArn'])}`;
  const { StartTime: _start, EndTime: _end, ContextEntries: entries, ...asked } = input;
  const context = Array.isArray(entries) ? entries.filter((entry) => !isTime(entry)) : entries;
  return [account, region, service, operation, canonical({ ...asked, ContextEntries: context })].join(' ');
}

/** The call whose window is closest, where they differ in that; the last of equal ones. */
function closest(calls: readonly RecordedCall[], asked: Pick<WireCall, 'input'>): RecordedCall | undefined {
  const distanceTo = (call: RecordedCall): number => {
    const ends = windowOf(call).map((end, at) => Math.abs(end - (windowOf(asked)[at] ?? 0)));
    return ends.reduce((sum, end) => sum + end, 0);
  };
  return calls.reduce<RecordedCall | undefined>(
    (best, call) => (best === undefined || distanceTo(call) <= distanceTo(best) ? call : best),
    undefined,
  );
}

/** The ends of a look-up's window, in milliseconds; 0: none. */
function windowOf({ input }: Pick<WireCall, 'input'>): readonly number[] {
  return ['StartTime', 'EndTime'].map((name) => {
    const value = input[name];
    const time = typeof value === 'string' || value instanceof Date ? new Date(value).getTime() : 0;
    return Number.isNaN(time) ? 0 : time;
  });
}

/** An entry of the policy simulator's context that says when. */
function isTime(entry: unknown): boolean {
  const name = (entry as { readonly ContextKeyName?: unknown } | null)?.ContextKeyName;
  return name === 'aws:CurrentTime' || name === 'aws:EpochTime';
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, item]) => `${name}:${canonical(item)}`)
    .join()}}`;
}

/** The account of the own credentials is known only from the answer. */
function accountOf({ account, operation }: WireCall, response: RecordedCall['response']): string {
  if (operation !== 'GetCallerIdentity' || !('body' in response)) return account;
  return /<Account>(\d{12})<\/Account>/.exec(response.body)?.[1] ?? account;
}

function withoutSecretsIn({ status, headers, body }: WireAnswer): WireAnswer {
  return { status, headers: keptHeaders(headers), body: withoutSecrets(body) };
}

function failureOf(error: unknown): 'timeout' | 'connection-reset' {
  return error instanceof Error && /timeout/i.test(`${error.name} ${error.message}`) ? 'timeout' : 'connection-reset';
}

const failures = {
  timeout: () => Object.assign(new Error('the recorded call timed out'), { name: 'TimeoutError' }),
  'connection-reset': () => Object.assign(new Error('the recorded connection was reset'), { code: 'ECONNRESET' }),
} as const;
