/** A report as Slack blocks. Limits: https://docs.slack.dev/reference/block-kit/blocks */
import type { ActionsBlock, ContextBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { CardLine, Link, Report } from './contract';
import { partsOf } from './clean';
import { cardPage, withoutLongCommands, type CardPageBlock } from './page/card-page';
import type { PageOptions } from './page/page-options';

export type SlackBlock = HeaderBlock | SectionBlock | ContextBlock | ActionsBlock;

export interface SlackMessage {
  /** For the lock screen, notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

const longestHeader = 150;
const longestSection = 3000;
const mostButtons = 7;

/** The card, the statement and where to go on; the whole report is behind the links. */
export function renderSlack(report: Report, options: Pick<PageOptions, 'evidence'> = {}): SlackMessage {
  return slackOf(report.card.headline, cardPage(report, options));
}

/** Blocks under the line that a lock screen shows. */
export function slackOf(headline: string, blocks: readonly CardPageBlock[]): SlackMessage {
  return {
    text: bounded(plain(headline), longestSection),
    blocks: withoutLongCommands(blocks, mostLines).flatMap(blocksOf),
  };
}

function blocksOf(block: CardPageBlock): readonly SlackBlock[] {
  switch (block.is) {
    case 'card':
      return [
        header(`${tones[block.tone]} ${words(block.card.headline)}`),
        section(lines(block.card.lines.map(cardLine))),
      ];
    case 'sentence':
      return [context(inline(block.text))];
    case 'statement':
      return [code(firstOf(block.lines.map((line, at) => `${block.marked.includes(at) ? '►' : ' '} ${inJson(line)}`)))];
    case 'code':
      return [code(block.lines)];
    case 'links':
      return [{ type: 'actions', elements: block.links.slice(0, mostButtons).map(button) }];
  }
}

const tones = { denied: '⛔', unclear: '❔', allowed: '✅' } as const;

function cardLine({ label, text, command }: CardLine): string {
  const line = `${label === '' ? '' : `*${escape(label)}* `}${inline(text)}`;
  return command === undefined ? line : `${line}\n${fence(command) ?? leftOut}`;
}

const header = (text: string): HeaderBlock => ({
  type: 'header',
  // No entities here, and nothing that could be taken for a mention.
  text: {
    type: 'plain_text',
    text: bounded(text.replaceAll('<', '‹').replaceAll('>', '›'), longestHeader),
    emoji: false,
  },
});

function section(text: string): SectionBlock {
  // Without `verbatim` Slack would make links and mentions of what looks like one.
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: bounded(text, longestSection), verbatim: true },
    expand: true,
  };
}

function context(text: string): ContextBlock {
  return {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: bounded(text, longestSection), verbatim: true }],
  };
}

const button = ({ label, url }: Link): ActionsBlock['elements'][number] => ({
  type: 'button',
  text: { type: 'plain_text', text: label },
  url,
});

/** A fence ends at the next backticks, wherever they come from, and a call without them would be another call. */
const fence = (text: string): string | undefined => (text.includes('`') ? undefined : `\`\`\`${escape(text)}\`\`\``);

/** In JSON it means the same. */
const inJson = (line: string): string => line.replaceAll('`', String.raw`\u0060`);

const leftOut = '_Its command is in the report._';

/** What a phone shows at once, below the card. */
const mostLines = 16;

const firstOf = (lines: readonly string[]): readonly string[] =>
  lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines - 1), `… ${lines.length - mostLines + 1} more lines`];

/** Half a command must not be pasted: what does not fit is left to the report. */
function code(all: readonly string[]): SectionBlock {
  const text = fence(all.join('\n'));
  if (text === undefined) return section(leftOut);
  return section(text.length <= longestSection ? text : '_Too long for a chat: see the report._');
}

/** Whole lines, as many as fit. */
function lines(all: readonly string[]): string {
  const fitting: string[] = [];
  let length = 0;
  for (const line of all) {
    if (length + line.length + 1 > longestSection - 40)
      return [...fitting, `and ${all.length - fitting.length} more`].join('\n');
    fitting.push(line);
    length += line.length + 1;
  }
  return fitting.join('\n');
}

function inline(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `\`${escape(text)}\`` : escape(text).replace(/[*_~]/g, '')))
    .join('');
}

const words = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => text)
    .join('');

/** For the lock screen, which shows no marks. */
const plain = (sentence: string): string => escape(words(sentence));

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: disarms mentions and links as well. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never ends inside an entity such as `&amp;`. */
function bounded(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/&[a-z]{0,3}$|[\ud800-\udbff]$/, '')}…`;
}
