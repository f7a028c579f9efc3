import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateLine } from '../cli/evaluate';
import { hostileCases } from '../test/model/hostile';
import type { Scenario } from '../test/model/scenario';
import { median, millisecondsOf, type Bench, type Measurement } from './define';

/** The engine by itself: how cost grows with what it is given, and what it costs to have it at all. */
const bench: Bench = async () => [...growth(), ...hostile(), ...weight()];
export default bench;

const took = (milliseconds: number) => `${milliseconds < 10 ? milliseconds.toFixed(3) : milliseconds.toFixed(0)} ms`;

function growth(): Measurement[] {
  const times = [10, 100, 1000, 10_000].map((statements) => {
    const text = JSON.stringify(withStatements(statements));
    return { statements, time: millisecondsOf(() => evaluateLine(text)) };
  });
  const [, , thousand, most] = times;
  const perStatement = (one: (typeof times)[number] | undefined) => (one === undefined ? 0 : one.time / one.statements);
  const ratio = perStatement(most) / perStatement(thousand);
  return [
    ...times.map(({ statements, time }) => ({ what: `a scenario of ${statements} statements`, value: took(time) })),
    {
      what: 'cost of a statement among 10,000, as a multiple of one among 1,000',
      value: ratio.toFixed(2),
      ...(ratio > 2 ? { broken: 'cost grows linearly with the number of statements' } : {}),
    },
  ];
}

function withStatements(count: number): Scenario {
  const [many] = hostileCases.filter(({ name }) => name === 'many statements');
  if (many === undefined) throw new Error('there is no hostile case of many statements');
  return many.make(count);
}

/** Doubling the size may double the cost, or make it four times as much where policy and request both grow. */
function hostile(): Measurement[] {
  return hostileCases.map(({ name, make, growth: kind }) => {
    const [small, large] = [2500, 10_000].map((size) => {
      const text = JSON.stringify(make(size));
      return millisecondsOf(() => evaluateLine(text), 3);
    }) as [number, number];
    const allowed = kind === 'product' ? 16 : 4;
    // Small costs are all noise; what explodes is far beyond either limit.
    const isBroken = large > 20 && large / small > allowed * 2;
    return {
      what: name.length > 60 ? `${name.slice(0, 57)}…` : name,
      value: `${took(small)} → ${took(large)} for four times the size`,
      ...(isBroken ? { broken: `at most ${allowed} times the cost for four times the size` } : {}),
    };
  });
}

function weight(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-bench-'));
  try {
    const outfile = join(folder, 'engine.js');
    const contents = ['policy', 'match', 'explain', 'values-to-try']
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
    const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    const load = `const start = performance.now(); require(${JSON.stringify(outfile)}); console.log(performance.now() - start);`;
    const times = Array.from({ length: 9 }, () =>
      Number(execFileSync(process.execPath, ['-e', load], { encoding: 'utf8' })),
    );
    return [
      {
        what: 'the bundled engine',
        value: `${(bytes / 1024).toFixed(1)} KB`,
        ...(bytes > 100 * 1024 ? { broken: 'tens of kilobytes' } : {}),
      },
      {
        what: 'its import (median of 9 processes)',
        value: took(median(times)),
        ...(median(times) > 10 ? { broken: 'a few milliseconds' } : {}),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
