import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** A Lambda to be: its bundle's folder, and the module that it starts with. */
export interface Entry {
  readonly name: string;
  readonly source: string;
  /** `false`: it asks AWS nothing about a case, so its bundle holds no client to ask with. */
  readonly reads: boolean;
}

/** How everything that runs in Lambda is bundled. */
export const bundling = (root: string) =>
  ({
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
  }) as const satisfies BuildOptions;

/** Bundles every entry with its own part of the AWS SDK into `<out>/<name>/index.js`. One metafile describes them all. */
export async function bundleAll(root: string, out: string, entries: readonly Entry[]): Promise<Metafile> {
  // Whoever reads the old bundles meanwhile finds them whole.
  const made = `${out}.${process.pid}`;
  const sources = join(made, 'entries');
  await mkdir(sources, { recursive: true });
  await Promise.all(entries.map(({ name, source }) => writeFile(join(sources, `${name}.ts`), source)));
  const bundle = (reads: boolean, plugins: Plugin[]) =>
    build({
      ...bundling(root),
      entryPoints: entries
        .filter((entry) => entry.reads === reads)
        .map(({ name }) => ({ in: join(sources, `${name}.ts`), out: `${name}/index` })),
      outdir: made,
      plugins,
    });
  const [reading, judging] = await Promise.all([bundle(true, []), bundle(false, [withoutReads(root)])]);
  await rm(sources, { recursive: true });
  await replace(made, out);
  return merged([reading.metafile, judging.metafile], `${relative(root, made).replaceAll('\\', '/')}/`);
}

/** Two builds at once may both find the folder gone, and there again. */
async function replace(made: string, out: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await rm(out, { recursive: true, force: true });
    try {
      await rename(made, out);
      return;
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

/** Cards name their readers, and judging calls none: the calls, and the clients with them, need not be there. */
function withoutReads(root: string): Plugin {
  const calls = join(root, 'src', 'evidence', 'aws', 'calls');
  return {
    name: 'without-reads',
    setup: (bundler) => {
      bundler.onLoad({ filter: /[/\\]aws[/\\]calls[/\\][\w-]+\.ts$/ }, async ({ path }) => {
        if (dirname(path) !== calls) return undefined;
        const names = [...(await readFile(path, 'utf8')).matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)];
        const exported = names.map(([, name]) => `export const ${name} = /* @__PURE__ */ refuse('${name}');`);
        return { contents: [refusal, ...exported].join('\n'), loader: 'js' };
      });
    },
  };
}

const refusal = `const refuse = (name) => async () => {
  throw new Error('this step asks AWS nothing, and was made to call ' + name);
};`;

/** Outputs by their path below the folder of bundles. */
function merged(metafiles: readonly Metafile[], folder: string): Metafile {
  const outputs = metafiles.flatMap((one) => Object.entries(one.outputs));
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)) as Metafile['inputs'],
    outputs: Object.fromEntries(outputs.map(([path, output]) => [path.replace(folder, ''), output])),
  };
}
