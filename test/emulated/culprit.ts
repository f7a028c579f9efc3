/** Runs the command line as a user would, against an endpoint. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from '../../scripts/build/package/programs';

export interface CulpritRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCulprit(
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: string,
): Promise<CulpritRun> {
  const shim = join(root, 'demo', 'cloud', 'resolve-localhost.cjs');
  const program = ['--require', shim, await (built ??= packaged())];
  const child = spawn(process.execPath, [...program, ...commandArguments], {
    cwd: root,
    env: { ...process.env, ...environment },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.end(input);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (exitCode) => {
      done({ exitCode, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
    });
  });
}

const root = join(__dirname, '..', '..');

/** From its sources it takes a second to start, bundled as `npm pack` packs it a fifth of one. */
let built: Promise<string> | undefined;

async function packaged(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-packaged-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await buildProgram(root, folder);
  return join(folder, 'culprit.mjs');
}

/** The SDK's own variables: everything at one server, S3 Control by a host name that can bear the account. */
export function environmentFor(endpoint: string): Readonly<Record<string, string>> {
  return {
    CULPRIT_PACED: 'off',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3_CONTROL: endpoint.replace('127.0.0.1', 'localhost'),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
