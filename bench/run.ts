import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Measurement } from './define';

// Runs every bench/*.bench.ts, or those whose names hold a word that is given. Fails when a number breaks a promise.

async function main(words: readonly string[]): Promise<number> {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.bench.ts'));
  const chosen = words.length === 0 ? files : files.filter((file) => words.some((word) => file.includes(word)));
  if (chosen.length === 0) {
    const names = files.map((file) => file.replace('.bench.ts', '')).join(', ');
    console.error(`there is no bench \`${words.join(' ')}\`: use ${names}`);
    return 2;
  }
  let broken = 0;
  for (const file of chosen) {
    console.log(`\n${file.replace('.bench.ts', '')}`);
    const { default: bench } = (await import(join(__dirname, file))) as { readonly default: Bench };
    const measurements = await bench();
    for (const measurement of measurements) console.log(lineOf(measurement));
    broken += measurements.filter((measurement) => measurement.broken !== undefined).length;
  }
  return broken === 0 ? 0 : 1;
}

function lineOf({ what, value, broken }: Measurement): string {
  const line = `  ${what.padEnd(64)} ${value}`;
  return broken === undefined ? line : `${line}\n    BROKEN: ${broken}`;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
