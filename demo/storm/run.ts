/** `npm run storm [-- small] [-- WORDS]`: what storms of denials do to the stack, as a table. */
import { openStormAws } from './aws';
import { isKept } from './promises';
import { simulate, type StormResult } from './simulate';
import { storms } from './shapes';

async function main(words: readonly string[]): Promise<number> {
  const size = words.includes('small') ? 'small' : 'full';
  const wanted = words.filter((word) => word !== 'small').join(' ');
  const aws = await openStormAws();
  const rows: StormResult[] = [];
  for (const storm of storms.filter(({ name }) => name.includes(wanted))) {
    process.stderr.write(`${storm.name} …\n`);
    rows.push(await simulate(storm, storm[size], aws));
  }
  await aws.close();
  process.stdout.write(`${tableOf(rows)}\n`);
  return rows.every(isKept) ? 0 : 1;
}

const columns: readonly (readonly [string, (row: StormResult) => string])[] = [
  ['storm', ({ name }) => name],
  ['denials', ({ denials }) => whole(denials)],
  ['counted', ({ counted }) => whole(counted)],
  ['incidents', ({ incidents }) => whole(incidents)],
  ['messages', ({ messages }) => whole(messages)],
  ['of one, an hour', ({ mostMessages }) => String(mostMessages)],
  ['executions/budget', ({ executions, budget }) => `${executions}/${budget}`],
  ['waiting', ({ waiting }) => whole(waiting)],
  ['lone told', ({ loneTold, hasLone }) => (hasLone ? `${loneTold?.toFixed(0) ?? 'never'} s` : '-')],
  ['heap', ({ heapMegabytes }) => `${heapMegabytes.toFixed(0)} MB`],
  ['CPU', ({ cpu }) => `${cpu.toFixed(0)} µs`],
  ['$/million', ({ dollarsPerMillion }) => dollarsPerMillion.toFixed(2)],
];

function tableOf(rows: readonly StormResult[]): string {
  const cells = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, text]) => text(row)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

const whole = (count: number): string => count.toLocaleString('en-US');

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    process.exit(1);
  },
);
