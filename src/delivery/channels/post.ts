import type { Outcome } from './channel';

export interface Request {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface Answer {
  readonly is: 'answered';
  readonly status: number;
  readonly retryAfter?: number;
  /** At most 4,000 characters. */
  readonly body: string;
}

const longestBody = 4000;

/**
 * One POST, which follows no redirect: that would carry the message, and its signature, elsewhere. Errors are without
 * their cause, since fetch quotes addresses, and the address of a webhook is a credential.
 */
export const post = ({ url, headers, body, timeout }: Request): Promise<Answer | Outcome> =>
  request(url, { method: 'POST', headers, body }, timeout);

/** Whether anybody answers there. Nothing is handed over. */
export const reach = (url: URL, timeout: number): Promise<Answer | Outcome> =>
  request(url, { method: 'HEAD' }, timeout);

async function request(url: URL, what: RequestInit, timeout: number): Promise<Answer | Outcome> {
  try {
    const answer = await fetch(url, { ...what, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
    const text = (await answer.text()).slice(0, longestBody);
    const wait = retryAfterOf(answer.headers.get('retry-after'), Date.now());
    return { is: 'answered', status: answer.status, body: text, ...(wait === undefined ? {} : { retryAfter: wait }) };
  } catch (error) {
    return failed(error, timeout);
  }
}

/** Before the connection stood nothing was sent. After it, nobody knows. */
const notConnected = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

function failed(error: unknown, timeout: number): Outcome {
  const { name, cause } = error as { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };
  if (name === 'TimeoutError') return { is: 'in-doubt', why: `no answer within ${timeout} ms` };
  const code = typeof cause?.code === 'string' ? cause.code : '';
  return notConnected.includes(code)
    ? { is: 'not-sent', why: `not reached (${code})` }
    : { is: 'in-doubt', why: 'the connection broke' };
}

/** Milliseconds. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after: seconds, or a date. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What a status means, unless the channel says more. */
export function outcomeOf({ status, retryAfter, body }: Answer): Outcome {
  const why = `answered ${status}${wordOf(body)}`;
  if (status >= 200 && status < 300) return { is: 'sent' };
  // A redirect is not followed: whoever moved the address has to say so in the secret.
  if (status < 400 || [401, 403, 404, 405, 410].includes(status)) return { is: 'broken', why };
  if ([408, 425, 429, 500, 503].includes(status)) {
    return { is: 'not-sent', why, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  // Somebody between us and the channel answered for it.
  return status > 500 ? { is: 'in-doubt', why } : { is: 'refused', why };
}

/** Slack and others explain themselves in a short word such as `invalid_blocks`. */
const wordOf = (body: string): string => {
  const word = body
    .slice(0, 60)
    .replace(/[^\w .-]/g, '?')
    .trim();
  return word === '' ? '' : ` \`${word}\``;
};
