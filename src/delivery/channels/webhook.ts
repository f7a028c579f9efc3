/** A signed webhook: whoever has the secret can check who sent it, when, and that it is whole. */
import { createHmac } from 'node:crypto';
import type { Message } from '../../report/notice/message';
import { lifeOf, type Channel, type Life, type Outcome } from './channel';
import { outcomeOf, post, reach } from './post';
import { fieldsOf, identityOf, readSecret, textField, type Secret } from './secret';

export interface WebhookTarget {
  readonly id: string;
  /** Name or ARN of the secret: JSON with a `url` and a `key`. */
  readonly secretId: string;
  /** Tests have a server without TLS. */
  readonly protocols?: readonly string[];
  readonly timeout?: number;
}

export function webhookChannel(target: WebhookTarget): Channel {
  const { id, secretId, timeout = 10_000 } = target;
  return {
    id,
    identity: async () => {
      const secret = await readSecret(secretId, Date.now());
      return secret.is === 'found' ? secret.identity : identityOf(secretId);
    },
    updates: () => Promise.resolve(false),
    alive: async () => {
      const address = addressIn(await readSecret(secretId, Date.now()), target);
      return address.is === 'none' ? lifeOf(address.outcome) : ask(address.url, timeout);
    },
    send: async (message) => {
      const address = addressIn(await readSecret(secretId, Date.now()), target);
      return address.is === 'none' ? address.outcome : send(address.url, address.key, message, timeout);
    },
  };
}

type Address =
  | { readonly is: 'found'; readonly url: URL; readonly key: string }
  | { readonly is: 'none'; readonly outcome: Outcome };

function addressIn(secret: Secret, { secretId, protocols = ['https:'] }: WebhookTarget): Address {
  if (secret.is === 'not-found') return { is: 'none', outcome: secret.outcome };
  const fields = fieldsOf(secret.value) ?? {};
  const url = URL.parse(textField(fields, 'url') ?? '');
  const key = textField(fields, 'key');
  return url === null || key === undefined || !protocols.includes(url.protocol)
    ? {
        is: 'none',
        outcome: { is: 'broken', why: `secret \`${secretId}\` holds no JSON with an https \`url\` and a \`key\`` },
      }
    : { is: 'found', url, key };
}

/** Whoever takes POST may answer anything to HEAD; only what is gone says so. */
async function ask(url: URL, timeout: number): Promise<Life> {
  const answer = await reach(url, timeout);
  if (answer.is === 'answered') return answer.status === 410 ? { is: 'dead', why: 'answered 410' } : { is: 'alive' };
  return answer.is === 'not-sent' ? { is: 'dead', why: answer.why } : { is: 'not-known' };
}

/** The id stays the same whenever it is sent again: a receiver that remembers ids takes each once. */
async function send(url: URL, key: string, message: Message, timeout: number): Promise<Outcome> {
  const body = JSON.stringify(message.data);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...signatures(key, message.id, body, new Date()),
  };
  const answer = await post({ url, headers, body, timeout });
  return answer.is === 'answered' ? outcomeOf(answer) : answer;
}

/**
 * As Standard Webhooks has it (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md),
 * and as AWS DevOps Agent asks for it
 * (https://docs.aws.amazon.com/devopsagent/latest/userguide/configuring-capabilities-for-aws-devops-agent-invoking-devops-agent-through-webhook.html).
 */
function signatures(key: string, id: string, body: string, at: Date): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const bytes = key.startsWith('whsec_') ? Buffer.from(key.slice('whsec_'.length), 'base64') : Buffer.from(key);
  const sign = (text: string): string => createHmac('sha256', bytes).update(text).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${sign(`${id}.${seconds}.${body}`)}`,
    'x-amzn-event-timestamp': at.toISOString(),
    'x-amzn-event-signature': sign(`${at.toISOString()}:${body}`),
  };
}
