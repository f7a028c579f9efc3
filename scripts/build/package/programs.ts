import { build, type BuildOptions, type Metafile } from 'esbuild';
import { join } from 'node:path';
import { usedSchemas } from '../sdk';

/** Node 20 is the oldest that package.json asks for. */
export const packaging = (root: string) =>
  ({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    minify: true,
    // Errors are known by the names of their classes.
    keepNames: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  }) as const satisfies BuildOptions;

/** The command line and the library share their code; what a command does not need, it does not load. */
export async function buildProgram(root: string, outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    ...packaging(root),
    plugins: [usedSchemas],
    entryPoints: { culprit: join(root, 'cli', 'culprit.ts'), library: join(root, 'src', 'library.ts') },
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    // CommonJS among what is bundled asks for these.
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url),__dirname=import.meta.dirname;",
    },
  });
  return metafile;
}

/** The CDK is the user's own: two of it in one app do not know each other. */
export async function buildConstruct(root: string, outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    ...packaging(root),
    entryPoints: { index: join(root, 'lib', 'index.ts') },
    outdir,
    format: 'cjs',
    external: ['aws-cdk-lib', 'constructs'],
  });
  return metafile;
}
