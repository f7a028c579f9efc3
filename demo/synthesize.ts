/** Builds the Lambda bundles and synthesizes the stack, as `cdk deploy` would. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfSources, isBuiltFrom } from '../scripts/build/sources';
import type { AssetManifest } from './cloud/stack';
import type { Deployment, Template } from './cloud/template';

export interface Synthesized {
  readonly template: Template;
  readonly assets: AssetManifest;
  /** Where the assets' paths begin. */
  readonly folder: string;
}

const root = join(__dirname, '..');

/** Nothing to do where they were built from the same sources. */
export async function buildBundles(): Promise<void> {
  if (!(await isBuiltFrom(await hashOfSources(root), root))) await runProgram('scripts/build-lambdas.ts', {});
}

/** Into `folder`, with further context beside that of cdk.json. */
export async function synthesize(
  folder: string,
  deployment: Deployment,
  context: Readonly<Record<string, unknown>>,
): Promise<Synthesized> {
  const { context: always } = await readJson<{ readonly context: object }>(join(root, 'cdk.json'));
  // What the CDK's command line tells an app: https://docs.aws.amazon.com/cdk/v2/guide/apps.html
  await runProgram('bin/app.ts', {
    CDK_OUTDIR: folder,
    CDK_CONTEXT_JSON: JSON.stringify({ ...always, ...context }),
    CDK_DEFAULT_ACCOUNT: deployment.account,
    CDK_DEFAULT_REGION: deployment.region,
    // Validating takes two seconds, and `npm run synth` does it.
    CDK_VALIDATION: 'false',
  });
  const { artifacts } = await readJson<CloudAssembly>(join(folder, 'manifest.json'));
  const stack = Object.entries(artifacts).find(([, { type }]) => type === 'aws:cloudformation:stack');
  if (stack === undefined) throw new Error(`there is no stack in \`${folder}\``);
  const [name, { properties }] = stack;
  return {
    template: await readJson(join(folder, properties.templateFile)),
    assets: await readJson(join(folder, `${name}.assets.json`)),
    folder,
  };
}

interface CloudAssembly {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly properties: { readonly templateFile: string } }>
  >;
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

/** Its output is shown only if it fails. */
function runProgram(program: string, environment: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, program)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done();
      else
        failed(
          new Error(`${program} ended with ${String(code)}:\n${Buffer.concat(output).toString('utf8').slice(-3000)}`),
        );
    });
  });
}
