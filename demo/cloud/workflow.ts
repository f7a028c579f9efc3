/** Runs a state machine's definition with real functions, and remembers what went through every state. */
import { StateMachine } from 'aws-local-stepfunctions';

export interface TaskCall {
  readonly state: string;
  readonly functionArn: string;
  readonly payload: unknown;
}

export interface StateRun {
  readonly state: string;
  readonly input: unknown;
  readonly output?: unknown;
  /** Name of the error that ended this attempt. */
  readonly error?: string;
  readonly milliseconds: number;
}

export interface ExecutionResult {
  readonly runs: readonly StateRun[];
  readonly output?: unknown;
  /** Absent: the execution succeeded. */
  readonly error?: string;
}

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly input: unknown;
}

/** A definition as in `DefinitionString`. */
export type Definition = Readonly<Record<string, unknown>> & { readonly States: Readonly<Record<string, State>> };
interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Resource?: string;
  readonly Branches?: readonly Definition[];
  readonly Iterator?: Definition;
  readonly ItemProcessor?: Definition;
}

/** Retries do not wait: nothing here gets better by waiting. */
export async function runWorkflow(
  definition: Definition,
  execution: Execution,
  invoke: (call: TaskCall) => Promise<unknown>,
  watch: (run: StateRun) => void = () => undefined,
): Promise<ExecutionResult> {
  const runs: StateRun[] = [];
  const tasks = tasksOf(definition);
  const handlers = Object.fromEntries(
    tasks.map(({ name, resource }) => [name, recorded(name, (input) => callTask(name, resource, input, invoke))]),
  );
  // Validating takes half a second, and test/lib/workflow.test.ts does it.
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const { result } = machine.run(execution.input as never, {
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      waitTimeOverrides: Object.fromEntries(waitsIn(definition).map((name) => [name, 0])),
      retryIntervalOverrides: Object.fromEntries(tasks.map(({ name }) => [name, 0])),
    },
    context: contextOf(execution) as never,
  });
  try {
    return { runs, output: await result };
  } catch (error) {
    // The interpreter keeps the message and drops the name.
    const name = runs.findLast((run) => run.error !== undefined)?.error ?? 'Error';
    return { runs, error: `${name}: ${error instanceof Error ? error.message : String(error)}` };
  }

  function recorded(state: string, call: (input: unknown) => Promise<unknown>) {
    return async (input: unknown) => {
      const started = performance.now();
      const finish = (end: { output: unknown } | { error: string }) => {
        const run = { state, input, ...end, milliseconds: performance.now() - started };
        runs.push(run);
        watch(run);
      };
      try {
        const output = await call(input);
        finish({ output });
        return output;
      } catch (error) {
        finish({ error: error instanceof Error ? error.name : 'Error' });
        throw error;
      }
    };
  }
}

interface Task {
  readonly name: string;
  readonly resource: string;
}

const waitsIn = (definition: Definition): readonly string[] =>
  Object.entries(definition.States).flatMap(([name, { Type }]) => (Type === 'Wait' ? [name] : []));

/** Every Task of the machine, within Parallel and Map too. */
export function tasksOf(definition: Definition): readonly Task[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const within = [...(state.Branches ?? []), state.Iterator, state.ItemProcessor];
    const own = state.Type === 'Task' ? [{ name, resource: state.Resource ?? '' }] : [];
    return [...own, ...within.flatMap((inner) => (inner === undefined ? [] : tasksOf(inner)))];
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
async function callTask(state: string, resource: string, input: unknown, invoke: (call: TaskCall) => Promise<unknown>) {
  if (resource.includes(':lambda:') && resource.includes(':function:')) {
    return invoke({ state, functionArn: resource, payload: input });
  }
  if (!resource.endsWith(':states:::lambda:invoke')) {
    throw new Error(`the embedded account does not run \`${resource}\``);
  }
  const { FunctionName, Payload } = input as { readonly FunctionName: string; readonly Payload?: unknown };
  return { StatusCode: 200, Payload: await invoke({ state, functionArn: FunctionName, payload: Payload }) };
}

function contextOf({ arn, name, input }: Execution) {
  const stateMachine = arn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':');
  return {
    Execution: { Id: arn, Name: name, Input: input, StartTime: new Date().toISOString(), RoleArn: '' },
    StateMachine: { Id: stateMachine, Name: stateMachine.split(':').at(-1) ?? '' },
  };
}
