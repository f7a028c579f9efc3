import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The compiler is a Go program that ends before collecting garbage pays. */
const withoutCollecting = { GOGC: 'off' };

/** Declarations of what the package exports, and of what those name: a tenth of what the compiler writes. */
export async function buildTypes(root: string, out: string): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'culprit-types-'));
  try {
    const project = ['-p', join(root, 'tsconfig.package.json'), '--outDir', made];
    await run(join(root, 'node_modules', '.bin', 'tsc'), project, { env: { ...process.env, ...withoutCollecting } });
    for (const file of await reachedFrom(made, ['src/library', 'lib/index'])) {
      await cp(join(made, `${file}.d.ts`), join(out, `${file}.d.ts`));
    }
  } finally {
    await rm(made, { recursive: true });
  }
}

async function reachedFrom(folder: string, entries: readonly string[]): Promise<ReadonlySet<string>> {
  const reached = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const from = dirname(file);
    const text = await readFile(join(folder, `${file}.d.ts`), 'utf8');
    for (const [, path = ''] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g)) open.push(join(from, path));
  }
  return reached;
}
