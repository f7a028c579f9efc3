import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { selfTestReport, sendSelfTest } from '../../src/delivery/self-test';
import { chosenRegion } from '../../src/evidence/aws/calls/sts';
import { openSession } from '../../src/evidence/session/session';
import type { Report } from '../../src/report/contract';
import { readDeployment } from '../doctor/deployed';
import { exitCode, UsageError } from '../exit-codes';
import { usable } from '../options';

/** Sends a marked denial through what is deployed, and waits for its report. Nobody is told, and nothing is counted. */
export async function runSelfTest(commandArguments: readonly string[]): Promise<number> {
  const { format, profile, region: given, stack, wait } = optionsIn(commandArguments);
  // The SDK reads profiles by this name, wherever a client is made.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const region = given ?? (await chosenRegion());
  if (region === undefined) throw new UsageError('which Region? give `--region`, or set AWS_REGION');
  process.env['AWS_REGION'] = region;
  const { stack: deployed } = await readDeployment(stack, region, openSession({ region }));
  if (deployed === undefined) throw new UsageError(`stack \`${stack}\` does not say what is deployed`);
  const run = await sendSelfTest();
  const ended = await ending(deployed.evidenceBucket, run, wait);
  process.stdout.write(
    `${format === 'json' ? JSON.stringify({ run, ...ended }, null, 2) : textOf(run, ended, stack)}\n`,
  );
  return ended.is === 'arrived' ? exitCode.found : exitCode.unexpected;
}

type Ending =
  | { readonly is: 'arrived'; readonly seconds: number; readonly headline: string }
  | { readonly is: 'failed'; readonly seconds: number; readonly headline: string }
  | { readonly is: 'not-arrived'; readonly seconds: number };

async function ending(bucket: string, run: string, wait: number): Promise<Ending> {
  for (let seconds = 0; ; seconds += 2) {
    const report = await selfTestReport(bucket, run);
    if (report !== undefined)
      return { is: hasFailed(report) ? 'failed' : 'arrived', seconds, headline: report.card.headline };
    if (seconds >= wait) return { is: 'not-arrived', seconds };
    await pause(2_000);
  }
}

/** Where a step failed, no layer found anything. */
const hasFailed = ({ findings }: Report): boolean => findings.length === 0;

function textOf(run: string, ended: Ending, stack: string): string {
  switch (ended.is) {
    case 'arrived':
      return `The report of ${run} arrived after ${ended.seconds} s: ${ended.headline}`;
    case 'failed':
      return `✗ ${run} ended after ${ended.seconds} s without an answer: ${ended.headline}\n  culprit doctor --stack ${stack}`;
    case 'not-arrived':
      return `✗ the report of ${run} did not arrive within ${ended.seconds} s\n  culprit doctor --stack ${stack}`;
  }
}

function optionsIn(commandArguments: readonly string[]) {
  const { values } = usable('self-test', () =>
    parseArgs({
      args: [...commandArguments],
      options: {
        stack: { type: 'string', default: 'Culprit' },
        wait: { type: 'string', default: '300' },
        region: { type: 'string' },
        profile: { type: 'string' },
        format: { type: 'string', default: 'text' },
      },
    }),
  );
  const { format, wait } = values;
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`\`--format ${format}\` is not known here: use text or json`);
  if (!/^\d{1,4}$/.test(wait)) throw new UsageError(`\`--wait ${wait}\` is no number of seconds`);
  return { ...values, format, wait: Number(wait) } as const;
}
