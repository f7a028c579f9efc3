/** Functions as they are deployed, and what an invocation of one gives. */
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

/** The Lambda service: it runs functions, and ends what it started. */
export interface Lambdas {
  readonly invoke: (lambda: LambdaFunction, invocation: Invocation) => Promise<InvocationResult>;
  readonly close: () => Promise<void>;
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

export const timedOut = ({ name, timeoutSeconds }: LambdaFunction, log: string): LambdaError =>
  new LambdaError('Sandbox.Timedout', `\`${name}\` took over ${timeoutSeconds} s`, log);

export const exited = ({ name }: LambdaFunction, code: number | null, log: string): LambdaError =>
  new LambdaError('Runtime.ExitError', `\`${name}\` exited with ${code} and no answer: ${log.slice(-2000)}`, log);

/** What a handler returned or threw. */
export type Answer =
  { readonly output: unknown } | { readonly error: { readonly name: string; readonly message: string } };

export function resultOf(answer: Answer, log: string, milliseconds: number): InvocationResult {
  if ('error' in answer) throw new LambdaError(answer.error.name, answer.error.message, log);
  return { output: answer.output, log, milliseconds };
}
