/** Slack's Web API: a message of its own, updates in place, what follows in its thread. */
import type { Message } from '../../report/notice/message';
import type { Attempt, Outcome } from './channel';
import { outcomeOf, post, type Answer } from './post';

export interface Bot {
  readonly token: string;
  readonly channel: string;
  /** `https://slack.com/api` */
  readonly api: string;
  readonly timeout: number;
}

/** A ref is `<channel id> <ts>`: chat.update takes the id only, and chat.postMessage answers with it. */
export async function sendByBot(bot: Bot, message: Message, { repeated, first }: Attempt): Promise<Outcome> {
  const [channel = bot.channel, ts] = first?.split(' ') ?? [];
  const body = { ...message.slack, unfurl_links: false, unfurl_media: false, metadata: metadataOf(message) };
  // The thing itself changed: whoever looks at the channel sees the numbers of now. Twice is the same as once.
  if (message.kind === 'numbers' && ts !== undefined)
    return refOf(await call(bot, 'chat.update', { ...body, channel, ts }));
  const thread = ts === undefined ? {} : { thread_ts: ts, reply_broadcast: message.kind !== 'goes-on' };
  if (repeated) {
    const found = await findPosted(bot, message, channel, ts);
    if (found !== undefined) return { is: 'sent', ref: found };
  }
  return refOf(await call(bot, 'chat.postMessage', { ...body, channel, ...thread }));
}

/** https://docs.slack.dev/reference/methods/auth.test */
export async function askBot(bot: Bot): Promise<Outcome> {
  const called = await call(bot, 'auth.test', {});
  return called.is === 'ok' ? { is: 'sent' } : called.outcome;
}

/** By it a message is found again whose answer was lost. https://docs.slack.dev/messaging/message-metadata */
const metadataOf = ({ id }: Message): object => ({ event_type: 'culprit_notice', event_payload: { id } });

interface Posted {
  readonly ok?: boolean;
  readonly error?: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly messages?: readonly {
    readonly ts?: string;
    readonly metadata?: { readonly event_payload?: { readonly id?: unknown } };
  }[];
}

type Called = { readonly is: 'ok'; readonly answer: Posted } | { readonly is: 'failed'; readonly outcome: Outcome };

async function call({ api, token, timeout }: Bot, method: string, body: object): Promise<Called> {
  const answer = await post({
    url: new URL(`${api}/${method}`),
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    timeout,
  });
  if (answer.is !== 'answered') return { is: 'failed', outcome: answer };
  if (answer.status !== 200) return { is: 'failed', outcome: outcomeOf(answer) };
  return parsed(answer);
}

function parsed({ body }: Answer): Called {
  let answer: Posted = {};
  try {
    answer = JSON.parse(body) as Posted;
  } catch {
    return { is: 'failed', outcome: { is: 'in-doubt', why: 'Slack answered with something else than JSON' } };
  }
  if (answer.ok === true) return { is: 'ok', answer };
  const word = String(answer.error)
    .replace(/[^\w-]/g, '?')
    .slice(0, 60);
  return { is: 'failed', outcome: { is: meaningOf(word), why: `Slack answered \`${word}\`` } };
}

/** https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const passing = [
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
];
const ofTheMessage = [
  'invalid_blocks',
  'msg_too_long',
  'no_text',
  'invalid_blocks_format',
  'metadata_too_large',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
];

function meaningOf(word: string): 'not-sent' | 'refused' | 'broken' {
  if (passing.includes(word)) return 'not-sent';
  return ofTheMessage.includes(word) ? 'refused' : 'broken';
}

const refOf = (called: Called): Outcome =>
  called.is === 'failed'
    ? called.outcome
    : { is: 'sent', ref: `${called.answer.channel ?? ''} ${called.answer.ts ?? ''}` };

/** Needs the scope `channels:history`; without it nothing is found, and the message is sent again. */
async function findPosted(
  bot: Bot,
  { id }: Message,
  channel: string,
  ts: string | undefined,
): Promise<string | undefined> {
  const where = ts === undefined ? { channel, limit: 100 } : { channel, ts, limit: 100 };
  const method = ts === undefined ? 'conversations.history' : 'conversations.replies';
  const called = await call(bot, method, { ...where, include_all_metadata: true });
  if (called.is === 'failed') return undefined;
  const found = called.answer.messages?.find(({ metadata }) => metadata?.event_payload?.id === id);
  return found?.ts === undefined ? undefined : `${channel} ${found.ts}`;
}
