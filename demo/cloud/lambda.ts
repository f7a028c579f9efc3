/** Invokes a deployed Lambda bundle as Lambda does: a process of its own, with only the function's own environment. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export interface LambdaFunction {
  readonly name: string;
  /** Folder of the bundle. */
  readonly code: string;
  /** `index.handler` */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Invocation {
  /** Credentials, Region and endpoints, as the Lambda service would put them into the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly event: unknown;
  /** The time that the function sees, in milliseconds. */
  readonly now: number;
}

export interface InvocationResult {
  readonly output: unknown;
  /** All that the function wrote to its log. */
  readonly log: string;
  readonly milliseconds: number;
}

/** An error that the handler threw; `name` is its class, as Step Functions' Catch matches it. */
class LambdaError extends Error {
  constructor(
    name: string,
    message: string,
    readonly log: string,
  ) {
    super(message);
    this.name = name;
  }
}

export async function invokeLambda(lambda: LambdaFunction, invocation: Invocation): Promise<InvocationResult> {
  const started = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--require',
      join(__dirname, 'resolve-localhost.cjs'),
      join(__dirname, 'lambda-runtime.cjs'),
      String(invocation.now),
    ],
    {
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // Nothing of our own environment: what the template does not say, the function does not have.
      env: {
        ...lambda.environment,
        ...invocation.environment,
        LAMBDA_TASK_ROOT: lambda.code,
        _HANDLER: lambda.handler,
      },
    },
  );
  const log: Buffer[] = [];
  const result: Buffer[] = [];
  const [stdin, stdout, stderr, answerPipe] = child.stdio;
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => log.push(chunk));
  answerPipe?.on('data', (chunk: Buffer) => result.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), lambda.timeoutSeconds * 1000);
  stdin?.on('error', () => undefined); // a function that dies before it read its event tells so by its exit code
  stdin?.end(JSON.stringify(invocation.event));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...ended) => resolve(ended));
  });
  clearTimeout(timer);
  const text = Buffer.concat(log).toString('utf8');
  if (signal === 'SIGKILL')
    throw new LambdaError('Sandbox.Timedout', `\`${lambda.name}\` took over ${lambda.timeoutSeconds} s`, text);
  const answer = parseAnswer(Buffer.concat(result).toString('utf8'));
  if (answer === undefined)
    throw new LambdaError(
      'Runtime.ExitError',
      `\`${lambda.name}\` exited with ${code} and no answer: ${text.slice(-2000)}`,
      text,
    );
  if ('error' in answer) throw new LambdaError(answer.error.name, answer.error.message, text);
  return { output: answer.output, log: text, milliseconds: performance.now() - started };
}

type RuntimeAnswer =
  { readonly output: unknown } | { readonly error: { readonly name: string; readonly message: string } };

function parseAnswer(text: string): RuntimeAnswer | undefined {
  return text === '' ? undefined : (JSON.parse(text) as RuntimeAnswer);
}
