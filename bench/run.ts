import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measurement } from './define';
import { markdownOf, type Table } from './markdown';

// Runs every bench/*.bench.ts, or those whose names hold a word that is given. Fails when a bound does not hold.
// `--write FILE`: writes the tables to a document as well.

function main(commandArguments: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...commandArguments],
    options: { write: { type: 'string' } },
    allowPositionals: true,
  });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.bench.ts'));
  const chosen =
    positionals.length === 0 ? files : files.filter((file) => positionals.some((word) => file.includes(word)));
  if (chosen.length === 0) {
    console.error(`there is no bench \`${positionals.join(' ')}\`: use ${files.map(nameOf).join(', ')}`);
    return 2;
  }
  const tables = chosen.map(tableOf);
  if (values.write !== undefined) writeFileSync(values.write, markdownOf(tables, commandArguments, new Date()));
  const rows = tables.flatMap(({ measurements }) => measurements);
  return rows.every(({ bound }) => bound?.holds !== false) ? 0 : 1;
}

const nameOf = (file: string): string => file.replace('.bench.ts', '');

/** A table is printed as soon as it is there. */
function tableOf(file: string): Table {
  console.log(`\n${nameOf(file)}`);
  const measured = execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'one.ts'), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measurements = JSON.parse(measured) as readonly Measurement[];
  for (const measurement of measurements) console.log(lineOf(measurement));
  return { name: nameOf(file), measurements };
}

function lineOf({ what, value, bound }: Measurement): string {
  const line = `  ${what.padEnd(64)} ${value}`;
  if (bound === undefined) return line;
  return bound.holds ? `${line} (${bound.says})` : `${line}\n    BROKEN: ${bound.says}`;
}

process.exitCode = main(process.argv.slice(2));
