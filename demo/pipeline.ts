/** Runs the deployed pipeline on the story: events into intake, one execution per symptom, a message at the end. */
import { defined } from '../src/defined';
import { clockOf } from '../src/evidence/session/replayed-accounts';
import type { Dynamo } from '../test/setup/dynalite';
import { openAccount, type Served } from './cloud/account';
import type { Endpoint } from './cloud/endpoint';
import { postsOnFailure } from './cloud/failure-rule';
import type { Lambdas } from './cloud/lambda';
import { recordedAnswers } from './cloud/recorded';
import type { Publication } from './cloud/services';
import { findFunction, invokeIn, readStack, type DeployedFunction } from './cloud/stack';
import { deployTemplate, type Deployment } from './cloud/template';
import { runWorkflow, type StateRun } from './cloud/workflow';
import type { CloudTrailEvent } from './story/events';
import type { Story } from './story/story';
import type { Synthesized } from './synthesize';

export interface PipelineRun {
  readonly publications: readonly Publication[];
  readonly executions: readonly ExecutionRun[];
  /** Every request that reached the embedded account. */
  readonly served: readonly Served[];
  /** `bucket/key` → body. */
  readonly objects: ReadonlyMap<string, string>;
  /** What all functions logged. */
  readonly logs: readonly string[];
  readonly intakeMilliseconds: number;
}
export interface ExecutionRun {
  readonly name: string;
  readonly input: unknown;
  readonly runs: readonly StateRun[];
  readonly output?: unknown;
  readonly error?: string;
}

export interface PipelineOptions extends Deployment {
  readonly stack: Synthesized;
  readonly lambdas: Lambdas;
  /** Where the table of the stack is made; default: a server of its own. */
  readonly dynamo?: Dynamo;
  /** Where the functions find their account; default: an address of its own. At a shared one they stay warm. */
  readonly endpoint?: Endpoint;
  readonly story: Pick<Story, 'recording'>;
  readonly events: readonly CloudTrailEvent[];
  /** Each event reaches intake in a batch of its own. @default false */
  readonly apart?: boolean;
  /** Called for each state that ended, and once for intake. */
  readonly watch?: (step: { readonly state: string; readonly milliseconds: number; readonly error?: string }) => void;
  /** What happens in a state instead of running its function. */
  readonly instead?: (state: string) => Promise<unknown> | undefined;
  /** `bucket/key` → body: what lies in the stack's buckets before. */
  readonly objects?: ReadonlyMap<string, string>;
}

export async function runPipeline(options: PipelineOptions): Promise<PipelineRun> {
  const { stack, story, events, watch = () => undefined } = options;
  const template = deployTemplate(stack.template, options);
  const { intake, functions, definition } = readStack(template, stack.assets, stack.folder);
  const aws = await openAccount({
    template,
    account: options.account,
    region: options.region,
    answers: recordedAnswers(story.recording),
    // The story happens when it was recorded: CloudTrail forgets after 90 days.
    now: clockOf(story.recording),
    otherAccounts: [...new Set(story.recording.calls.map(({ account }) => account))],
    ...defined({ dynamo: options.dynamo, endpoint: options.endpoint }),
  });
  for (const [path, body] of options.objects ?? []) aws.objects.set(path, body);
  const logs: string[] = [];
  const call = async (lambda: DeployedFunction, event: unknown) => {
    const result = await invokeIn(aws, options.lambdas, lambda, event);
    logs.push(result.log);
    return result;
  };
  try {
    let intakeMilliseconds = 0;
    for (const batch of options.apart === true ? events.map((event) => [event]) : [events]) {
      intakeMilliseconds += (await call(deployedAt(aws.now(), intake), queueEvent(batch))).milliseconds;
    }
    watch({ state: 'intake', milliseconds: intakeMilliseconds });
    const executions: ExecutionRun[] = [];
    for (const { name, stateMachineArn, input } of aws.executions) {
      const execution = {
        name,
        arn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`,
        input: JSON.parse(input) as unknown,
      };
      const result = await runWorkflow(
        definition,
        execution,
        async ({ state, functionArn, payload }) =>
          options.instead?.(state) ?? (await call(findFunction(functions, functionArn), payload)).output,
        watch,
      );
      executions.push({ name, input: execution.input, ...result });
      if (result.error !== undefined) {
        aws.publications.push(...postsOnFailure(template, { ...execution, stateMachineArn }));
      }
    }
    const { publications, served, objects } = aws;
    return { publications, executions, served, objects, logs, intakeMilliseconds };
  } finally {
    await aws.close();
  }
}

/** Configured anew, it remembers nothing: the table of another run is another table. */
function deployedAt(time: number, lambda: DeployedFunction): DeployedFunction {
  return { ...lambda, environment: { ...lambda.environment, CULPRIT_DEPLOYED: String(time) } };
}

/** As EventBridge's rules put events into the queue and Lambda hands them on. */
export function queueEvent(events: readonly object[]) {
  return {
    Records: events.map((event, index) => ({
      messageId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      receiptHandle: 'receipt',
      body: JSON.stringify(event),
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
      eventSource: 'aws:sqs',
    })),
  };
}
