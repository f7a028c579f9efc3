import { build, type Metafile } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundling } from '../scripts/build/bundle';
import { median, type Bench, type Measurement } from './define';

const root = join(__dirname, '..');
const bundles = join(root, 'dist', 'lambdas');
/**
 * Of the size of a handler that does nothing but make the same calls with the same clients. A layer's sentences, which only
 * the report reads, are 5 to 8 KB of it: they came with the codes that its check names. Intake's own code, records and
 * incidents, spokes and self-tests, is most of what it holds besides.
 */
const mostOfBare = 1.22;
const imports = 5;

/** Size and import time of every bundle, beside a bare handler of the same clients and calls. */
const bench: Bench = async () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'build-lambdas.ts')], { cwd: root });
  const { outputs } = JSON.parse(await readFile(join(root, 'dist', 'metafile.json'), 'utf8')) as Metafile;
  const folder = await mkdtemp(join(tmpdir(), 'culprit-bench-'));
  try {
    const measured: Measurement[] = [];
    for (const [path, output] of Object.entries(outputs)) {
      if (path.endsWith('.js')) measured.push(await compared(path, output, folder));
    }
    return measured;
  } finally {
    await rm(folder, { recursive: true });
  }
};
export default bench;

type Output = Metafile['outputs'][string];

async function compared(path: string, output: Output, folder: string): Promise<Measurement> {
  const name = path.replace('/index.js', '');
  const bare = join(folder, name, 'index.js');
  await buildBare(bare, callsIn(output));
  const [own, least] = await Promise.all([join(bundles, path), bare].map(async (file) => (await stat(file)).size));
  // Where every layer is, to judge it or to ask whether it has something to read, that is the work: no weight of packing.
  const weighed = (own ?? 0) - (judges(output) ? judgementIn(output) : 0);
  const ratio = weighed / (least ?? Number.NaN);
  const size = `${kilobytes(own)} KB, bare ${kilobytes(least)} KB: ${ratio.toFixed(2)}${judges(output) ? ' without the layers' : ''}`;
  const times = `import ${importTime(join(bundles, path))} ms, bare ${importTime(bare)} ms`;
  return {
    what: name,
    value: `${size} · ${times}`,
    bound: { says: `at most ${mostOfBare} of a bare handler with the same clients`, holds: ratio <= mostOfBare },
  };
}

const filesIn = ({ inputs }: Output): readonly string[] =>
  Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));

const judges = (output: Output): boolean => filesIn(output).some((path) => path.endsWith('src/layers/index.ts'));

function judgementIn({ inputs }: Output): number {
  const judgement = /^src\/(engine|judging|layers|decision|verdict|report)\//;
  return Object.entries(inputs).reduce(
    (sum, [path, { bytesInOutput }]) => sum + (judgement.test(path) ? bytesInOutput : 0),
    0,
  );
}

/** Package → the client and the commands that are in the bundle. */
function callsIn(output: Output): ReadonlyMap<string, readonly string[]> {
  const calls = new Map<string, readonly string[]>();
  for (const path of filesIn(output)) {
    const [, client, file] =
      /node_modules\/(@aws-sdk\/client-[\w-]+)\/dist-es\/(?:commands\/)?(\w+(?:Client|Command))\.js$/.exec(path) ?? [];
    if (client !== undefined && file !== undefined) calls.set(client, [...(calls.get(client) ?? []), file]);
  }
  return calls;
}

async function buildBare(outfile: string, calls: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const clients = [...calls].map(([client, names], at) => ({ client, names, at }));
  const contents = [
    ...clients.map(({ client, at }) => `import * as client${at} from '${client}';`),
    'export const handler = () => Promise.all([',
    ...clients.flatMap(({ names, at }) => {
      const client = names.find((name) => name.endsWith('Client')) ?? '';
      const commands = names.filter((name) => name.endsWith('Command'));
      return commands.map((command) => `new client${at}.${client}({}).send(new client${at}.${command}({})),`);
    }),
    ']);',
  ].join('\n');
  await build({ ...bundling(root), stdin: { contents, resolveDir: root }, outfile, metafile: false });
}

/** Milliseconds to load a bundle in a process of its own: what a cold start adds to that of Node. */
function importTime(file: string): string {
  const program = 'const start = performance.now(); require(process.argv[1]); console.log(performance.now() - start);';
  const times = Array.from({ length: imports }, () =>
    Number(
      execFileSync(process.execPath, ['-e', program, file], { encoding: 'utf8', env: { AWS_REGION: 'us-east-1' } }),
    ),
  );
  return median(times).toFixed(0);
}

const kilobytes = (bytes: number | undefined): string => ((bytes ?? 0) / 1024).toFixed(0);
