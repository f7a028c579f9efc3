import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runEvaluate } from '../cli/commands/evaluate';
import { median, type Bench, type Measurement } from './define';

const text = readFileSync(join(__dirname, '..', 'test', 'vectors', 'generated.jsonl'), 'utf8');
const lines = text.trimEnd().split('\n');
const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

/** Lines in, decisions out, against the one thing that nobody can do without: parsing those lines. */
const bench: Bench = async () => [...(await throughput()), ...(await memory())];
export default bench;

async function throughput(): Promise<Measurement[]> {
  const rounds = Array.from({ length: 15 }, (_, round) => round);
  const many = lines.length * 5;
  const parsing: number[] = [];
  const seen: number[] = [];
  const unseen: number[] = [];
  // What a pipe would bring is made before the clock starts.
  const same = [...inBlocks(repeated(5))];
  await evaluateAll([...same, ...same]);
  for (const round of rounds) {
    parsing.push(await timed(() => parseAll(5)));
    const fresh = [...inBlocks(repeated(5, (line, at) => unlike(line, round * many + at)))];
    seen.push(await timed(() => evaluateAll(same)));
    unseen.push(await timed(() => evaluateAll(fresh)));
  }
  const ratios = (times: readonly number[]) => times.map((time, at) => time / (parsing[at] ?? Number.NaN));
  const ratio = median(ratios(seen));
  const perSecond = (times: readonly number[]) => `${Math.round((many / median(times)) * 1000).toLocaleString('en')}/s`;
  return [
    { what: 'JSON.parse of the lines of generated.jsonl', value: perSecond(parsing) },
    { what: 'evaluate, the same lines, end to end', value: perSecond(seen) },
    { what: 'evaluate, with a policy never seen before in every line', value: perSecond(unseen) },
    {
      what: 'evaluate, as a multiple of JSON.parse (median of 15 pairs)',
      value: ratio.toFixed(2),
      ...(ratio > 3 ? { broken: 'at most three times JSON.parse' } : {}),
    },
    { what: 'the same with unseen policies', value: median(ratios(unseen)).toFixed(2) },
  ];
}

/** After so many different lines all caches are full; from then on what is kept goes up and down with what they forget. */
const warmUp = 20_000;
const samples = 40;

async function memory(): Promise<Measurement[]> {
  const total = Number(process.env['CULPRIT_BENCH_LINES'] ?? 1_000_000);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heaps: number[] = [];
  function* stream() {
    for (let at = 0; at < warmUp + total; at += 1) {
      if (at >= warmUp && (at - warmUp) % Math.ceil(total / samples) === 0) {
        collect();
        heaps.push(process.memoryUsage().heapUsed);
      }
      yield `${unlike(lineAt(at), at)}\n`;
    }
  }
  const took = await timed(() => evaluateAll(inBlocks(stream())));
  const [before, after] = [heaps.slice(0, samples / 2), heaps.slice(samples / 2)].map(mean) as [number, number];
  return [
    { what: `${(warmUp + total).toLocaleString('en')} different lines`, value: `${(took / 1000).toFixed(1)} s` },
    {
      what: 'heap with full caches: mean of the first half of them, and of the second',
      value: `${megabytes(before)}, ${megabytes(after)}`,
      ...(after - before > 8 * 1024 * 1024 ? { broken: 'memory does not grow with the number of lines' } : {}),
    },
  ];
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function parseAll(times: number): number {
  let members = 0;
  for (let time = 0; time < times; time += 1) {
    for (const line of lines) members += Object.keys(JSON.parse(line) as object).length;
  }
  return members;
}

function* repeated(times: number, change?: (line: string, at: number) => string): Generator<string> {
  for (let at = 0; at < times * lines.length; at += 1) {
    const line = lineAt(at);
    yield `${change === undefined ? line : change(line, at)}\n`;
  }
}

const lineAt = (at: number): string => lines[at % lines.length] ?? '';

/** A line whose first policy nobody has seen: the engine cannot have it in its cache. */
const unlike = (line: string, at: number) => line.replace('{"Version"', `{"Id":"n${at}","Version"`);

async function evaluateAll(blocks: Iterable<Buffer>): Promise<number> {
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      bytes += chunk.length;
      // A pipe takes it on a later turn. On the same one, what Node.js has put off (`process.nextTick`) would pile up.
      setImmediate(done);
    },
  });
  const code = await runEvaluate(Readable.from(blocks, { objectMode: false }), sink);
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

/** Milliseconds of the processor in this thread: others may use the machine as well. */
async function timed(run: () => unknown): Promise<number> {
  const start = process.threadCpuUsage();
  await run();
  const end = process.threadCpuUsage();
  return (end.user + end.system - start.user - start.system) / 1000;
}
