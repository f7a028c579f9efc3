import { partsOf } from '../../report/clean';
import type { Message } from '../../report/notice/message';

/** https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html */
const longestTitle = 250;
const longestDescription = 8000;

/** A custom notification; those of one incident are one thread. */
export function chatNotification({ id, thread, kind, card, subject }: Message): string {
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id,
    content: {
      textType: 'client-markdown',
      title: plain(card.headline).slice(0, longestTitle),
      description: descriptionOf(card).slice(0, longestDescription),
    },
    metadata: { threadId: thread, summary: subject, eventType: kind },
  });
}

const descriptionOf = ({ lines }: Message['card']): string =>
  lines
    .map(
      ({ label, text, command }) =>
        `${label === '' ? '' : `*${label}* `}${inline(text)}${command === undefined ? '' : `\n${fence(command)}`}`,
    )
    .join('\n');

/** A fence ends at the next backticks, wherever they come from, and a call without them would be another call. */
const fence = (command: string): string =>
  command.includes('`') ? 'Its command is in the report.' : `\`\`\`${command}\`\`\``;

/** Values stay values, and words cannot become links, mentions or marks. */
const inline = (sentence: string): string =>
  partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `\`${text}\`` : text.replace(/[*_~<>[\]()@#]/g, '')))
    .join('');

const plain = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => text)
    .join('');
