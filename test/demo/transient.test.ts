import { runWorkflow, type Definition } from '../../demo/cloud/workflow';
import { definitionOf } from '../../lib/workflow/definition';
import { transientErrors } from '../../src/incident/flow/transient';

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:Culprit-${name}`;
const steps = ['resolve', 'a-layer', 'recent-changes', 'conclude', 'incident', 'report'];
const definition = definitionOf(
  {
    resolve: arnOf('resolve'),
    recentChanges: arnOf('recent-changes'),
    conclude: arnOf('conclude'),
    incident: arnOf('incident'),
    report: arnOf('report'),
  },
  new Map([['a-layer', arnOf('a-layer')]]),
  transientErrors,
) as Definition;

class Named extends Error {
  constructor(override readonly name: string) {
    super(name);
  }
}

/** Runs the machine; one state throws as often as it is told to. */
async function runWith(failing: string, error: string, times: number, notice = 'opened') {
  const called: string[] = [];
  const failures: unknown[] = [];
  const result = await runWorkflow(
    definition,
    { name: 'run', arn: 'arn:run', input: { run: 'run', symptom: 's', request: {} } },
    ({ state, payload }) => {
      called.push(state);
      if (state === failing && called.filter((one) => one === state).length <= times) {
        return Promise.reject(new Named(error));
      }
      if (state === 'incident') failures.push((payload as { readonly failure?: unknown }).failure);
      return Promise.resolve(
        state === 'incident' ? { notice } : { layers: ['a-layer'], lookUpFrom: '2026-11-20T08:00:00Z', cause: null },
      );
    },
  );
  return { called, failures, error: result.error };
}

describe.each([
  'ThrottlingException',
  'SlowDown',
  'TimeoutError',
  'InternalError',
  'Lambda.TooManyRequestsException',
  'ReadLater',
])('%s', (error) => {
  test.each(steps)('twice in %s is retried, and the run goes on as if nothing had been', async (step) => {
    const { called, failures, error: ended } = await runWith(step, error, 2);
    expect([called.filter((state) => state === step).length, ended]).toEqual([3, undefined]);
    expect(failures).toEqual([undefined]);
    expect(called.at(-1)).toBe('report');
  });
});

test.each(['resolve', 'conclude'])(
  'again and again in %s frees the symptom; nothing is reported as long as it is tried again',
  async (step) => {
    const { called, failures, error } = await runWith(step, 'ThrottlingException', 99, 'none');
    expect(called.filter((state) => state === step)).toHaveLength(5);
    expect([failures, error]).toEqual([[{ step, error: 'ThrottlingException' }], undefined]);
    expect(called).not.toContain('report');
  },
);

test('what does not get better by waiting is not retried, and reported', async () => {
  const { called, failures } = await runWith('conclude', 'TypeError', 99, 'failed');
  expect(called.filter((state) => state === 'conclude')).toHaveLength(1);
  expect(failures).toEqual([{ step: 'conclude', error: 'TypeError' }]);
  expect(called.at(-1)).toBe('report');
});

test('a run without news reports nothing', async () => {
  const { called } = await runWith('', '', 0, 'none');
  expect(called).toEqual(['resolve', 'a-layer', 'recent-changes', 'conclude', 'incident']);
});
