import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleAll, type Entry } from '../../scripts/build/bundle';
import { cards } from '../../scripts/build/cards';
import { layers } from '../../src/layers';
import { temporaryFolder } from '../setup/temporary-folder';

const root = join(__dirname, '..', '..');
const { path: folder } = temporaryFolder();

const reader = (file: string) => join(root, 'src/evidence/readers', file);
const reading = (name: string, calls: Entry['calls']): Entry => ({
  name,
  source: `export { bucketPolicy as card } from ${JSON.stringify(reader('bucket-policy'))};\n`,
  calls,
});
const entries = [
  reading('reads', 'all'),
  reading('judges', 'none'),
  reading('reads-it-itself', { of: `${reader('bucket-policy')}.ts` }),
  reading('reads-another', { of: `${reader('key-policy')}.ts` }),
];
const code = (out: string, name: string) => readFileSync(join(folder, out, name, 'index.js'), 'utf8');

test('who judges gets the cards of readers without the calls that they make', async () => {
  const { outputs } = await bundleAll(root, join(folder, 'one'), entries);
  const clients = entries.map(({ name }) =>
    Object.entries(outputs[`${name}/index.js`]!.inputs).some(
      ([path, { bytesInOutput }]) => bytesInOutput > 0 && path.includes('@aws-sdk/client-'),
    ),
  );
  expect(clients).toEqual([true, false, true, false]);
  const { card } = createRequire(__filename)(join(folder, 'one', 'judges', 'index.js')) as {
    readonly card: {
      readonly permissions: unknown;
      readonly read: (place: unknown, target: string) => Promise<unknown>;
    };
  };
  expect(card.permissions).toBeDefined();
  await expect(card.read({}, 'b')).rejects.toThrow(/does not call/);
});

test('the same sources give the same bytes, in whatever process and order', async () => {
  await bundleAll(root, join(folder, 'other'), entries.toReversed());
  for (const { name } of entries) expect(code('other', name)).toBe(code('one', name));
});

test('a new build leaves nothing of the old one', async () => {
  await bundleAll(root, join(folder, 'one'), [{ ...entries[0]!, name: 'renamed' }, entries[1]!]);
  expect(['reads', 'renamed', 'judges', 'entries'].map((name) => existsSync(join(folder, 'one', name)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('the cards are the registry as data', () => {
  const made = cards();
  expect(made.layers.map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  for (const { permissions, headObjectPermissions } of [...made.layers, ...made.steps]) {
    for (const { action, resource } of [...permissions, ...headObjectPermissions]) {
      expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
      expect(resource).toMatch(/^(\*|arn:\$\{Partition\}:)/);
    }
  }
});
