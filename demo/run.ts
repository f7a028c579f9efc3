/** `npm run demo [-- VARIANT]`: the story, investigated by the synthesized stack on this machine, without AWS. */
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBadInput, readArguments, type Asked } from './arguments';
import type { Lambdas } from './cloud/lambda';
import { warmLambdas } from './cloud/warm-lambdas';
import { deploymentContext } from './deployment';
import { runPipeline, type PipelineRun } from './pipeline';
import { show } from './shown';
import * as cast from './story/cast';
import { story } from './story/story';
import { variants, type Variant } from './story/variants';
import { runStorm } from './story/storm';
import { buildBundles, synthesize, type Synthesized } from './synthesize';

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.is === 'list') return list();
  const folder = temporaryFolder();
  const lambdas = warmLambdas();
  try {
    const isTold = await (asked.is === 'storm' ? storm(folder, lambdas) : variant(asked, folder, lambdas));
    process.exitCode = isTold ? 0 : 1;
  } finally {
    await lambdas.close();
  }
}

type AskedVariant = Extract<Asked, { readonly is: 'variant' }>;

async function variant(asked: AskedVariant, folder: string, lambdas: Lambdas): Promise<boolean> {
  const run = await tell(asked.variant, folder, lambdas);
  process.stdout.write(await show(run, asked.format));
  return run.publications.length > 0 && run.executions.every(({ error }) => error === undefined);
}

async function storm(folder: string, lambdas: Lambdas): Promise<boolean> {
  say('The story, and sixty other roles that the same SCP denies.');
  const { isClosed } = await runStorm({
    account: cast.account,
    region: cast.region,
    stack: await deployed(folder),
    lambdas,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  return isClosed;
}

/** It goes with the process, ended by Ctrl-C too. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  return folder;
}

async function tell(variant: Variant, folder: string, lambdas: Lambdas): Promise<PipelineRun> {
  say(`The story: ${variant.title}.`);
  const { template, ...synthesized } = await deployed(folder);
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

async function deployed(folder: string): Promise<Synthesized> {
  await timed('bundling one Lambda per layer', buildBundles);
  return timed('synthesizing the stack', () =>
    synthesize(folder, { account: cast.account, region: cast.region }, deploymentContext),
  );
}

function list(): void {
  const width = Math.max(...variants.map(({ name }) => name.length));
  for (const { name, title } of variants) process.stdout.write(`${name.padEnd(width)}  ${title}\n`);
  process.stdout.write(`${'storm'.padEnd(width)}  the same SCP denies sixty roles more, until the key is tagged\n`);
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
