/** What the bundles are made from: what was built from the same need not be built again. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders and files that decide what is in `dist`; the lock stands for the SDK and for the bundler. */
const sources = ['src', 'lambdas', 'scripts/build', 'package-lock.json'];
const note = (root: string): string => join(root, 'dist', 'sources.sha256');

/** SHA-256 of their paths and contents, and of what else decides. */
export async function hashOfSources(root: string, more: readonly string[] = []): Promise<string> {
  const files = (await Promise.all([...sources, ...more].map((source) => filesIn(root, source)))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  contents.forEach((content, at) => hash.update(`${files[at]} ${content.length}\n`).update(content));
  return hash.digest('hex');
}

/** Without a note that can be read it is built again. */
export async function isBuiltFrom(hash: string, root: string): Promise<boolean> {
  return (await readFile(note(root), 'utf8').catch(() => undefined)) === hash;
}

/** Before a build: it may fail half way. */
export function forgetBuilt(root: string): Promise<void> {
  return rm(note(root), { force: true });
}

/** After the build: who finds the note finds the bundles. */
export function noteBuilt(hash: string, root: string): Promise<void> {
  return writeFile(note(root), hash);
}

async function filesIn(root: string, source: string): Promise<readonly string[]> {
  if (source.includes('.')) return [source];
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  );
}
