import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateLine } from '../cli/commands/evaluate';
import { evaluateScenario } from '../src/scenario/evaluate';
import { hostileCases } from '../test/model/hostile';
import type { Scenario, Statement } from '../test/model/scenario';
import { median, millisecondsOf, type Bench, type Measurement } from './define';

/** The engine by itself: what it decides in a second, how cost grows with what it is given, and what it costs to have it. */
const bench: Bench = async () => [...compiled(), ...growth(), ...hostile(), ...weight()];
export default bench;

const took = (milliseconds: number) => `${milliseconds < 10 ? milliseconds.toFixed(3) : milliseconds.toFixed(0)} ms`;

/** Requests and policies at hand as objects, so that every policy is compiled already: nothing but the decision is left. */
function compiled(): Measurement[] {
  const file = join(__dirname, '..', 'test', 'vectors', 'generated.jsonl');
  const scenarios = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  const time = millisecondsOf(() => scenarios.map((scenario) => evaluateScenario(scenario)));
  const perSecond = Math.round((scenarios.length / time) * 1000).toLocaleString('en');
  return [{ what: 'compiled, in process: the scenarios of generated.jsonl', value: `${perSecond}/s` }];
}

function growth(): Measurement[] {
  return [
    ...growthOf('compiled', (scenario) => () => evaluateScenario(scenario)),
    ...growthOf('never seen before', unseen),
  ];
}

function growthOf(how: string, runOf: (scenario: Scenario) => () => unknown): Measurement[] {
  const times = [10, 100, 1000, 10_000].map((statements) => {
    return { statements, time: millisecondsOf(runOf(withStatements(statements))) };
  });
  const [, , thousand, most] = times;
  const perStatement = (one: (typeof times)[number] | undefined) => (one === undefined ? 0 : one.time / one.statements);
  const ratio = perStatement(most) / perStatement(thousand);
  return [
    ...times.map(({ statements, time }) => ({ what: `${statements} statements, ${how}`, value: took(time) })),
    {
      what: 'cost of a statement among 10,000, as a multiple of one among 1,000',
      value: ratio.toFixed(2),
      ...(ratio > 2 ? { broken: 'cost grows linearly with the number of statements' } : {}),
    },
  ];
}

/** Each is about the action and the resource, and fails by its condition alone. */
function withStatements(count: number): Scenario {
  const statements = Array.from({ length: count }, (_, at): Statement => ({
    Sid: `S${at}`,
    Effect: 'Allow',
    Action: 's3:Get*',
    Resource: 'arn:aws:s3:::b/*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `t${at}` } },
  }));
  return {
    id: 'statements',
    request: {
      principal: 'arn:aws:iam::111122223333:user/a',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccountId: '111122223333',
      context: { 'aws:PrincipalTag/team': 'none' },
    },
    identityPolicies: [{ name: 'p', policy: { Version: '2012-10-17', Statement: statements } }],
    sessionPolicies: [],
    scps: [],
    rcps: [],
  };
}

/** A line whose policies differ each time: what was seen before costs next to nothing, however large it is. */
function unseen(scenario: Scenario): () => unknown {
  const [start, ...rest] = JSON.stringify(scenario).split('{"Version"');
  const end = rest.join('{"Version"');
  let at = 0;
  return () => evaluateLine(`${start}{"Id":"n${(at += 1)}","Version"${end}`);
}

/** Doubling the size may double the cost, or make it four times as much where policy and request both grow. */
function hostile(): Measurement[] {
  return hostileCases.map(({ name, make, growth: kind }) => {
    // Both are more than the caches of single patterns hold.
    const [small, large] = [10_000, 40_000].map((size) => millisecondsOf(unseen(make(size)), 3)) as [number, number];
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
    const contents = ['policy', 'match', 'explain', 'unknowns/candidates']
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
        ...(bytes > 100 * 1024 ? { broken: 'tens of kilobytes' } : {}),
      },
      {
        what: 'modules and data that it loads besides itself',
        value: String(loaded.length),
        ...(loaded.length > 0 ? { broken: 'no data files, and nothing to read them with' } : {}),
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

const isData = (path: string) => !path.endsWith('.ts') && path !== '<stdin>';
