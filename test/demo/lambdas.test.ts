import { coldLambdas } from '../../demo/cloud/cold-lambdas';
import type { LambdaFunction, Lambdas } from '../../demo/cloud/lambda';
import { warmLambdas } from '../../demo/cloud/warm-lambdas';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
folder.file(
  'index.js',
  `
  let count = 0;
  const globals = { process };
  exports.handler = async (event, context) => {
    count += 1;
    process.stdout.write(count + ' ' + event.say + '\\n');
    console.log('by console');
    if (event.exit !== undefined) process.exit(event.exit);
    if (event.hang) await new Promise(() => setInterval(() => undefined, 1000));
    if (event.meet) {
      globalThis.met = (globalThis.met ?? 0) + 1;
      while (globalThis.met < 2) await new Promise(setImmediate);
    }
    if (event.fail) throw Object.assign(new Error('no'), { name: 'Refused' });
    const { env } = require('node:process');
    return { count, year: new Date().getUTCFullYear(), keys: Object.keys(env).sort(), env: globals.process.env.OF, name: context.functionName };
  };`,
);
const lambda = (more: Partial<LambdaFunction> = {}): LambdaFunction => ({
  name: 'one',
  code: folder.path,
  handler: 'index.handler',
  timeoutSeconds: 60,
  environment: { OF: 'template' },
  ...more,
});
const now = Date.parse('2026-11-24T09:12:00Z');
const invocation = (event: object, environment = {}) => ({ event, environment: { KEY: 'a', ...environment }, now });

const warm = warmLambdas();
afterAll(() => warm.close());

describe.each<readonly [string, Lambdas]>([
  ['cold', coldLambdas],
  ['warm', warm],
])('%s', (_, lambdas) => {
  test('a function has its own variables, the time of the account, and its log', async () => {
    const named = invocation({ say: 'hello' }, { AWS_LAMBDA_FUNCTION_NAME: 'whole' });
    const { output, log } = await lambdas.invoke(lambda({ name: 'whole' }), named);
    expect(output).toMatchObject({ count: 1, year: 2026, env: 'template', name: 'whole' });
    const { keys } = output as { readonly keys: readonly string[] };
    expect(keys).toEqual(['AWS_LAMBDA_FUNCTION_NAME', 'KEY', 'LAMBDA_TASK_ROOT', 'OF', '_HANDLER']);
    expect(log).toBe('1 hello\nby console\n');
  });

  test('what the handler throws keeps its name', async () => {
    const failing = lambdas.invoke(lambda(), invocation({ say: 'x', fail: true }));
    await expect(failing).rejects.toMatchObject({ name: 'Refused', message: 'no', log: '1 x\nby console\n' });
  });

  test('a bundle that does not load is an error of the function', async () => {
    await expect(lambdas.invoke(lambda({ handler: 'other.handler' }), invocation({}))).rejects.toThrow(/other/);
  });

  test('who does not answer in time is ended', async () => {
    const hanging = lambdas.invoke(lambda({ timeoutSeconds: 0.5 }), invocation({ say: 'x', hang: true }));
    await expect(hanging).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
  });

  test('who exits has no answer, and the next invocation runs', async () => {
    const exiting = lambdas.invoke(lambda({ name: 'exiting' }), invocation({ say: 'x', exit: 3 }));
    await expect(exiting).rejects.toMatchObject({ name: 'Runtime.ExitError', message: expect.stringContaining('3') });
    const { output } = await lambdas.invoke(lambda({ name: 'exiting' }), invocation({ say: 'again' }));
    expect(output).toMatchObject({ count: 1 });
  });
});

describe('a warm function', () => {
  const counted = async (of: LambdaFunction, environment = {}, event = {}) => {
    const { output, log } = await warm.invoke(of, invocation({ say: 'x', ...event }, environment));
    return [(output as { readonly count: number }).count, log.split(' ')[0]];
  };

  test('keeps its state, and each invocation has its own log', async () => {
    const kept = lambda({ name: 'kept' });
    expect([await counted(kept), await counted(kept)]).toEqual([
      [1, '1'],
      [2, '2'],
    ]);
  });

  test('shares it with no other, and begins anew when it is configured anew', async () => {
    await counted(lambda({ name: 'first' }));
    expect(await counted(lambda({ name: 'second' }))).toEqual([1, '1']);
    expect(await counted(lambda({ name: 'first' }), { KEY: 'b' })).toEqual([1, '1']);
  });

  test('serves one invocation at a time', async () => {
    const meeting = () => counted(lambda({ name: 'both' }), {}, { meet: true });
    expect(await Promise.all([meeting(), meeting()])).toEqual([
      [1, '1'],
      [1, '1'],
    ]);
  });
});
