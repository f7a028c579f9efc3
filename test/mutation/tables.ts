import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { watchMemories } from './memories';

// All tests that mutants must get past, as one suite: the code under test is loaded once for each mutant, not once a file.

const root = join(__dirname, '..', '..');
const tables = ['test/scenario', 'test/engine', 'test/layers', 'test/vectors', 'test/decision'];
/** It compares with the models of the SDK, which is not loaded here. */
const withoutSdk = (path: string): boolean => !path.endsWith('remedies.test.ts');

const memories = watchMemories();
for (const table of tables) {
  const files = readdirSync(join(root, table), { recursive: true, encoding: 'utf8' });
  for (const file of files.sort()) {
    const path = join(root, table, file);
    if (path.endsWith('.test.ts') && withoutSdk(path)) require(path);
  }
}
memories.endWatch();

// What the code remembers of one test would hide that the next one reaches the same lines.
beforeEach(memories.forget);
