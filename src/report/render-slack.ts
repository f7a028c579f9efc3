/** A report as Slack blocks. Limits: https://docs.slack.dev/reference/block-kit/blocks */
import type { CardLine, Report } from './contract';
import { partsOf } from './clean';
import type { Block } from './page/block';
import { page } from './page/page';
import type { PageOptions } from './page/page-options';

interface SlackText {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
  /** Without it Slack would make links and mentions of what looks like one. */
  readonly verbatim?: true;
}
export type SlackBlock =
  | { readonly type: 'header'; readonly text: SlackText }
  | { readonly type: 'section'; readonly text: SlackText; readonly expand?: true }
  | { readonly type: 'context'; readonly elements: readonly SlackText[] };

export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

const mostBlocks = 50;
const longestSection = 3000;

export function renderSlack(report: Report, options: Pick<PageOptions, 'evidence'> = {}): SlackMessage {
  const blocks = page(report, { ...options, extent: 'brief' }).map(blockSlack);
  const cut =
    blocks.length <= mostBlocks
      ? blocks
      : [
          ...blocks.slice(0, mostBlocks - 2),
          context('Shortened: the JSON report has all of it.'),
          // Where that lies.
          ...blocks.slice(-1),
        ];
  return { text: bounded(plain(report.card.headline), longestSection), blocks: cut };
}

function blockSlack(block: Block): SlackBlock {
  switch (block.is) {
    case 'card':
      return section(
        lines([`${tones[block.tone]} *${inline(block.card.headline)}*`, ...block.card.lines.map(cardLine)]),
      );
    case 'heading':
      return section(`*${inline(block.text)}*`);
    case 'sentence':
      return section(inline(block.text));
    case 'list':
      return section(lines(block.items.map((item) => `• ${inline(item)}`)));
    case 'facts':
      return section(lines(block.rows.map(([name, text]) => `*${escape(name)}*: ${inline(text)}`)));
    case 'table':
      return section(lines(block.rows.map((row) => row.map(inline).join(' · '))));
    case 'code':
      // A fence ends at the next three backticks, wherever they come from.
      return section(`\`\`\`${bounded(escape(block.lines.join('\n').replaceAll('`', "'")), longestSection - 6)}\`\`\``);
  }
}

function cardLine({ label, text, command }: CardLine): string {
  const line = `${label === '' ? '' : `*${escape(label)}* `}${inline(text)}`;
  return command === undefined ? line : `${line}\n\`\`\`${escape(command.replaceAll('`', "'"))}\`\`\``;
}

/** For the lock screen, which shows no marks. */
const plain = (sentence: string): string =>
  partsOf(sentence)
    .map(({ text }) => escape(text))
    .join('');

const tones = { denied: ':no_entry:', unclear: ':grey_question:', allowed: ':white_check_mark:' } as const;

function section(text: string): SlackBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: bounded(text, longestSection), verbatim: true },
    expand: true,
  };
}

function context(text: string): SlackBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
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

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: disarms mentions and links as well. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never ends inside an entity such as `&amp;`. */
function bounded(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/&[a-z]{0,3}$|[\ud800-\udbff]$/, '')}…`;
}
