import { createRequire } from 'node:module';
import { transientErrors } from '../../src/incident/flow/transient';
import { layers } from '../../src/layers';
import { account, deployedWith, everything, region, templateWith } from './templates';

const validate = createRequire(__filename)('asl-validator') as (definition: object) => {
  readonly isValid: boolean;
  readonly errorsText: () => string;
};

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly Parameters?: object;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly ItemProcessor?: Machine;
  readonly ItemsPath?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Variable: string; readonly StringEquals: string; readonly Next: string }[];
}
interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const [machine] = deployedWith(everything).ofType('AWS::StepFunctions::StateMachine');
const definition = JSON.parse(String(machine!.properties['DefinitionString'])) as Machine;
const tasks = statesOf(definition).filter(([, { Type }]) => Type === 'Task');

test('the state machine is valid, and Standard', () => {
  const answer = validate(definition);
  expect(answer.isValid ? '' : answer.errorsText()).toBe('');
  expect(machine!.properties['StateMachineType']).toBe('STANDARD');
});

test('it is in JSONPath, without what only Step Functions itself understands', () => {
  expect(JSON.stringify(definition)).not.toMatch(/JSONata|"Assign"|States\.(Format|JsonToString|ArrayGetItem)/);
});

test('each layer of the registry has the state of its name, which the list of those that have something to read leads to', () => {
  const { ItemsPath, ItemProcessor } = definition.States['layers']!;
  const { Choices } = ItemProcessor!.States[ItemProcessor!.StartAt]!;
  expect(ItemsPath).toBe('$.resolved.layers');
  expect(Choices).toEqual(layers.map(({ id }) => ({ Variable: '$.layer', StringEquals: id, Next: id })));
});

test('state, function and layer have one name, and each state names a version of its function', () => {
  for (const [name, { Resource }] of tasks) {
    expect(Resource).toBe(`arn:aws:lambda:${region}:${account}:function:Culprit-${name}:1`);
  }
});

describe('an update changes no execution that runs', () => {
  const deployment = deployedWith(everything);
  const { Resources } = templateWith(everything);

  test('versions of functions stay when others are deployed', () => {
    const versions = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Lambda::Version');
    expect(versions).toHaveLength(deployment.ofType('AWS::Lambda::Function').length);
    for (const { DeletionPolicy } of versions) expect(DeletionPolicy).toBe('Retain');
  });

  test('another definition is another version of the state machine, which starts by its alias', () => {
    const [version] = Object.values(Resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachineVersion');
    expect(version).toMatchObject({
      Properties: { StateMachineRevisionId: { 'Fn::GetAtt': [machine!.logicalId, 'StateMachineRevisionId'] } },
    });
    const starters = deployment.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
      const { Variables } = properties['Environment'] as { readonly Variables: Readonly<Record<string, string>> };
      return Variables['CULPRIT_STATE_MACHINE'] ?? [];
    });
    expect(new Set(starters)).toEqual(new Set([`${machine!.arn}:live`]));
  });

  test('whatever calls a function from outside calls its alias', () => {
    const called = ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Permission']
      .flatMap((type) => deployment.ofType(type))
      .map(({ properties }) => String(properties['FunctionName']));
    for (const name of called) expect(name).toMatch(/:live$/);
  });
});

test('resolve → layers → recent-changes → conclude → incident → report', () => {
  const path: string[] = [];
  for (let at: string | undefined = definition.StartAt; at !== undefined; at = next(at)) path.push(at);
  expect(path).toEqual([
    'resolve',
    'layers',
    'turn at CloudTrail',
    'recent-changes',
    'conclude',
    'incident',
    'is there news',
    'report',
  ]);
});

test('every task retries by name what gets better by waiting, and all but the last catch whatever remains', () => {
  expect(tasks).toHaveLength(layers.length + 5);
  for (const [name, { Retry, Catch }] of tasks) {
    expect(Retry![0]!.ErrorEquals).toEqual(transientErrors);
    expect(Retry![0]!.ErrorEquals).toEqual(
      expect.arrayContaining(['Lambda.TooManyRequestsException', 'ThrottlingException', 'SlowDown', 'TimeoutError']),
    );
    const caught = name === 'report' ? undefined : [expect.objectContaining({ ErrorEquals: ['States.ALL'] })];
    expect([name, Catch]).toEqual([name, caught]);
  }
});

test('what is caught keeps the name of the error and drops its cause', () => {
  const catching = statesOf(definition).flatMap(([, { Catch = [] }]) => Catch.map(({ Next }) => Next));
  for (const [name, state] of statesOf(definition).filter(([name]) => catching.includes(name))) {
    expect([name, state.Type]).toEqual([name, 'Pass']);
    expect(JSON.stringify(state.Parameters)).toContain('$.caught.Error');
    expect(JSON.stringify(state.Parameters)).not.toContain('"$.caught"');
  }
});

test('no failure of a step before the report keeps the report from being posted', () => {
  const reaches = (name: string | undefined): boolean =>
    name === 'report' || (name !== undefined && reaches(next(name)));
  for (const [name, { Catch = [] }] of Object.entries(definition.States).filter(([name]) => name !== 'no news')) {
    expect([name, reaches(name), ...Catch.map(({ Next }) => reaches(Next))]).not.toContain(false);
  }
});

test('only where nothing is to be told, nothing is reported', () => {
  const { Choices, Default } = definition.States['is there news']!;
  expect([Choices, Default]).toEqual([
    [{ Variable: '$.filed.notice', StringEquals: 'none', Next: 'no news' }],
    'report',
  ]);
});

test('a step that failed frees its symptom before it is told', () => {
  const failures = Object.entries(definition.States).filter(([name]) => name.endsWith(' failed'));
  const told = failures.filter(([, { Parameters = {} }]) => 'failure' in Parameters);
  expect(told.map(([name]) => name)).toEqual(['resolve failed', 'layers failed', 'conclude failed']);
  expect(told.map(([, { Next }]) => Next)).toEqual(told.map(() => 'incident'));
  expect(definition.States['report']!.Parameters).toEqual({ 'execution.$': '$$.Execution.Id', 'state.$': '$' });
});

test('execution data is not logged', () => {
  expect(machine!.properties['LoggingConfiguration']).toMatchObject({ IncludeExecutionData: false });
});

const next = (name: string): string | undefined => definition.States[name]!.Default ?? definition.States[name]!.Next;

function statesOf({ States }: Machine): readonly (readonly [string, State])[] {
  return Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ]);
}
