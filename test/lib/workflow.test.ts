import { createRequire } from 'node:module';
import { layers } from '../../src/layers';
import { everything, resourcesOf, templateWith } from './synthesized';

const validate = createRequire(__filename)('asl-validator') as (definition: object) => {
  readonly isValid: boolean;
  readonly errorsText: () => string;
};

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Retry?: readonly object[];
  readonly Catch?: readonly object[];
  readonly Branches?: readonly { readonly StartAt: string; readonly States: Readonly<Record<string, State>> }[];
}

const [[, machine]] = resourcesOf(templateWith(everything), 'AWS::StepFunctions::StateMachine') as never as [
  [string, { Properties: { DefinitionString: unknown; LoggingConfiguration: { IncludeExecutionData: boolean } } }],
];
const definition = JSON.parse(textOf(machine.Properties.DefinitionString)) as {
  readonly States: Record<string, State>;
};

test('the state machine is valid', () => {
  const answer = validate(definition);
  expect(answer.isValid ? '' : answer.errorsText()).toBe('');
});

test('each layer of the registry is a branch that begins with the state of its name', () => {
  const started = definition.States['layers']!.Branches!.map(({ StartAt }) => StartAt);
  expect(started).toEqual(layers.map(({ id }) => id));
});

test('every task retries the errors of Lambda, and all but the last catch what remains', () => {
  const tasks = tasksIn(definition.States);
  expect(tasks.length).toBe(layers.length + 5 - 1);
  for (const [name, { Retry, Catch }] of tasks) {
    expect(Retry).toHaveLength(1);
    expect([name, Catch?.length ?? 0]).toEqual([name, name === 'report' ? 0 : 1]);
  }
});

test('execution data is not logged', () => {
  expect(machine.Properties.LoggingConfiguration.IncludeExecutionData).toBe(false);
});

function tasksIn(states: Readonly<Record<string, State>>): readonly (readonly [string, State])[] {
  return Object.entries(states).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as const] : []),
    ...(state.Branches ?? []).flatMap((branch) => tasksIn(branch.States)),
  ]);
}

/** A name of a resource stands for its ARN. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as object) as [[string, unknown]];
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(textOf).join('');
  return 'arn:aws:lambda:us-east-1:111122223333:function:name';
}
