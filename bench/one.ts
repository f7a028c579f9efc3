import { join } from 'node:path';
import type { Bench } from './define';

// Runs the bench of the file that is named, and prints its measurements as JSON. What others left in memory, or taught the
// compiler, is none of its business: `run.ts` gives each a process of its own.

async function main(file: string): Promise<void> {
  const { default: bench } = (await import(join(__dirname, file))) as { readonly default: Bench };
  process.stdout.write(JSON.stringify(await bench()));
}

void main(process.argv[2] ?? '');
