/** A report for a terminal, a log or an e-mail: plain text. */
import { styleText } from 'node:util';
import type { Report } from './contract';
import { partsOf, quote } from './clean';
import type { Block, GateRow } from './page/block';
import { cardPage, withoutLongCommands } from './page/card-page';
import { page } from './page/page';
import type { PageOptions } from './page/page-options';

export interface TextOptions extends PageOptions {
  /** Only what is needed to act. Without it the page is whole. */
  readonly extent?: 'card';
  /** The last line: how to see the rest. */
  readonly more?: string;
  /** ANSI colours, for a terminal. */
  readonly color?: boolean;
  /** Where lines end, as far as values allow it; `Infinity`: whoever shows it wraps it. */
  readonly columns?: number;
}

interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

export function renderText(report: Report, options: TextOptions = {}): string {
  const blocks = options.extent === 'card' ? shortPage(report, options) : page(report, options);
  const more: readonly Block[] = options.more === undefined ? [] : [{ is: 'sentence', text: options.more }];
  return blocksAsText([...blocks, ...more], options);
}

/** What a terminal shows without scrolling far. */
const mostCommandLines = 40;

const shortPage = (report: Report, options: PageOptions): readonly Block[] =>
  withoutLongCommands(cardPage(report, options), mostCommandLines).filter(({ is }) => is !== 'links');

export function blocksAsText(blocks: readonly Block[], options: Pick<TextOptions, 'color' | 'columns'>): string {
  const look: Look = { paint: options.color === true ? ansi : plain, columns: options.columns ?? 100 };
  return `${blocks
    .map((block, at) => `${isApart(block, blocks[at - 1]) ? '\n' : ''}${blockText(block, look)}`)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** A command under the statement that it changes, and what is said of it. */
const isApart = (block: Block, before: Block | undefined): boolean =>
  before?.is === 'statement' && (block.is === 'code' || block.is === 'sentence');

type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan', text: string) => string;
const plain: Paint = (_, text) => text;
/** Whoever asks for colours knows the terminal: `styleText` must not look at a stream itself. */
const ansi: Paint = (style, text) => styleText(style, text, { validateStream: false });
const tones = { denied: 'red', unclear: 'yellow', allowed: 'green' } as const;

function blockText(block: Block, look: Look): string {
  const { paint, columns } = look;
  const wrapped = (sentence: string, first: string, next: string) => wrap(sentence, { first, next, columns });
  switch (block.is) {
    case 'card':
      return cardText(block, look);
    case 'heading':
      return `\n${paint('bold', wrapped(block.text, '', '  '))}`;
    case 'sentence':
      return wrapped(block.text, '  ', /^\d+\. /.test(block.text) ? '     ' : '  ');
    case 'list':
      return block.items.map((item) => wrapped(item, '  - ', '    ')).join('\n');
    case 'facts': {
      if (isFlowing(look)) return block.rows.map(([name, text]) => `${name}: ${quoted(text)}`).join('\n');
      const width = Math.max(...block.rows.map(([name]) => name.length));
      const indent = ' '.repeat(width + 4);
      return block.rows
        .map(
          ([name, text]) => paint('dim', `  ${name.padEnd(width)}  `) + wrapped(text, indent, indent).slice(width + 4),
        )
        .join('\n');
    }
    case 'table':
      return isFlowing(look) ? flowingTable(block.rows) : tableText(block.head, block.rows, paint);
    case 'statement':
      return block.lines
        .map((line, at) => {
          const isMarked = block.marked.includes(at);
          return paint(isMarked ? 'red' : 'cyan', `    ${isMarked ? '> ' : '  '}${line}`);
        })
        .join('\n');
    case 'gates':
      return `${block.rows.map((row) => gatesText(row, look)).join('\n')}\n`;
    case 'times':
      return `\n${block.points.map(({ time, text }) => wrapped(text, `  ${time}  `, '    ')).join('\n')}`;
    case 'links':
      return `\n${block.links.map(({ label, url }) => (isFlowing(look) ? `${label}: ${url}` : `  ${paint('dim', label.padEnd(labelWidth))}${url}`)).join('\n')}`;
    case 'code':
      return block.lines.map((line) => paint('cyan', `      ${line}`)).join('\n');
  }
}

/** An e-mail: its reader wraps lines, in letters of all widths, so that nothing stands in columns. */
const isFlowing = ({ columns }: Pick<Look, 'columns'>): boolean => columns === Infinity;

const flowingTable = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) =>
        `  - ${row
          .map(quoted)
          .filter((cell) => cell !== '')
          .join(', ')}`,
    )
    .join('\n');

const labelWidth = 11;

/** A command keeps to one line, however long: it is there to be copied. */
function cardText({ card, tone }: Extract<Block, { readonly is: 'card' }>, { paint, columns }: Look): string {
  const next = isFlowing({ columns }) ? '' : ' '.repeat(labelWidth);
  const lines = card.lines.map(({ label, text, command }) => {
    const shown = isFlowing({ columns })
      ? `${label === '' ? '' : `${label}: `}${quoted(text)}`
      : paint('dim', label.padEnd(labelWidth)) + wrap(text, { first: next, next, columns }).slice(labelWidth);
    return command === undefined ? shown : `${shown}\n${next}${paint('cyan', command)}`;
  });
  const headline = paint('bold', paint(tones[tone], wrap(card.headline, { first: '', next: '', columns })));
  return `${[headline, ...lines].join('\n')}\n`;
}

const gateMarks = { passed: '✓', stopped: '✗', 'stops-next': '✗', unknown: '?' } as const;

/** `✓` passed, `✗` denied, `?` not known. */
function gatesText({ action, gates }: GateRow, { paint, columns }: Look): string {
  const shown = gates.map(({ label, is }) => `${gateMarks[is]}\u00a0${label.replaceAll(' ', '\u00a0')}`);
  const wrapped = wrap(`${quote(action)}: ${shown.join('  ')}`, { first: '', next: '  ', columns });
  // Where the reader wraps, a mark stays with its gate.
  return wrapped
    .replaceAll(isFlowing({ columns }) ? /(?<![✓✗?])\u00a0/g : /\u00a0/g, ' ')
    .replaceAll('✓', paint('green', '✓'))
    .replaceAll('✗', paint('red', '✗'));
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

/**
 * In an e-mail nothing else shows which words strangers have chosen: a value keeps its quotes, has no blanks in a row that
 * look like a column of ours, and is no link.
 */
function quoted(sentence: string): string {
  return partsOf(sentence)
    .map(({ is, text }) => (is === 'value' ? `\`${withoutLinks(text.replace(/(?<= ) /g, '\\u0020'))}\`` : text))
    .join('');
}

/** Mail programs make links of what looks like an address. */
const withoutLinks = (text: string): string => text.replaceAll('://', '[:]//').replace(/\b(www)\./gi, '$1[.]');

interface Indent {
  readonly first: string;
  readonly next: string;
  readonly columns: number;
}

function wrap(sentence: string, { first, next, columns }: Indent): string {
  const lines: string[] = [];
  let line = first;
  let bare = true;
  for (const word of (isFlowing({ columns }) ? quoted : unquoted)(sentence).split(' ')) {
    if (!bare && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = next + word;
    } else {
      line += bare ? word : ` ${word}`;
    }
    bare = false;
  }
  return [...lines, line].join('\n');
}
