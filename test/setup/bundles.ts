import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const built = join(root, 'dist', 'cards.json');

interface Run {
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
}

/** Tests of the stack and of the bundles use the very bytes that would be deployed, so they are built before. */
export default function buildBundles({ testPathPatterns }: Run): void {
  const patterns = testPathPatterns?.patterns ?? [];
  const isNeeded = patterns.length === 0 || patterns.some((pattern) => /lib|demo|test\/?$/.test(pattern));
  if (!isNeeded || (existsSync(built) && statSync(built).mtimeMs > newestSource())) return;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build-lambdas.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  // The tests that need the bundles say by themselves that they are not there; the others need not fail.
  if (status !== 0) console.error(`the bundles could not be built:\n${stderr.slice(0, 2000)}`);
}

function newestSource(): number {
  const files = ['src', 'lambdas', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  return Math.max(...files);
}
