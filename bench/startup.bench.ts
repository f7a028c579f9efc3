import type { Metafile } from 'esbuild';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type Bench, type Measurement } from './define';

const root = join(__dirname, '..');
const program = join(root, 'dist', 'cli', 'culprit.mjs');
const repeats = 9;
const mebibyte = 1024 * 1024;

/** CPU milliseconds that help may take, Node's own start with it. */
const mostHelp = 150;
/** Times Node's own start and the loading of what the command imports. */
const mostOfImports = 1.5;
/** Unpacked bytes of the package, its parts of the AWS SDK left out. */
const mostUnpacked = 2 * mebibyte;

/** What the packed command line costs to start, and how large the package is. */
const bench: Bench = async () => {
  for (const script of ['build-lambdas', 'build-package'])
    execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', `${script}.ts`)], { cwd: root });
  const bare = cpu('-e', '0');
  const help = cpu(program, '--help');
  return [
    { what: 'node -e 0', value: `${bare.toFixed(0)} ms of CPU` },
    bounded('culprit --help', help, mostHelp, (ms) => `${ms.toFixed(0)} ms of CPU`),
    await started(bare),
    ...sizes(),
  ];
};
export default bench;

/** `layers` loads the registry with every reader and client, and does next to nothing with them. */
async function started(bare: number): Promise<Measurement> {
  const imports = importsOf('layers');
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  try {
    const loading = join(folder, 'loading.mjs');
    writeFileSync(loading, `await import(${JSON.stringify(imports)});`);
    const least = cpu(loading);
    const value = cpu(program, 'layers');
    const shown = (ratio: number) =>
      `${value.toFixed(0)} ms of CPU, ${least.toFixed(0)} ms to load what it imports (Node's ${bare.toFixed(0)} with it): ${ratio.toFixed(2)}`;
    const ratio = value / least;
    return {
      what: 'culprit layers',
      value: shown(ratio),
      bound: { says: `at most ${mostOfImports} times the loading`, holds: ratio <= mostOfImports },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The part that holds a command: esbuild names it after the module. */
function importsOf(command: string): string {
  const { outputs } = metafile();
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === `cli/commands/${command}.ts`);
  if (found === undefined) throw new Error(`no part of the package holds cli/commands/${command}.ts`);
  return join(root, found[0]);
}

function sizes(): readonly Measurement[] {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], { cwd: root, encoding: 'utf8' }),
  ) as readonly { readonly size: number; readonly unpackedSize: number }[];
  if (packed === undefined) throw new Error('npm packed nothing');
  const lambdas = JSON.parse(readFileSync(join(root, 'dist', 'metafile.json'), 'utf8')) as Metafile;
  const archive = readFileSync(join(root, 'dist', 'lambdas.json.br')).length;
  const sdk = sdkIn(metafile()).bytes + sdkIn(lambdas).share * archive;
  const megabytes = (bytes: number) => `${(bytes / mebibyte).toFixed(2)} MB`;
  return [
    { what: 'package', value: `${megabytes(packed.size)} packed, ${megabytes(packed.unpackedSize)} unpacked` },
    bounded('package without the AWS SDK', packed.unpackedSize - sdk, mostUnpacked, megabytes),
  ];
}

const metafile = () => JSON.parse(readFileSync(join(root, 'dist', 'package-metafile.json'), 'utf8')) as Metafile;

function sdkIn({ outputs }: Metafile): { readonly bytes: number; readonly share: number } {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const sum = (all: typeof inputs) => all.reduce((bytes, [, { bytesInOutput }]) => bytes + bytesInOutput, 0);
  const bytes = sum(inputs.filter(([path]) => /node_modules\/(@aws-sdk|@smithy|@aws|bowser)\//.test(path)));
  return { bytes, share: bytes / sum(inputs) };
}

function bounded(what: string, value: number, most: number, shown: (value: number) => string): Measurement {
  return { what, value: shown(value), bound: { says: `at most ${shown(most)}`, holds: value <= most } };
}

/** CPU milliseconds of a process, user and system: the wall clock would measure the other work of the machine. */
function cpu(...nodeArguments: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  const meter = join(folder, 'meter.cjs');
  writeFileSync(
    meter,
    `process.on('exit', () => require('node:fs').writeSync(2, 'CPU ' + JSON.stringify(process.cpuUsage())));`,
  );
  try {
    const measured = Array.from({ length: repeats }, () => {
      const { stderr } = spawnSync(process.execPath, ['--require', meter, ...nodeArguments], { encoding: 'utf8' });
      const { user, system } = JSON.parse(stderr.slice(stderr.lastIndexOf('CPU ') + 4)) as NodeJS.CpuUsage;
      return (user + system) / 1_000;
    });
    return median(measured);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
