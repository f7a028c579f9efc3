import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Bundles an entry with its part of the AWS SDK into dist/lambdas/<name>/index.js; its metafile lies beside the folders. */
export async function bundle(root: string, name: string, entry: string): Promise<void> {
  const { metafile } = await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
    outfile: join(root, 'dist', 'lambdas', name, 'index.js'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // The ES modules of the SDK are half the size of its CommonJS.
    mainFields: ['module', 'main'],
    minify: true,
    // A Catch of the state machine matches errors by the names of their classes.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(join(root, 'dist', 'lambdas', `${name}.meta.json`), JSON.stringify(metafile));
}
