import { executionsOf } from '../../src/delivery/executions';
import { readStep, writeStep } from '../../src/delivery/run-folder';
import type { Symptom } from '../../src/incident/types';
import { useLocalEndpoint } from '../setup/local-endpoint';
import type { Reply } from '../setup/server';

const endpoint = useLocalEndpoint();

const last = () => endpoint.server.received.at(-1)!;
const xml = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
const json = (body: object, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

describe('the run folder', () => {
  test('gives back what a step wrote', async () => {
    const stored = new Map<string, string>();
    endpoint.answer = ({ method, path, body }) => {
      const [key = ''] = path.split('?');
      if (method === 'PUT') stored.set(key, body);
      const found = stored.get(key);
      return found === undefined ? xml('<Error><Code>NoSuchKey</Code></Error>', 404) : { body: found };
    };
    const folder = { bucket: 'evidence', run: 'run-1' };
    await expect(writeStep(folder, 'resolve', { a: 1 })).resolves.toBe('runs/run-1/resolve.json');
    expect([...stored.keys()].join()).toContain('runs/run-1/resolve.json');
    await expect(readStep(folder, 'resolve')).resolves.toEqual({ a: 1 });
    await expect(readStep(folder, 'other')).resolves.toBeUndefined();
  });

  test.each(['../other', 'a/b', '', 'x'.repeat(81)])('has no step %j', async (step) => {
    await expect(writeStep({ bucket: 'evidence', run: 'run-1' }, step, 1)).rejects.toThrow('no name');
  });
});

describe('an execution', () => {
  const { start } = executionsOf({ stateMachineArn: 'arn:sm', bucket: 'b' });
  const symptom = { id: 'v2-a' } as Symptom;
  test('is started by its name', async () => {
    endpoint.answer = () => json({ executionArn: 'arn', startDate: 1 });
    await start('n', symptom, []);
    expect(JSON.parse(last().body)).toMatchObject({ name: 'n', input: '{"run":"n","symptom":"v2-a"}' });
  });
  test('that exists counts as started', async () => {
    endpoint.answer = () => json({ __type: 'ExecutionAlreadyExists', message: 'exists' }, 400);
    await expect(start('n', symptom, [])).resolves.toBeUndefined();
  });
  test('that cannot be started is an error', async () => {
    endpoint.answer = () => json({ __type: 'StateMachineDoesNotExist', message: 'none' }, 400);
    await expect(start('n', symptom, [])).rejects.toThrow('none');
  });
});
