/** Every invocation a cold start: a process of its own, with only the function's own environment. */
import { spawn, type ChildProcess } from 'node:child_process';
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

export const coldLambdas: Lambdas = { invoke, close: () => Promise.resolve() };

async function invoke(lambda: LambdaFunction, invocation: Invocation): Promise<InvocationResult> {
  const started = performance.now();
  const child = start(lambda, invocation);
  const log: Buffer[] = [];
  const result: Buffer[] = [];
  const [stdin, stdout, stderr, answerPipe] = child.stdio;
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => log.push(chunk));
  answerPipe?.on('data', (chunk: Buffer) => result.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), lambda.timeoutSeconds * 1000);
  stdin?.on('error', () => undefined); // a function that dies before it read its event shows it by its exit code
  stdin?.end(JSON.stringify(invocation.event));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...ended) => resolve(ended));
  });
  clearTimeout(timer);
  const text = Buffer.concat(log).toString('utf8');
  const answer = Buffer.concat(result).toString('utf8');
  if (signal === 'SIGKILL') throw timedOut(lambda, text);
  if (answer === '') throw exited(lambda, code, text);
  return resultOf(JSON.parse(answer) as Answer, text, performance.now() - started);
}

function start(lambda: LambdaFunction, { environment, now }: Invocation): ChildProcess {
  const runtime = [join(__dirname, 'cold-lambda.cjs'), String(now)];
  return spawn(process.execPath, ['--require', join(__dirname, 'resolve-localhost.cjs'), ...runtime], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // Nothing of our own environment: what the template does not say, the function does not have.
    env: { ...lambda.environment, ...environment, LAMBDA_TASK_ROOT: lambda.code, _HANDLER: lambda.handler },
  });
}
