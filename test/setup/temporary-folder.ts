import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the files of one test file. */
export function temporaryFolder(): {
  readonly file: (name: string, content: string | Uint8Array) => string;
  readonly path: string;
  /** An empty folder in it. */
  readonly folder: () => string;
} {
  const path = mkdtempSync(join(tmpdir(), 'culprit-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    file: (name, content) => {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    folder: () => mkdtempSync(join(path, 'in-')),
  };
}
