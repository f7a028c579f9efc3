/** A run in which one state fails. What ran before or beside it is taken from a run that went well: 30 processes fewer. */
import { findFunction, type DeployedStack } from '../../demo/cloud/stack';
import { tasksOf, type Definition } from '../../demo/cloud/workflow';
import type { PipelineOptions, PipelineRun } from '../../demo/pipeline';

export function withFailureOf(
  failing: string,
  base: PipelineRun,
  { definition, functions }: DeployedStack,
): Pick<PipelineOptions, 'instead' | 'objects'> {
  const [execution] = base.executions;
  const outputs = new Map(execution!.runs.map(({ state, output }) => [state, output]));
  const position = positionsIn(definition);
  const resource = tasksOf(definition).find(({ name }) => name === failing)!.resource;
  const role = findFunction(functions, resource).roleArn.split('/').at(-1);
  const written = base.served
    .filter(({ by, operation }) => by === role && operation === 'PutObject')
    .map((request) => request.resource.replace('arn:aws:s3:::', ''));
  return {
    instead: (state) => {
      if (state === failing) return Promise.reject(new InjectedFailure(`\`${state}\` was made to fail`));
      return position(state) > position(failing) ? undefined : Promise.resolve(outputs.get(state));
    },
    objects: new Map([...base.objects].filter(([path]) => !written.includes(path))),
  };
}

class InjectedFailure extends Error {
  override readonly name = 'InjectedFailure';
}

/** When a state's turn comes; the branches of a Parallel have theirs together. */
function positionsIn(definition: Definition): (state: string) => number {
  const order: (readonly string[])[] = [];
  for (let at: string | undefined = String(definition['StartAt']); at !== undefined;) {
    const state = definition.States[at] as unknown as Readonly<Record<string, unknown>> & {
      readonly Next?: string;
      /** A Choice's. */
      readonly Default?: string;
    };
    const branches = (state['Branches'] ?? []) as readonly Definition[];
    order.push([at, ...branches.flatMap((branch) => tasksOf(branch).map(({ name }) => name))]);
    at = state.Default ?? state.Next;
  }
  return (name) => order.findIndex((names) => names.includes(name));
}
