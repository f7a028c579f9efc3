/** What storms came to, as a table of Markdown. */
import type { StormResult } from './result';

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

export function tableOf(rows: readonly StormResult[]): string {
  const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, text]) => text(row)))];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...body.map(lineOf)].join('\n');
}

const whole = (count: number): string => count.toLocaleString('en-US');
