/** AWS-compatible servers on free ports of 127.0.0.1. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface EmulatedAws {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** What it wrote so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface Moto extends EmulatedAws {
  /** Forgets everything; the same seed gives the same ids afterwards. */
  readonly reset: (seed: number) => Promise<void>;
}

/** Credentials that nobody issued belong to `account`. */
export async function startMoto(python: string, account: string): Promise<Moto> {
  const { folder: _, ...server } = await start(
    python,
    (port) => [join(__dirname, 'moto_server.py'), '-H', '127.0.0.1', '-p', String(port)],
    { STRANGERS_ACCOUNT: account },
    '/moto-api/',
  );
  return { ...server, reset: (seed) => reset(server.endpoint, seed) };
}

export interface Ministack extends EmulatedAws {
  /** Until then no rule runs by its schedule: what is half deployed would only fail. */
  readonly startSchedules: () => void;
}

export async function startMinistack(
  python: string,
  account: string,
  environment: Readonly<Record<string, string>>,
): Promise<Ministack> {
  const fixed = { MINISTACK_ACCOUNT_ID: account, BIND_HOST: '127.0.0.1', IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' };
  const { folder, ...server } = await start(
    python,
    () => [join(__dirname, 'ministack_server.py')],
    (port) => ({ ...fixed, ...environment, GATEWAY_PORT: String(port) }),
    '/_ministack/health',
  );
  return { ...server, startSchedules: () => writeFileSync(join(folder, 'schedules'), '') };
}

async function reset(endpoint: string, seed: number): Promise<void> {
  for (const path of ['reset', `seed?a=${seed}`]) {
    const answer = await fetch(`${endpoint}/moto-api/${path}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${path}`);
  }
}

async function start(
  program: string,
  programArguments: (port: number) => readonly string[],
  environment: Readonly<Record<string, string>> | ((port: number) => Readonly<Record<string, string>>),
  healthPath: string,
): Promise<EmulatedAws & { readonly folder: string }> {
  const port = await freePort();
  const log: Buffer[] = [];
  // They leave files in the temporary folder.
  const folder = mkdtempSync(join(tmpdir(), 'culprit-server-'));
  const child = spawn(program, programArguments(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: folder, ...(typeof environment === 'function' ? environment(port) : environment) },
  });
  const stopWithUs = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stopWithUs);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(`${endpoint}${healthPath}`, child, log);
  return {
    port,
    endpoint,
    folder,
    log: () => Buffer.concat(log).toString('utf8'),
    stop: async () => {
      process.off('exit', stopWithUs);
      await stopped(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess, log: readonly Buffer[]): Promise<void> {
  for (let turn = 0; turn < 300; turn += 1) {
    if (child.exitCode !== null) break;
    try {
      await fetch(url);
      return;
    } catch {
      await wait(100); // Not listening yet.
    }
  }
  child.kill('SIGKILL');
  throw new Error(`no answer from ${url}:\n${Buffer.concat(log).toString('utf8').slice(-2000)}`);
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
