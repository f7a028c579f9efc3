import { build, type Metafile } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundling } from '../scripts/build/bundle';
import type { Bench, Measurement } from './define';

const root = join(__dirname, '..');
const bundles = join(root, 'dist', 'lambdas');
/**
 * Times the size of a handler that does nothing but make the same calls with the same clients. Own code is 40 to 110 KB: most in
 * intake (records and incidents, spokes and self-tests), and 5 to 8 KB of a layer are sentences, which only the report reads.
 */
const mostOfBare = 1.35;

/** The size of every bundle beside a bare handler of the same clients and calls. */
const bench: Bench = async () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'build-lambdas.ts')], { cwd: root });
  const { outputs } = JSON.parse(await readFile(join(root, 'dist', 'metafile.json'), 'utf8')) as Metafile;
  const folder = await mkdtemp(join(tmpdir(), 'culprit-bench-'));
  try {
    const measured: Measurement[] = [];
    for (const [path, output] of Object.entries(outputs)) {
      if (!path.endsWith('.js')) continue;
      measured.push(await sizeOf(path.replace('/index.js', ''), output, join(folder, path)));
    }
    return measured;
  } finally {
    await rm(folder, { recursive: true });
  }
};
export default bench;

type Output = Metafile['outputs'][string];

async function sizeOf(name: string, output: Output, bare: string): Promise<Measurement> {
  await buildBare(bare, callsIn(output));
  const [own, least] = await Promise.all([bundleOf(name), bare].map(async (file) => (await stat(file)).size));
  // Where every layer is, to judge it or to ask whether it has something to read, that is the work: no weight of packing.
  const weighed = (own ?? 0) - (judges(output) ? judgementIn(output) : 0);
  const ratio = weighed / (least ?? Number.NaN);
  return {
    what: name,
    value: `${kilobytes(own)} KB, bare ${kilobytes(least)} KB: ${ratio.toFixed(2)}${judges(output) ? ' without the layers' : ''}`,
    bound: { says: `at most ${mostOfBare} of a bare handler with the same clients`, holds: ratio <= mostOfBare },
  };
}

const bundleOf = (name: string): string => join(bundles, name, 'index.js');

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

type Calls = ReadonlyMap<string, readonly string[]>;

/** Package → the client and the commands that are in the bundle. */
function callsIn(output: Output): Calls {
  const calls = new Map<string, readonly string[]>();
  for (const path of filesIn(output)) {
    const [, client, file] =
      /node_modules\/(@aws-sdk\/client-[\w-]+)\/dist-es\/(?:commands\/)?(\w+(?:Client|Command))\.js$/.exec(path) ?? [];
    if (client !== undefined && file !== undefined) calls.set(client, [...(calls.get(client) ?? []), file]);
  }
  return calls;
}

async function buildBare(outfile: string, calls: Calls): Promise<void> {
  const contents = bareHandler(calls);
  await build({ ...bundling(root), stdin: { contents, resolveDir: root }, outfile, metafile: false });
}

function bareHandler(calls: Calls): string {
  const clients = [...calls].map(([client, names], at) => ({ client, names, at }));
  return [
    ...clients.map(({ client, at }) => `import * as client${at} from '${client}';`),
    'export const handler = () => Promise.all([',
    ...clients.flatMap(({ names, at }) => {
      const client = names.find((name) => name.endsWith('Client')) ?? '';
      const commands = names.filter((name) => name.endsWith('Command'));
      return commands.map((command) => `new client${at}.${client}({}).send(new client${at}.${command}({})),`);
    }),
    ']);',
  ].join('\n');
}

const kilobytes = (bytes: number | undefined): string => ((bytes ?? 0) / 1024).toFixed(0);
