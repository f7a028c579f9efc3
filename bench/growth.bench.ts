import { evaluateLine } from '../cli/commands/evaluate';
import { evaluateScenario } from '../src/scenario/evaluate';
import { hostileCases } from '../test/model/hostile';
import { microsecondsOfEach } from './cpu';
import type { Bench, Measurement } from './define';
import { compiled, withStatements } from './peers/culprit';

/** How cost grows with what is given: with statements and levels, and with what somebody wrote to make it explode. */
const bench: Bench = async () => [...growth(), ...hostile()];
export default bench;

const milliseconds = (microseconds = Number.NaN) =>
  `${(microseconds / 1000).toLocaleString('en', { maximumSignificantDigits: 3 })} ms`;

const sizes = [10, 100, 1000, 10_000];
const read = (scenario: object) => () => evaluateScenario(scenario);

function growth(): Measurement[] {
  return [
    ...growthOf('statements', 'compiled', sizes, (size) => compiled(withStatements(size))),
    ...growthOf('statements', 'read and compiled', sizes, (size) => read(withStatements(size))),
    ...growthOf('statements', 'as a line that was never seen', sizes, (size) => unseen(withStatements(size))),
    ...growthOf('levels of 5 SCPs', 'compiled', levels, (size) => compiled(withLevels(size))),
    ...growthOf('levels of 5 SCPs', 'as a line that was never seen', levels, (size) => unseen(withLevels(size))),
  ];
}

/** AWS has seven at most; fifty show the growth. */
const levels = [1, 5, 50];

function growthOf(of: string, how: string, counts: readonly number[], runOf: (count: number) => () => unknown) {
  const took = microsecondsOfEach(Object.fromEntries(counts.map((count) => [count, runOf(count)])));
  const ofOne = (count: number) => (took[count] ?? Number.NaN) / count;
  const [before, most] = counts.slice(-2) as [number, number];
  const ratio = ofOne(most) / ofOne(before);
  return [
    ...counts.map((count): Measurement => ({ what: `${count} ${of}, ${how}`, value: milliseconds(took[count]) })),
    {
      what: `one of ${most} ${of}, ${how}: multiple of one of ${before}`,
      value: ratio.toFixed(2),
      bound: { says: 'at most 2: cost grows linearly', holds: ratio <= 2 },
    },
  ];
}

function withLevels(count: number): object {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    ...Array.from({ length: 9 }, (_, at) => ({
      Effect: 'Deny',
      Action: 's3:Get*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': `t${at}` } },
    })),
  ];
  const policies = Array.from({ length: 5 }, (_, at) => ({
    name: `p${at}`,
    policy: { Version: '2012-10-17', Statement },
  }));
  return { ...withStatements(1), scps: Array.from({ length: count }, (_, at) => ({ target: `ou-${at}`, policies })) };
}

/** A line whose policies differ each time: what was seen before costs next to nothing, however large it is. */
function unseen(scenario: object): () => unknown {
  const [start, ...rest] = JSON.stringify(scenario).split('{"Version"');
  const end = rest.join('{"Version"');
  let at = 0;
  return () => evaluateLine(`${start}{"Id":"n${(at += 1)}","Version"${end}`);
}

/** Doubling the size may double the cost, or make it four times as much where policy and request both grow. */
function hostile(): Measurement[] {
  return hostileCases.map(({ name, make, growth: kind }) => {
    // Both are more than the caches of single patterns hold.
    const { small, large } = microsecondsOfEach({ small: unseen(make(10_000)), large: unseen(make(40_000)) }, 3);
    const allowed = kind === 'product' ? 16 : 4;
    // Small costs are all noise; what explodes is far beyond either limit.
    const explodes = large > 20_000 && large / small > allowed * 2;
    return {
      what: name.length > 60 ? `${name.slice(0, 57)}…` : name,
      value: `${milliseconds(small)} → ${milliseconds(large)} for four times the size`,
      bound: { says: `about ${allowed} times the cost for four times the size`, holds: !explodes },
    };
  });
}
