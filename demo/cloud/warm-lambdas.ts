/** Functions that are warm after their first invocation: one process runs all of them. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import {
  exited,
  resultOf,
  timedOut,
  type Answer,
  type Invocation,
  type InvocationResult,
  type LambdaFunction,
  type Lambdas,
} from './lambda';

type Ended = { readonly answer: Answer; readonly log: string } | { readonly exitCode: number | null };
interface Host {
  readonly child: ChildProcess;
  readonly closed: Promise<void>;
  /** Invocations that have no answer yet, by number. */
  readonly waiting: Map<number, (ended: Ended) => void>;
  /** What the process said before it died. */
  readonly said: Buffer[];
}

export function warmLambdas(): Lambdas {
  let host: Host | undefined;
  let invocations = 0;

  async function invoke(lambda: LambdaFunction, invocation: Invocation): Promise<InvocationResult> {
    const started = performance.now();
    const here = (host ??= startHost(() => (host = undefined)));
    const number = (invocations += 1);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      here.child.kill('SIGKILL');
    }, lambda.timeoutSeconds * 1000);
    const ended = await new Promise<Ended>((resolve) => {
      here.waiting.set(number, resolve);
      here.child.send({ number, ...messageOf(lambda, invocation) });
    });
    clearTimeout(timer);
    if ('answer' in ended) return resultOf(ended.answer, ended.log, performance.now() - started);
    const said = Buffer.concat(here.said).toString('utf8');
    throw late ? timedOut(lambda, said) : exited(lambda, ended.exitCode, said);
  }

  async function close(): Promise<void> {
    host?.child.kill();
    await host?.closed;
  }
  return { invoke, close };
}

function messageOf({ name, code, handler, environment }: LambdaFunction, invocation: Invocation) {
  const { event, now } = invocation;
  return { name, code, handler, event, now, environment: { ...environment, ...invocation.environment } };
}

function startHost(gone: () => void): Host {
  const child = fork(join(__dirname, 'execution-environments.cjs'), [], {
    execArgv: ['--require', join(__dirname, 'resolve-localhost.cjs')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {},
  });
  const waiting: Host['waiting'] = new Map();
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk));
  child.on('message', ({ number, ...ended }: { readonly number: number } & Extract<Ended, { answer: Answer }>) => {
    waiting.get(number)?.(ended);
    waiting.delete(number);
  });
  const closed = new Promise<void>((resolve) => {
    child.on('close', (exitCode) => {
      gone();
      for (const end of waiting.values()) end({ exitCode });
      resolve();
    });
  });
  return { child, closed, waiting, said };
}
