import { runWorkflow, type Definition } from '../../demo/cloud/workflow';

const task = (name: string, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  OutputPath: '$.Payload',
  Retry: [{ ErrorEquals: ['Throttled'], MaxAttempts: 2, IntervalSeconds: 30 }],
  Catch: [{ ErrorEquals: ['States.ALL'], Next: `${name}-failed` }],
  ...more,
});

const definition = {
  StartAt: 'layers',
  States: {
    layers: {
      Type: 'Parallel',
      Branches: ['one', 'other'].map((name) => ({
        StartAt: name,
        States: {
          [name]: task(name, { End: true }),
          [`${name}-failed`]: { Type: 'Pass', Parameters: { 'error.$': '$.Error' }, End: true },
        },
      })),
      Next: 'report',
    },
    report: { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:111122223333:function:report:live', End: true },
  },
} as unknown as Definition;

const execution = {
  arn: 'arn:aws:states:eu-central-1:111122223333:execution:Machine:one',
  name: 'one',
  input: { a: 1 },
};

function failing(name: string): Error {
  return Object.assign(new Error('it failed'), { name });
}

test('every state runs its function; a failed one is retried without waiting and caught by name', async () => {
  const seen: string[] = [];
  const { runs, output } = await runWorkflow(definition, execution, ({ functionArn, payload }) => {
    seen.push(functionArn);
    if (functionArn === 'other') return Promise.reject(failing('Throttled'));
    return Promise.resolve({ functionArn, payload });
  });
  const report = 'arn:aws:lambda:eu-central-1:111122223333:function:report:live';
  expect(seen.sort()).toEqual([report, 'one', 'other', 'other', 'other']);
  expect(runs.filter(({ state }) => state === 'other').map(({ error }) => error)).toEqual([
    'Throttled',
    'Throttled',
    'Throttled',
  ]);
  expect(output).toEqual({
    functionArn: report,
    payload: [{ functionArn: 'one', payload: { a: 1 } }, { error: 'Throttled' }],
  });
});

test('an execution that fails tells the error', async () => {
  const { error } = await runWorkflow(definition, execution, ({ functionArn }) =>
    functionArn.includes('report') ? Promise.reject(failing('ReportFailed')) : Promise.resolve(null),
  );
  expect(error).toContain('ReportFailed');
});
