import { warmLambdas } from '../../demo/cloud/warm-lambdas';
import { deploymentContext } from '../../demo/deployment';
import * as cast from '../../demo/story/cast';
import { runStorm } from '../../demo/story/storm';
import { synthesize } from '../../demo/synthesize';
import { temporaryFolder } from '../setup/temporary-folder';

const { path: folder } = temporaryFolder();
const where = { account: cast.account, region: cast.region };
const lambdas = warmLambdas();
afterAll(() => lambdas.close());

test('a storm is one execution, told with its numbers, and closed by the change that ends it', async () => {
  const stack = await synthesize(folder, where, deploymentContext);
  const lines: string[] = [];
  const told = await runStorm({ ...where, stack, lambdas, say: (line) => lines.push(line) });
  expect(told).toMatchObject({ denials: 301, executions: 2, isClosed: true });
  expect(told.subjects).toEqual([
    expect.stringContaining('cannot read'),
    expect.stringMatching(/Goes on: .* denies 61 callers/),
    expect.stringContaining('Fixed: '),
  ]);
  expect(lines.join('\n')).toContain('role `KeyAdmin`, `TagResource` at `2026-11-24T08:47:19Z`, 33 minutes after');
  expect(lines.join('\n')).toContain('301 denials, 61 callers');
});
