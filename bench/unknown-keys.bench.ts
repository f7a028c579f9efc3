import { evaluateLine } from '../cli/commands/evaluate';
import { evaluateWithFixes, fixCaseOf } from '../src/evaluate-fixes';
import { decideSlots } from '../src/scenario/evaluate';
import { readScenario } from '../src/scenario/read';
import { boundedCase } from '../src/verdict/fixes/effort';
import { proposeFixes } from '../src/verdict/fixes/prove';
import { largestCase } from '../test/evaluate-fixes/largest-case';
import { manyVariablesCases, unknownKeysCases, type UnknownKeysCase } from '../test/model/hostile-unknowns';
import { median, type Bench, type Measurement } from './define';

/** Times what the same line costs when nothing is unknown. Policies are never seen before, as in an investigation. */
const mostOfKnown = 50;
/** For lists of 30 variables: a known one costs less than a microsecond, so that no multiple says much. */
const mostSteps = 15_000;
/** A Lambda has a minute, and a third of a processor. */
const mostOfVerdict = 2_000;
const mostOfFixes = 10_000;
const rounds = 7;

/** What it costs that context keys are unknown: patterns, keys and variables, in policies as large as AWS takes them. */
const bench: Bench = async () => [
  ...unknownKeysCases.map(comparedWithKnown),
  ...manyVariablesCases.map(counted),
  verdict(),
  fixesOfTheLargest(),
];
export default bench;

function comparedWithKnown({ name, known, unknown }: UnknownKeysCase): Measurement {
  const [runKnown, runUnknown] = [neverSeen(known), neverSeen(unknown)];
  for (const run of [runKnown, runUnknown]) cpuOf(run);
  const pairs = Array.from({ length: rounds }, () => [cpuOf(runKnown), cpuOf(runUnknown)] as const);
  const ratio = median(pairs.map(([one, other]) => other / one));
  const milliseconds = median(pairs.map(([, other]) => other)).toFixed(2);
  const { steps, exact } = decided(unknown);
  return {
    what: name,
    value: `${ratio.toFixed(1)}x, ${milliseconds} ms, ${steps.toLocaleString('en')} steps${exact ? '' : ', not exact'}`,
    bound: { says: `at most ${mostOfKnown} times the same with every key known`, holds: ratio <= mostOfKnown },
  };
}

function counted({ name, unknown }: UnknownKeysCase): Measurement {
  const run = neverSeen(unknown);
  cpuOf(run);
  const milliseconds = median(Array.from({ length: rounds }, () => cpuOf(run))).toFixed(2);
  const { steps, exact } = decided(unknown);
  return {
    what: name,
    value: `${milliseconds} ms, ${steps.toLocaleString('en')} steps${exact ? '' : ', not exact'}`,
    bound: { says: `exact in at most ${mostSteps.toLocaleString('en')} steps`, holds: exact && steps <= mostSteps },
  };
}

/** Decision, fixes, and what they open: the worst of all, of requests that are denied as well. */
function verdict(): Measurement {
  const times = [...unknownKeysCases, ...manyVariablesCases].map(({ name, unknown }) => ({
    name,
    time: cpuOf(() => evaluateWithFixes(denied(unknown)), 0),
  }));
  const worst = times.reduce((one, other) => (other.time > one.time ? other : one));
  return {
    what: 'decision and fixes of the worst, the request being denied',
    value: `${worst.time.toFixed(0)} ms (${worst.name})`,
    bound: { says: `at most ${mostOfVerdict} ms`, holds: worst.time <= mostOfVerdict },
  };
}

/** Work on fixes is counted in steps, and ends at a bound. */
function fixesOfTheLargest(): Measurement {
  const { causes, fixCase } = fixCaseOf(largestCase());
  const counted = boundedCase(fixCase, Infinity);
  const time = cpuOf(() => proposeFixes(causes, counted), 0);
  const steps = Math.round(counted.effort.steps / 1e6).toLocaleString('en');
  return {
    what: 'fixes among policies as large and as many as AWS takes them',
    value: `${time.toFixed(0)} ms, ${steps} million steps`,
    ...(time > mostOfFixes ? { broken: `at most ${mostOfFixes} ms` } : {}),
  };
}

/** Nothing of the identity's allows it. */
function denied(scenario: object): object {
  const Statement = [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }];
  return { ...scenario, identityPolicies: [{ name: 'other', policy: { Version: '2012-10-17', Statement } }] };
}

function decided(scenario: object) {
  const { request, slots, options } = readScenario(scenario);
  return decideSlots(request, slots, options);
}

/** The line with other ids in its policies each time. */
function neverSeen(scenario: object): () => unknown {
  const [start = '', ...rest] = JSON.stringify(scenario).split('{"Version"');
  let at = 0;
  return () => {
    at += 1;
    return evaluateLine(rest.reduce((line, more) => `${line}{"Id":"n${at}","Version"${more}`, start));
  };
}

/** Milliseconds: the clock of the processor goes in steps of some. */
const longEnough = 60;

/** Milliseconds of the processor in this thread for one call: others may use the machine as well. */
function cpuOf(run: () => unknown, least = longEnough): number {
  const start = process.threadCpuUsage();
  for (let calls = 1; ; calls += 1) {
    run();
    const { user, system } = process.threadCpuUsage(start);
    const milliseconds = (user + system) / 1000;
    if (milliseconds >= least) return milliseconds / calls;
  }
}
