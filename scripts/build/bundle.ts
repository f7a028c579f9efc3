import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { environmentCredentials, usedSchemas } from './sdk';

/** A Lambda to be: its bundle's folder, and the module that it starts with. */
export interface Entry {
  readonly name: string;
  readonly source: string;
  /**
   * Whose calls its bundle holds. `none`: it asks AWS nothing about a case, and has no client to ask with. `of`: those that
   * this module makes; of what is bundled with it, nothing is asked.
   */
  readonly calls: 'all' | 'none' | { readonly of: string };
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
    plugins: [usedSchemas, environmentCredentials],
    metafile: true,
    logLevel: 'warning',
  }) as const satisfies BuildOptions;

/** The same, with nothing of the AWS SDK left out: what bundles are measured against. */
export const bundlingAllOfTheSdk = (root: string): Bundling => ({ ...bundling(root), plugins: [] });

type Bundling = Omit<ReturnType<typeof bundling>, 'plugins'> & { readonly plugins: Plugin[] };

/** Bundles every entry with its own part of the AWS SDK into `<out>/<name>/index.js`. One metafile describes them all. */
export async function bundleAll(
  root: string,
  out: string,
  entries: readonly Entry[],
  bundled: Bundling = bundling(root),
): Promise<Metafile> {
  // Whoever reads the old bundles meanwhile finds them whole.
  const made = `${out}.${process.pid}`;
  const sources = join(made, 'entries');
  await mkdir(sources, { recursive: true });
  await Promise.all(entries.map(({ name, source }) => writeFile(join(sources, `${name}.ts`), source)));
  const bundle = (together: readonly Entry[], plugins: readonly Plugin[]) =>
    build({
      ...bundled,
      entryPoints: together.map(({ name }) => ({ in: join(sources, `${name}.ts`), out: `${name}/index` })),
      outdir: made,
      plugins: [...bundled.plugins, ...plugins],
    });
  const results = await Promise.all([
    bundle(
      entries.filter(({ calls }) => calls === 'all'),
      [],
    ),
    bundle(
      entries.filter(({ calls }) => calls === 'none'),
      [withoutCalls(root, new Set())],
    ),
    ...entries.map(async (entry) =>
      typeof entry.calls === 'string'
        ? undefined
        : bundle([entry], [withoutCalls(root, await callsOf(root, entry.calls.of))]),
    ),
  ]);
  await rm(sources, { recursive: true });
  await replace(made, out);
  const metafiles = results.flatMap((result) => result?.metafile ?? []);
  return merged(metafiles, `${relative(root, made).replaceAll('\\', '/')}/`);
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

const callsIn = (root: string): string => join(root, 'src', 'evidence', 'aws', 'calls');

/** Files of calls that a module leads to. */
async function callsOf(root: string, module: string): Promise<ReadonlySet<string>> {
  const { metafile } = await build({
    ...bundling(root),
    entryPoints: [module],
    packages: 'external',
    sourcemap: false,
    write: false,
  });
  return new Set(Object.keys(metafile.inputs).map((path) => join(root, path)));
}

/** Cards name their readers, and judging calls none: the calls, and the clients with them, need not be there. */
function withoutCalls(root: string, kept: ReadonlySet<string>): Plugin {
  return {
    name: 'without-calls',
    setup: (bundler) => {
      bundler.onLoad({ filter: /[/\\]aws[/\\]calls[/\\][\w-]+\.ts$/ }, async ({ path }) => {
        if (dirname(path) !== callsIn(root) || kept.has(path)) return undefined;
        const names = [...(await readFile(path, 'utf8')).matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)];
        const exported = names.map(([, name]) => `export const ${name} = /* @__PURE__ */ refuse('${name}');`);
        return { contents: [refusal, ...exported].join('\n'), loader: 'js' };
      });
    },
  };
}

const refusal = `const refuse = (name) => async () => {
  throw new Error('this step does not call ' + name + ', and was made to');
};`;

/** Outputs by their path below the folder of bundles. */
function merged(metafiles: readonly Metafile[], folder: string): Metafile {
  const outputs = metafiles.flatMap((one) => Object.entries(one.outputs));
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)) as Metafile['inputs'],
    outputs: Object.fromEntries(outputs.map(([path, output]) => [path.replace(folder, ''), output])),
  };
}
