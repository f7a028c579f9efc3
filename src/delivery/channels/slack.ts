/** Slack by an incoming webhook, or by a bot's token where the secret holds one. */
import type { Message } from '../../report/notice/message';
import type { SlackMessage } from '../../report/render-slack';
import { lifeOf, type Attempt, type Channel, type Life, type Outcome } from './channel';
import { outcomeOf, post } from './post';
import { fieldsOf, identityOf, readSecret, textField, type Secret } from './secret';
import { askBot, sendByBot, type Bot } from './slack-bot';

export interface SlackTarget {
  readonly id: string;
  /** Name or ARN of the secret: the webhook's address, JSON with a `url`, or JSON with a bot's `token` and `channel`. */
  readonly secretId: string;
  /** Where a webhook may point, so that a wrong secret sends reports nowhere else. */
  readonly origins?: readonly string[];
  /** Where the Web API is. */
  readonly api?: string;
  readonly timeout?: number;
}

const defaultTimeout = 10_000;

export function slackChannel(target: SlackTarget): Channel {
  const { id, secretId, timeout = defaultTimeout } = target;
  return {
    id,
    identity: async () => {
      const secret = await readSecret(secretId, Date.now());
      return secret.is === 'found' ? secret.identity : identityOf(secretId);
    },
    updates: async () => wayOf(await readSecret(secretId, Date.now()), target).is === 'bot',
    alive: async () => {
      const way = wayOf(await readSecret(secretId, Date.now()), target);
      switch (way.is) {
        case 'none':
          return lifeOf(way.outcome);
        case 'bot':
          return lifeOf(await askBot({ ...way.bot, timeout }));
        case 'webhook':
          return askWebhook(way.url, timeout);
      }
    },
    send: async (message, attempt) => {
      const way = wayOf(await readSecret(secretId, Date.now()), target);
      switch (way.is) {
        case 'none':
          return way.outcome;
        case 'bot':
          return sendByBot({ ...way.bot, timeout }, message, attempt);
        case 'webhook':
          return sendByWebhook(way.url, message, attempt, timeout);
      }
    },
  };
}

type Way =
  | { readonly is: 'webhook'; readonly url: URL }
  | { readonly is: 'bot'; readonly bot: Omit<Bot, 'timeout'> }
  | { readonly is: 'none'; readonly outcome: Outcome };

function wayOf(secret: Secret, { secretId, origins = ['https://hooks.slack.com'], api }: SlackTarget): Way {
  if (secret.is === 'not-found') return { is: 'none', outcome: secret.outcome };
  const fields = fieldsOf(secret.value);
  const [token, channel] = fields === undefined ? [] : [textField(fields, 'token'), textField(fields, 'channel')];
  if (token !== undefined && channel !== undefined) {
    return { is: 'bot', bot: { token, channel, api: api ?? 'https://slack.com/api' } };
  }
  const url = URL.parse(fields === undefined ? secret.value : (textField(fields, 'url') ?? ''));
  if (url === null) {
    return broken(`secret \`${secretId}\` holds neither the address of a webhook nor a \`token\` and a \`channel\``);
  }
  return origins.includes(url.origin)
    ? { is: 'webhook', url }
    : broken(`the webhook in secret \`${secretId}\` does not point to ${origins.join(' or ')}`);
}

const broken = (why: string): Way => ({ is: 'none', outcome: { is: 'broken', why } });

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
async function sendByWebhook(url: URL, { slack }: Message, { repeated }: Attempt, timeout: number): Promise<Outcome> {
  const answer = await post({ url, headers: jsonHeaders, body: slackBody(slack, repeated), timeout });
  return answer.is === 'answered' ? outcomeOf(answer) : answer;
}

/**
 * Nothing is posted without a text: Slack answers `no_text` where the webhook is alive, and `no_service` and the like where
 * it is not. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
 */
async function askWebhook(url: URL, timeout: number): Promise<Life> {
  const answer = await post({ url, headers: jsonHeaders, body: '{}', timeout });
  return lifeOf(answer.is === 'answered' ? outcomeOf(answer) : answer);
}

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

const slackBody = (slack: SlackMessage, repeated: boolean): string =>
  JSON.stringify({
    ...slack,
    blocks: repeated ? [...slack.blocks, repeatedBlock] : slack.blocks,
    unfurl_links: false,
    unfurl_media: false,
  });

/** Nobody should take it for a second incident. */
const repeatedBlock = {
  type: 'context',
  elements: [{ type: 'mrkdwn', text: 'Sent again: Slack did not answer the first time.', verbatim: true }],
};
