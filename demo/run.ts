/** `npm run demo [-- VARIANT]`: the story, investigated by the synthesized stack on this machine, without AWS. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBadInput, readArguments } from './arguments';
import type { Lambdas } from './cloud/lambda';
import { warmLambdas } from './cloud/warm-lambdas';
import { deploymentContext } from './deployment';
import { runPipeline, type PipelineRun } from './pipeline';
import * as cast from './story/cast';
import { story } from './story/story';
import { variants, type Variant } from './story/variants';
import { buildBundles, synthesize } from './synthesize';

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.is === 'list') return list();
  const folder = await mkdtemp(join(tmpdir(), 'culprit-demo-'));
  const lambdas = warmLambdas();
  try {
    print(await tell(asked.variant, folder, lambdas));
  } finally {
    await lambdas.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function tell(variant: Variant, folder: string, lambdas: Lambdas): Promise<PipelineRun> {
  say(`The story: ${variant.title}.`);
  await timed('bundling one Lambda per layer', buildBundles);
  const { template, ...synthesized } = await timed('synthesizing the stack', () =>
    synthesize(folder, { account: cast.account, region: cast.region }, deploymentContext),
  );
  const { deploy = (same) => same, arriving = ({ s3, kms }) => [s3, kms] } = variant;
  const told = variant.change(story);
  say('running its state machine against an embedded AWS account');
  return runPipeline({
    account: cast.account,
    region: cast.region,
    stack: { ...synthesized, template: deploy(template) },
    lambdas,
    story: told,
    events: arriving(told.events),
    watch: ({ state, milliseconds, error }) =>
      say(
        `  ${error === undefined ? 'done  ' : 'FAILED'} ${state} ${Math.round(milliseconds)} ms${error === undefined ? '' : `: ${error}`}`,
      ),
  });
}

function print({ publications, executions, intakeMilliseconds, served }: PipelineRun): void {
  for (const { subject, message } of publications) {
    process.stdout.write(`Subject: ${subject}\n\n${message.trimEnd()}\n\n`);
  }
  if (publications.length === 0) process.stdout.write('Nothing was posted.\n\n');
  process.stdout.write('Time of each step (each starts cold, so loading its bundle is part of it):\n');
  const steps = [{ state: 'intake', milliseconds: intakeMilliseconds }, ...executions.flatMap(({ runs }) => runs)];
  for (const { state, milliseconds } of steps) {
    process.stdout.write(`${`${Math.round(milliseconds)} ms`.padStart(9)}  ${state}\n`);
  }
  const refused = served.filter(({ outcome }) => outcome === 'refused');
  process.stdout.write(`\n${served.length} requests to AWS, ${refused.length} refused for lack of a permission.\n`);
  for (const { by, action, resource } of refused) process.stdout.write(`  ${by}: ${action} on ${resource}\n`);
  process.exitCode = publications.length > 0 && executions.every(({ error }) => error === undefined) ? 0 : 1;
}

function list(): void {
  const width = Math.max(...variants.map(({ name }) => name.length));
  for (const { name, title } of variants) process.stdout.write(`${name.padEnd(width)}  ${title}\n`);
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  say(`${what} …`);
  const started = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** Progress goes beside the report. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

main().catch((error: unknown) => {
  process.stderr.write(`culprit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isBadInput(error) ? 2 : 1;
});
