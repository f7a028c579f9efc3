import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// All tests that mutants must get past, as one suite: the code under test is loaded once for each mutant, not once a file.

const root = join(__dirname, '..', '..');
const folders = ['src/layers', 'test/engine', 'test/layers', 'test/vectors', 'test/verdict'];

for (const folder of folders) {
  for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.ts')) require(join(root, folder, file));
  }
}
