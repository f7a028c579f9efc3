import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateScenario } from '../src/scenario/evaluate';
import { microsecondsOfEach } from './cpu';
import { median, type Bench, type Measurement } from './define';
import { compiled, withStatements } from './peers/culprit';

/** The engine by itself: what it decides in a second, what a decision costs in any case, and what it costs to have it. */
const bench: Bench = async () => [...decisions(), ...weight()];
export default bench;

/** About 4 µs where to parse such a line takes 16. */
const mostOfParsing = 0.25;

function decisions(): Measurement[] {
  const file = join(__dirname, '..', 'test', 'vectors', 'generated.jsonl');
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const scenarios = lines.map((line) => JSON.parse(line) as object);
  const { parsing, evaluating, deciding } = microsecondsOfEach({
    parsing: () => lines.map((line) => JSON.parse(line) as object),
    evaluating: () => scenarios.map((scenario) => evaluateScenario(scenario)),
    deciding: compiled(withStatements(1)),
  });
  const ratio = deciding / (parsing / lines.length);
  const perSecond = Math.round((lines.length / evaluating) * 1_000_000).toLocaleString('en');
  return [
    { what: 'read, compiled and decided: the scenarios of generated.jsonl, as objects', value: `${perSecond}/s` },
    {
      // Every layer is asked, whatever the request.
      what: 'a decision with one compiled statement',
      value: `${deciding.toFixed(1)} µs, ${ratio.toFixed(2)} of JSON.parse of a line of generated.jsonl`,
      bound: { says: `at most ${mostOfParsing} of it`, holds: ratio <= mostOfParsing },
    },
  ];
}

function weight(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  try {
    const outfile = join(folder, 'engine.js');
    const contents = ['policy', 'match', 'explain', 'unknowns/assignments']
      .map((file) => `export * from './${file}';`)
      .join('\n');
    const { metafile } = buildSync({
      stdin: { contents, resolveDir: join(__dirname, '..', 'src', 'engine'), loader: 'ts' },
      bundle: true,
      minify: true,
      platform: 'node',
      metafile: true,
      outfile,
    });
    const outputs = Object.values(metafile.outputs);
    const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0);
    // Without `node:fs` no file can be read at run time.
    const loaded = [...outputs.flatMap(({ imports }) => imports), ...Object.keys(metafile.inputs).filter(isData)];
    const load = `const start = performance.now(); require(${JSON.stringify(outfile)}); console.log(performance.now() - start);`;
    const times = Array.from({ length: 9 }, () =>
      Number(execFileSync(process.execPath, ['-e', load], { encoding: 'utf8' })),
    );
    return [
      {
        what: 'the bundled engine',
        value: `${(bytes / 1024).toFixed(1)} KB`,
        bound: { says: 'at most 100 KB', holds: bytes <= 100 * 1024 },
      },
      {
        what: 'modules and data that it loads besides itself',
        value: String(loaded.length),
        bound: { says: 'no data files, and nothing to read them with', holds: loaded.length === 0 },
      },
      {
        what: 'its import (median of 9 processes)',
        value: `${median(times).toFixed(1)} ms`,
        bound: { says: 'at most 10 ms', holds: median(times) <= 10 },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isData = (path: string) => !path.endsWith('.ts') && path !== '<stdin>';
