import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleAll, bundlingAllOfTheSdk } from '../scripts/build/bundle';
import { cards } from '../scripts/build/cards';
import { entriesOf } from '../scripts/build/lambdas';
import { median, type Bench, type Measurement } from './define';

const root = join(__dirname, '..');
/** Share of the CPU that the same bundle takes to load with all of the SDK in it. Half of what conclude loads is layers. */
const mostOfWhole: Readonly<Record<string, number>> = { resolve: 0.6, conclude: 0.9 };
const mostOfOthers = 0.85;
const pairs = 5;

/** The CPU to load each bundle, which a cold start waits for, beside that of the same bundle with all of the SDK in it. */
const bench: Bench = async () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'build-lambdas.ts')], { cwd: root });
  const entries = entriesOf(cards());
  const folder = await mkdtemp(join(tmpdir(), 'culprit-bench-'));
  try {
    await bundleAll(root, folder, entries, bundlingAllOfTheSdk(root));
    return entries.map(({ name }) => loadingOf(name, folder));
  } finally {
    await rm(folder, { recursive: true });
  }
};
export default bench;

function loadingOf(name: string, wholes: string): Measurement {
  const own = join(root, 'dist', 'lambdas', name, 'index.js');
  const whole = join(wholes, name, 'index.js');
  const measured = Array.from({ length: pairs }, () => ({ own: cpuToLoad(own), whole: cpuToLoad(whole) }));
  const ratio = median(measured.map((pair) => pair.own / pair.whole));
  const most = mostOfWhole[name] ?? mostOfOthers;
  return {
    what: name,
    value: `${median(measured.map((pair) => pair.own)).toFixed(0)} ms of CPU: ${ratio.toFixed(2)}`,
    bound: { says: `at most ${most} of the same with all of the SDK`, holds: ratio <= most },
  };
}

/** Milliseconds of the processor to load a bundle in a process of its own: what a cold start adds to that of Node. */
function cpuToLoad(file: string): number {
  const program =
    'const { user, system } = process.cpuUsage(); require(process.argv[1]); const all = process.cpuUsage();' +
    'console.log((all.user + all.system - user - system) / 1000);';
  const environment = { AWS_REGION: 'us-east-1' };
  return Number(execFileSync(process.execPath, ['-e', program, file], { encoding: 'utf8', env: environment }));
}
