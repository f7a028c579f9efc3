/** A report for an issue, a pull request or a wiki: GitHub's Markdown. */
import type { CardLine, Report } from './contract';
import { partsOf, quote } from './clean';
import type { Block, GateRow } from './page/block';
import { page } from './page/page';
import type { PageOptions } from './page/page-options';

export function renderMarkdown(report: Report, options: PageOptions = {}): string {
  return blocksAsMarkdown(page(report, options));
}

export function blocksAsMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockMarkdown).join('\n\n')}\n`;
}

function blockMarkdown(block: Block): string {
  switch (block.is) {
    case 'card':
      return [`## ${inline(block.card.headline)}`, ...block.card.lines.map(cardLine)].join('\n\n');
    case 'heading':
      return `### ${inline(block.text)}`;
    case 'sentence':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'facts':
      return block.rows.map(([name, text]) => `- **${words(name)}**: ${inline(text)}`).join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows]
        .map((row) => `| ${row.map(cell).join(' | ')} |`)
        .join('\n');
    case 'statement':
      return fenced(block.lines);
    case 'gates':
      return block.rows.map(gatesLine).join('  \n');
    case 'times':
      return block.points.map(({ time, text }) => `- ${words(time)} ${inline(text)}`).join('\n');
    case 'links':
      return block.links.map(({ label, url }) => `[${words(label)}](${url})`).join(' · ');
    case 'code':
      return fenced(block.lines);
  }
}

/** A fence must be longer than any run of backticks inside. */
function fenced(lines: readonly string[], language = languageOf(lines[0] ?? '')): string {
  const longest = Math.max(
    2,
    ...lines.map((line) => Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

const gateMarks = { passed: '✅', stopped: '⛔', 'stops-next': '🚫', unknown: '❔' } as const;

function gatesLine({ action, gates }: GateRow): string {
  return `${inline(quote(action))}: ${gates.map(({ label, is }) => `${gateMarks[is]} ${words(label)}`).join(' → ')}`;
}

function cardLine({ label, text, command }: CardLine): string {
  const line = `${label === '' ? '' : `**${words(label)}** `}${inline(text)}`;
  return command === undefined ? line : `${line}\n\n${fenced([command], 'sh')}`;
}

function languageOf(first: string): string {
  if (/^[[{]/.test(first)) return 'json';
  return first.startsWith('--- ') ? 'diff' : '';
}

function inline(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `\`${text}\`` : words(text)))
    .join('');
}

function words(text: string): string {
  return text.replace(/[\\*_<>[\]~&#|]/g, '\\$&');
}

/** GitHub splits cells before it looks for code, so a bar in a value needs its own escape. */
function cell(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `\`${text.replaceAll('|', '\\|')}\`` : words(text)))
    .join('');
}
