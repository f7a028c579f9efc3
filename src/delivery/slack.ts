import type { SlackMessage } from '../report/render-slack';
import { getSecretValue } from './aws';

/** A webhook's address is a credential: it comes from a secret at run time and never stands in an error. */
export interface SlackTarget {
  /** Name or ARN of the secret: the address itself, or JSON with a `url`. */
  readonly secretId: string;
  /** Where a webhook may point, so that a wrong secret sends reports nowhere else. */
  readonly origins?: readonly string[];
  readonly timeoutMs?: number;
}

class SlackDeliveryError extends Error {
  override readonly name = 'SlackDeliveryError';
}

/** Posts a message to an incoming webhook. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export async function postToSlack(target: SlackTarget, message: SlackMessage): Promise<void> {
  const address = webhookOf(await getSecretValue(target.secretId), target);
  const answer = await post(address, message, target.timeoutMs ?? 10_000);
  if (answer.ok) return;
  // Slack explains itself in a short word such as `invalid_blocks`.
  const word = (await answer.text()).slice(0, 80).replace(/[^\w .-]/g, '?');
  throw new SlackDeliveryError(
    `Slack answered ${answer.status} \`${word}\`: check the webhook in secret \`${target.secretId}\``,
  );
}

const defaultOrigins = ['https://hooks.slack.com'];

function webhookOf(secret: string | undefined, { secretId, origins = defaultOrigins }: SlackTarget): URL {
  const address = URL.parse(addressIn(secret ?? '').trim());
  if (address === null) {
    throw new SlackDeliveryError(
      `secret \`${secretId}\` holds no address: store the webhook's URL, or JSON with a \`url\``,
    );
  }
  if (!origins.includes(address.origin)) {
    throw new SlackDeliveryError(`the webhook in secret \`${secretId}\` does not point to ${origins.join(' or ')}`);
  }
  return address;
}

function addressIn(secret: string): string {
  if (!secret.trimStart().startsWith('{')) return secret;
  try {
    const { url } = JSON.parse(secret) as { readonly url?: unknown };
    return typeof url === 'string' ? url : '';
  } catch {
    // The caller says that there is no address; the parser's message would quote the secret.
    return '';
  }
}

async function post(address: URL, message: SlackMessage, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...message, unfurl_links: false, unfurl_media: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    // Without the cause: fetch's errors may quote the address.
    const timedOut = (error as { readonly name?: unknown }).name === 'TimeoutError';
    throw new SlackDeliveryError(
      timedOut ? `Slack did not answer within ${timeoutMs} ms` : 'Slack could not be reached',
    );
  }
}
