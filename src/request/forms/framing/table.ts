/** Rows of a table: CSV, or with tabs or semicolons, under a header of names that we know. */
import { parse } from 'csv-parse/sync';
import { longestValue, type Frame, type Framer } from './frame';

/** Is the first line a header? */
export function isTable(text: string): boolean {
  const names = columnsOf(firstLine(text))?.map(plain);
  if (names === undefined || names.length > mostColumns) return false;
  return names.some((name) => telling.has(name)) || together.some((pair) => pair.every((name) => names.includes(name)));
}

const mostColumns = 500;

/** Columns of tables that hold denials, without blanks and in lower case. One is enough. */
const telling: ReadonlySet<string> = new Set([
  'eventname',
  'eventsource',
  'useridentity',
  'cloudtrailevent',
  '@message',
  'raw',
  'rawdata',
  'bucketowner',
  'requesturi',
  'event.action',
]);
const together = [
  ['message', 'timestamp'],
  ['api', 'metadata'],
];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

function firstLine(text: string): string {
  return /^\s*([^\r\n]*)/.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '';
}

function columnsOf(header: string): readonly string[] | undefined {
  // Most first lines are JSON: the parser need not see them.
  if (!/^"?[@\w]/.test(header) || header.length > 64 * 1024) return undefined;
  const rows = rowsIn(header, delimiterOf(header));
  const names = rows?.[0];
  return names?.every((name) => /^[@\w][\w @.{}():/-]*$/.test(name)) === true ? names : undefined;
}

/** Whichever stands most often in the header. */
function delimiterOf(header: string): string {
  const count = (sign: string): number => header.split(sign).length;
  return [',', '\t', ';'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

/** `undefined`: it is no table. */
function rowsIn(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  } catch {
    // Quotes that are nowhere closed: the caller says which lines these are.
    return undefined;
  }
}

export function tableFramer(): Framer {
  let text = '';
  let line = 1;
  let names: readonly string[] | undefined;
  let delimiter = ',';

  /** Whole rows: up to a line end outside of quotes. */
  function push(piece: string): readonly Frame[] {
    text += piece;
    const end = lastRowEnd(text);
    if (end > 0) return take(end);
    if (text.length <= longestValue) return [];
    text = '';
    return [{ is: 'too-long', line }];
  }

  function take(end: number): readonly Frame[] {
    const whole = text.slice(0, end);
    text = text.slice(end);
    let rest = whole;
    if (names === undefined) {
      const header = firstLine(whole);
      delimiter = delimiterOf(header);
      names = columnsOf(header) ?? [];
      rest = whole.trimStart().slice(header.length);
    }
    const first = line;
    line += whole.split('\n').length - 1;
    const rows = rowsIn(rest, delimiter);
    if (rows === undefined) return [{ is: 'cut', line: first }];
    const header = names;
    return rows.map((row) => ({ is: 'row', row: byName(header, row), line: first }));
  }

  return {
    push,
    end: () => (text.trim() === '' ? [] : take(text.length)),
  };
}

function byName(names: readonly string[], row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
}

/** After the last line end that no quote encloses; 0: there is none. */
function lastRowEnd(text: string): number {
  let end = 0;
  let quotes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 34) quotes += 1;
    else if (character === 10 && quotes % 2 === 0) end = at + 1;
  }
  return end;
}
