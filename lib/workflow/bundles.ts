import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import { dist } from '../cards';

/** The folder of a Lambda's bundle. */
export function bundleFolder(name: string): string {
  const built = join(dist, 'lambdas', name);
  return existsSync(built) ? built : join(unpacked(), name);
}

let folder: string | undefined;

/** A package holds the bundles in one compressed file: they repeat each other. The CDK copies what it deploys. */
function unpacked(): string {
  if (folder !== undefined) return folder;
  const packed = JSON.parse(
    brotliDecompressSync(readFileSync(join(dist, 'lambdas.json.br')), {
      params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 },
    }).toString('utf8'),
  ) as Readonly<Record<string, string>>;
  const made = mkdtempSync(join(tmpdir(), 'culprit-lambdas-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(packed)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), content);
  }
  folder = made;
  return made;
}
