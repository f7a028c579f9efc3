import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { runEvaluate } from '../cli/commands/evaluate';
import { packaging } from '../scripts/build/package/programs';
import { cpuOf, cpuOfAsync } from './cpu';
import { median, type Bench, type Measurement } from './define';

const text = readFileSync(join(__dirname, '..', 'test', 'vectors', 'generated.jsonl'), 'utf8');
const lines = text.trimEnd().split('\n');
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

/** Lines in, decisions out, against the one thing that nobody can do without: parsing those lines. */
const bench: Bench = async () => {
  const run = await asShipped();
  return [...(await throughput(run)), ...(await memory(run))];
};
export default bench;

type Run = typeof runEvaluate;

/** In one file, as the package holds it: what loads a source file by file calls from one to another by a getter. */
async function asShipped(): Promise<Run> {
  const root = join(__dirname, '..');
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  try {
    const outfile = join(folder, 'evaluate.cjs');
    const entryPoints = [join(root, 'cli', 'commands', 'evaluate.ts')];
    await build({ ...packaging(root), entryPoints, outfile, format: 'cjs' });
    return ((await import(outfile)) as { readonly runEvaluate: Run }).runEvaluate;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A line of a stream; `made`: it is the so manieth that was made, in any stream. */
type Make = (line: string, made: number) => string;

/** What a stream may consist of, by how much of it was seen before. */
const streams: readonly { readonly what: string; readonly make: Make; readonly most: number }[] = [
  { what: 'lines seen before', make: (line) => line, most: 2.5 },
  {
    what: 'every other line with new policies',
    make: (line, made) => (made % 2 === 1 ? unlike(line, made) : line),
    most: 4,
  },
  { what: 'every policy of every line new', make: unlike, most: 4 },
  { what: 'every line of accounts of its own: policies and ARNs new', make: ofOtherAccounts, most: 5 },
];
/** What comes again is known after one. The compiler goes on for a dozen: up to then a line takes up to twice as long. */
const warmUps = 16;
const rounds = 9;
const times = 3;

async function throughput(run: Run): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const stream of streams) measurements.push(...(await throughputOf(run, stream)));
  return measurements;
}

async function throughputOf(run: Run, { what, make, most }: (typeof streams)[number]): Promise<Measurement[]> {
  const many = lines.length * times;
  const ratios: number[] = [];
  const taken: number[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    // What a pipe would bring is made before the clock starts.
    const made = repeated(times, (line) => make(line, everMade()));
    const blocks = [...inBlocks(made)];
    const parsing = cpuOf(() => parseAll(made));
    const evaluating = await cpuOfAsync(() => evaluateAll(run, blocks));
    if (round < 0) continue;
    ratios.push(evaluating / parsing);
    taken.push(evaluating);
  }
  const ratio = median(ratios);
  const perSecond = Math.round((many / median(taken)) * 1000).toLocaleString('en');
  return [
    {
      what: `evaluate, ${what}: multiple of JSON.parse`,
      value: `${ratio.toFixed(2)}, ${perSecond}/s`,
      bound: { says: `at most ${most} times JSON.parse of the same lines`, holds: ratio <= most },
    },
  ];
}

/** After so many different lines all caches are full; from then on what is kept goes up and down with what they forget. */
const warmUp = 20_000;
const samples = 40;

async function memory(run: Run): Promise<Measurement[]> {
  const total = Number(process.env['CULPRIT_BENCH_LINES'] ?? 100_000);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heaps: number[] = [];
  function* stream() {
    for (let at = 0; at < warmUp + total; at += 1) {
      if (at >= warmUp && (at - warmUp) % Math.ceil(total / samples) === 0) {
        collect();
        heaps.push(process.memoryUsage().heapUsed);
      }
      yield `${unlike(lineAt(at), everMade())}\n`;
    }
  }
  const took = await cpuOfAsync(() => evaluateAll(run, inBlocks(stream())));
  const [before, after] = [heaps.slice(0, samples / 2), heaps.slice(samples / 2)].map(mean) as [number, number];
  return [
    { what: `${(warmUp + total).toLocaleString('en')} different lines`, value: `${(took / 1000).toFixed(1)} s` },
    {
      what: 'heap with full caches: mean of the first half of them, and of the second',
      value: `${megabytes(before)}, ${megabytes(after)}`,
      bound: { says: 'memory does not grow with the number of lines', holds: after - before <= 8 * 1024 * 1024 },
    },
  ];
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function parseAll(texts: readonly string[]): number {
  return texts.reduce((members, line) => members + Object.keys(JSON.parse(line) as object).length, 0);
}

function repeated(many: number, change: (line: string) => string): readonly string[] {
  return Array.from({ length: many * lines.length }, (_, at) => `${change(lineAt(at))}\n`);
}

/** What is new in one stream is in no other. */
const everMade = (): number => (madeSoFar += 1);
let madeSoFar = 0;

const lineAt = (at: number): string => lines[at % lines.length] ?? '';

/** A line of which nobody has seen any policy. */
function unlike(line: string, made: number): string {
  return line.replaceAll('{"Version"', `{"Id":"n${made}","Version"`);
}

/** Accounts by whose last digits nobody knows them, the same throughout the line: what is decided stays. */
function ofOtherAccounts(line: string, made: number): string {
  return line.replaceAll(/(?<=[":])(\d{4})\d{8}(?=[":])/g, `$1${String(made).padStart(8, '0')}`);
}

async function evaluateAll(run: Run, blocks: Iterable<Buffer>): Promise<number> {
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length;
      // A pipe takes it on a later turn. On the same one, what Node.js has put off (`process.nextTick`) would pile up.
      setImmediate(done);
    },
  });
  const code = await run(Readable.from(blocks), sink);
  if (code !== 0) throw new Error('a line of generated.jsonl was refused');
  return bytes;
}

/** As a pipe delivers them: 64 KB at a time, cut wherever it falls. */
function* inBlocks(chunks: Iterable<string>): Generator<Buffer> {
  let pending = '';
  for (const chunk of chunks) {
    pending += chunk;
    if (pending.length < 65_536) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}
