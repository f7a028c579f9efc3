/** The rows of every table of this folder, with the table that each stands in. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Careless } from './row';

const tables = readdirSync(__dirname)
  .filter((file) => file !== 'row.ts' && file !== 'all.ts')
  .sort();

export const careless: readonly (Careless & { readonly table: string })[] = tables.flatMap((file) =>
  Object.values(require(join(__dirname, file)) as Record<string, readonly Careless[]>)
    .flat()
    .map((row) => ({ ...row, table: file.replace('.ts', '') })),
);
