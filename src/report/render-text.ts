/** A report for a terminal, a log or an e-mail: plain text, at most 100 columns where values allow it. */
import { styleText } from 'node:util';
import type { Report } from './contract';
import { partsOf } from './clean';
import type { Block } from './page/block';
import { page } from './page/page';
import type { PageOptions } from './page/page-options';

export interface TextOptions extends PageOptions {
  /** ANSI colours, for a terminal. */
  readonly color?: boolean;
}

export function renderText(report: Report, options: TextOptions = {}): string {
  const paint = options.color === true ? ansi : plain;
  return `${page(report, options)
    .map((block) => blockText(block, paint))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', text: string) => string;
const plain: Paint = (_, text) => text;
/** Whoever asks for colours knows the terminal: `styleText` must not look at a stream itself. */
const ansi: Paint = (style, text) => styleText(style, text, { validateStream: false });
const tones = { denied: 'red', unclear: 'yellow', allowed: 'green' } as const;

function blockText(block: Block, paint: Paint): string {
  switch (block.is) {
    case 'headline':
      return `${paint('bold', paint(tones[block.tone], wrapped(block.text, '', '')))}\n`;
    case 'heading':
      return `\n${paint('bold', wrapped(block.text, '', '  '))}`;
    case 'sentence':
      return wrapped(block.text, '  ', /^\d+\. /.test(block.text) ? '     ' : '  ');
    case 'list':
      return block.items.map((item) => wrapped(item, '  - ', '    ')).join('\n');
    case 'facts': {
      const width = Math.max(...block.rows.map(([name]) => name.length));
      return block.rows
        .map(([name, text]) => paint('dim', `  ${name.padEnd(width)}  `) + wrapped(text, '', ' '.repeat(width + 4)))
        .join('\n');
    }
    case 'table':
      return tableText(block.head, block.rows, paint);
    case 'code':
      return block.lines.map((line) => paint('cyan', `      ${line}`)).join('\n');
  }
}

/** The last column is not padded: it may be long. */
function tableText(head: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  const cells = [head, ...rows].map((row) => row.map(unquoted));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
  return [paint('dim', lines[0] ?? ''), ...lines.slice(1)].join('\n');
}

/** In a terminal values need no quotes to be distinguished from words. */
function unquoted(sentence: string): string {
  return partsOf(sentence)
    .map(({ text }) => text)
    .join('');
}

function wrapped(sentence: string, first: string, next: string): string {
  const lines: string[] = [];
  let line = first;
  let bare = true;
  for (const word of unquoted(sentence).split(' ')) {
    if (!bare && line.length + 1 + word.length > 100) {
      lines.push(line);
      line = next + word;
    } else {
      line += bare ? word : ` ${word}`;
    }
    bare = false;
  }
  return [...lines, line].join('\n');
}
