/** Every reader of the product, by its file. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Reader } from '../../src/evidence/define';

const folder = join(__dirname, '..', '..', 'src', 'evidence', 'readers');

export const readers: readonly Reader<unknown>[] = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map((file) => {
    const exported = Object.values(require(join(folder, file)) as Record<string, unknown>);
    return exported[0] as Reader<unknown>;
  });
