/**
 * `npm run storm [-- small] [-- WORDS]`: what storms of denials do to the stack, as a table. `-- write` puts these rows into
 * docs/storms.md. Ends with 1 where a storm breaks a promise.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStormAws } from './aws';
import { broken } from './promises';
import type { StormResult } from './result';
import { storms } from './shapes';
import { simulate } from './simulate';
import { rowsIn, tableOf } from './table';

const document = join(__dirname, '../../docs/storms.md');
const place = /(<!-- measured: storms -->\n)[^]*(\n<!-- end: storms -->)/;

async function main(words: readonly string[]): Promise<number> {
  const size = words.includes('small') ? 'small' : 'full';
  const wanted = words.filter((word) => word !== 'small' && word !== 'write').join(' ');
  const aws = await openStormAws();
  const rows: StormResult[] = [];
  for (const storm of storms.filter(({ name }) => name.includes(wanted))) {
    process.stderr.write(`${storm.name} …\n`);
    rows.push(await simulate(storm, storm[size], aws));
  }
  await aws.close();
  process.stdout.write(`${tableOf(rows)}\n`);
  if (words.includes('write')) write(rows);
  const failures = rows.flatMap((row) => broken(row).map((promise) => `${row.name}: not kept: ${promise}`));
  if (failures.length > 0) process.stdout.write(`${failures.join('\n')}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** Storms that were not lived through now keep their rows. */
function write(rows: readonly StormResult[]): void {
  const before = readFileSync(document, 'utf8');
  const [measured = ''] = place.exec(before) ?? [];
  const table = tableOf(rows, rowsIn(measured, rows));
  const day = new Date().toISOString().slice(0, 10);
  const text = `\nMeasured on ${day} with Node.js ${process.versions.node}:\n\n${table}\n`;
  writeFileSync(
    document,
    before.replace(place, (_, begin: string, end: string) => `${begin}${text}${end}`),
  );
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    process.exit(1);
  },
);
