/** What storms came to, as a table of Markdown. */
import type { StormResult } from './result';
import { storms } from './shapes';

const columns: readonly (readonly [string, (row: StormResult) => string])[] = [
  ['storm', ({ name }) => name],
  ['denials', ({ denials }) => whole(denials)],
  ['counted', ({ counted }) => whole(counted)],
  ['incidents', ({ incidents }) => whole(incidents)],
  ['messages', ({ messages }) => whole(messages)],
  ['digests', ({ digests }) => whole(digests)],
  ['of one incident, an hour', ({ mostMessages }) => String(mostMessages)],
  ['executions/budget', ({ executions, budget }) => `${executions}/${budget}`],
  ['waiting', ({ waiting }) => whole(waiting)],
  ['lone one told', ({ loneTold, hasLone }) => (hasLone ? `${loneTold?.toFixed(0) ?? 'never'} s` : '')],
  ['closed', ({ closed }) => String(closed)],
  ['failed calls', ({ failedCalls, calls }) => `${failedCalls}/${whole(calls)}`],
  ['heap', ({ heapMegabytes }) => `${Math.max(0, heapMegabytes).toFixed(0)} MB`],
  ['CPU of a denial', ({ cpu }) => `${cpu.toFixed(0)} µs`],
  ['$ a million', ({ dollarsPerMillion }) => dollarsPerMillion.toFixed(2)],
  ['with all sweeps', ({ allDollars }) => allDollars.toFixed(2)],
];

export function tableOf(rows: readonly StormResult[], others: Cells = []): string {
  const cells = [headings, ...sorted([...rows.map((row) => columns.map(([, text]) => text(row))), ...others])];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...body.map(lineOf)].join('\n');
}

type Cells = readonly (readonly string[])[];

const headings = columns.map(([name]) => name);

/** The rows of other storms in a document with a table of these columns. */
export function rowsIn(document: string, but: readonly StormResult[]): Cells {
  const [head, , ...rows] = document.split('\n').flatMap((line) => (line.startsWith('| ') ? [cellsOf(line)] : []));
  if (head?.join() !== headings.join()) return [];
  return rows.filter(([name]) => but.every((row) => row.name !== name));
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** As they are listed. */
const sorted = (rows: Cells): Cells => {
  const place = (row: readonly string[]) => storms.findIndex(({ name }) => name === row[0]);
  return rows.toSorted((one, other) => place(one) - place(other));
};

const whole = (count: number): string => count.toLocaleString('en-US');
