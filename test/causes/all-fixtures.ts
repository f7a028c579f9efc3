/** Every fixture: those of each file of ./fixtures, in the order of docs/causes.md. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fixture } from './fixture';

const folder = join(__dirname, 'fixtures');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

export const fixtures: readonly Fixture[] = files
  .sort()
  .flatMap((file) => (require(join(folder, file)) as { readonly fixtures: readonly Fixture[] }).fixtures)
  .sort((one, other) => one.causes[0]! - other.causes[0]!);
