import type { Message } from '../../report/notice/message';
import { publish } from '../aws';
import { outcomeOfError } from './aws-outcome';
import type { Channel } from './channel';
import { chatNotification } from './chat-notification';
import { subjectOf } from './subject';

/** SNS takes 256 KB; UTF-8 needs up to three bytes for what JavaScript counts as one. */
const longestMessage = 80_000;

export interface SnsTarget {
  readonly id: string;
  readonly topicArn: string;
  /** `text`: as e-mail subscribers read it. `chat`: as Amazon Q Developer in chat applications takes it. */
  readonly form: 'text' | 'chat';
}

export function snsChannel({ id, topicArn, form }: SnsTarget): Channel {
  return {
    id,
    identity: () => Promise.resolve(topicArn),
    updates: () => Promise.resolve(false),
    alive: () => Promise.resolve({ is: 'not-known' }),
    send: async (message, { repeated }) => {
      try {
        const text = form === 'chat' ? chatNotification(message) : bounded(textOf(message, repeated));
        const ref = await publish(topicArn, subjectOf(message.subject), text);
        return { is: 'sent', ...(ref === undefined ? {} : { ref }) };
      } catch (error) {
        return outcomeOfError(error);
      }
    },
  };
}

/** Nobody should take it for a second incident. */
const textOf = ({ text }: Message, repeated: boolean): string =>
  repeated ? `${text}\nSent again: SNS did not answer the first time.\n` : text;

/** Half of a surrogate pair at the cut would make the SDK refuse the whole message. */
function bounded(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= longestMessage ? whole : `${whole.slice(0, longestMessage).toWellFormed()}\n… shortened\n`;
}
