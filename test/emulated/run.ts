/**
 * `npm run test:emulated [WORDS…]`: Culprit against AWS-compatible servers over HTTP, in the cases whose names hold any of the
 * words. Prints a line per case and `N passed, N failed`.
 */
import '../../demo/cloud/resolve-localhost.cjs';
import { environmentFor, runCulprit } from './culprit';
import { preparePython } from './python';
import { logFile } from './records';
import { defaultAccount, otherAccount } from './seed';
import { startMoto, type Moto } from './servers';
import { tryHub } from './hub';
import { deploySolo, type Solo } from './solo';
import { tryStorm } from './storm';
import { tryWatching } from './watching';
import { denials, type EmulatedDenial } from './denials';

const accounts = { own: '111122223333', management: '999988887777', foreign: '444455556666' };

async function main(): Promise<void> {
  const only = process.argv.slice(2);
  const isAsked = ({ name }: Case) => only.length === 0 || only.some((words) => name.includes(words));
  const python = await preparePython();
  if ('missing' in python) {
    console.log(`skipped: ${python.missing}`);
    return;
  }
  const failures: string[] = [];
  let passed = 0;
  const note = (name: string, problems: readonly string[], seconds: number) => {
    if (problems.length === 0) passed += 1;
    else failures.push(name);
    console.log(`${problems.length === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
    for (const problem of problems) console.log(`        ${problem}`);
  };
  const run = async (lane: Lane) => {
    const moto = await startMoto(python.program, accounts.own);
    const { cases, stop } = lane(moto, python.program);
    try {
      for (const { name, differing } of cases.filter(isAsked)) {
        const start = performance.now();
        const problems = await differing().catch((error: unknown) => [String(error)]);
        note(name, problems, (performance.now() - start) / 1000);
      }
    } finally {
      await stop?.();
      await moto.stop();
    }
  };
  await Promise.all(lanes.map(run));
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

interface Case {
  readonly name: string;
  /** What differs from the expectation, as sentences. */
  readonly differing: () => Promise<readonly string[]>;
}

/** Cases one after the other, on a server of their own. */
type Lane = (moto: Moto, python: string) => { readonly cases: readonly Case[]; readonly stop?: () => Promise<void> };

/** What is deployed mostly waits for its schedules, so that the others run beside it. */
const lanes: readonly Lane[] = [
  (moto, python) => ({
    cases: [
      ...denials.map((denial) => ({ name: denial.name, differing: () => tryDenial(moto, denial) })),
      {
        name: 'a hub and a spoke in another account: one denial there gives one message at the hub',
        differing: () => tryHub(python, moto),
      },
    ],
  }),
  (moto, python) => {
    let solo: Promise<Solo> | undefined;
    const deployed = () => (solo ??= deploySolo(python, moto));
    return {
      cases: [
        {
          name: 'deployed to ministack, a storm of one denial gives one message, also where Slack is down at first, and its end one more',
          differing: async () => tryStorm(await deployed()),
        },
        {
          name: 'deployed to ministack, the doctor and the self-test run, and a stopped rule raises its alarm until it is mended',
          differing: async () => tryWatching(await deployed()),
        },
      ],
      stop: async () => (await solo?.catch(() => undefined))?.stop(),
    };
  },
];

async function tryDenial(moto: Moto, denial: EmulatedDenial): Promise<readonly string[]> {
  await moto.reset(1);
  const own = defaultAccount(moto.endpoint, accounts.own, 'us-east-1');
  const [management, foreign] = await Promise.all(
    [accounts.management, accounts.foreign].map((id) => otherAccount(own, id)),
  );
  const record = await denial.make({ own, management: management!, foreign: foreign! });
  const role = `arn:aws:iam::${accounts.management}:role/culprit-organization-reader`;
  const run = await runCulprit(
    ['investigate', '-', '--format', 'json', '--organization-role', role, ...(denial.options ?? [])],
    environmentFor(moto.endpoint),
    logFile(record),
  );
  const report = parsed(run.stdout);
  if (report === undefined) return [`no report, exit code ${run.exitCode}: ${run.stderr.slice(-600)}`];
  return differences(denial, report, run.exitCode);
}

function parsed(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}

interface Cause {
  readonly layer: string;
  readonly policy?: { readonly name?: string };
  readonly statement?: { readonly sid?: string };
}
interface Report {
  readonly unknowns: readonly { readonly layer: string; readonly what: string; readonly why: string }[];
  readonly verdict: {
    readonly status: string;
    readonly headline: string;
    readonly rootCauses: readonly Cause[];
    readonly blocksNext: readonly Cause[];
  };
}

function differences(
  { denies }: EmulatedDenial,
  { verdict, unknowns }: Report,
  exitCode: number | null,
): readonly string[] {
  const found = [...verdict.rootCauses, ...verdict.blocksNext];
  const missing = denies.filter(
    ({ layer, policy, sid }) =>
      !found.some(
        (cause) =>
          cause.layer === layer &&
          (policy === undefined || cause.policy?.name === policy) &&
          (sid === undefined || cause.statement?.sid === sid),
      ),
  );
  const others = found.filter(({ layer }) => !denies.some((denied) => denied.layer === layer));
  return [
    ...(exitCode === 0 ? [] : [`exit code ${exitCode}`]),
    ...(verdict.status === 'denied' ? [] : [`status ${verdict.status}: ${verdict.headline}`]),
    ...(verdict.status === 'denied'
      ? []
      : unknowns.map(({ layer, what, why }) => `unknown to ${layer}: ${what}: ${why}`)),
    ...missing.map((cause) => `not named: ${JSON.stringify(cause)} of ${JSON.stringify(found.map(shortly))}`),
    ...others.map((cause) => `named although it allows: ${shortly(cause)}`),
  ];
}

function shortly({ layer, policy, statement }: Cause): string {
  return [layer, policy?.name, statement?.sid].filter((part) => part !== undefined).join(' ');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
