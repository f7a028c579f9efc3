import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { forgetBuilt, hashOfSources, isBuiltFrom, noteBuilt } from '../../scripts/build/sources';
import { temporaryFolder } from '../setup/temporary-folder';

const { path: root, file } = temporaryFolder();
for (const folder of ['src/layers', 'lambdas', 'scripts/build', 'dist', 'test']) {
  mkdirSync(join(root, folder), { recursive: true });
}
file('package-lock.json', '{}');
file('src/layers/one.ts', 'one');
file('test/one.test.ts', 'one');

test.each<readonly [string, () => void]>([
  ['a file is edited', () => file('src/layers/one.ts', 'other')],
  ['one is added', () => file('lambdas/new.ts', '')],
  ['one is renamed', () => renameSync(join(root, 'lambdas/new.ts'), join(root, 'lambdas/old.ts'))],
  ['a dependency changes', () => file('package-lock.json', '{ }')],
])('when %s the bundles are built again', async (_, change) => {
  const before = await hashOfSources(root);
  change();
  expect(await hashOfSources(root)).not.toBe(before);
});

test('a test is no source of theirs', async () => {
  const before = await hashOfSources(root);
  file('test/one.test.ts', 'other');
  expect(await hashOfSources(root)).toBe(before);
});

test('they are built once they are noted, and no longer where a build has begun', async () => {
  const hash = await hashOfSources(root);
  expect(await isBuiltFrom(hash, root)).toBe(false);
  await noteBuilt(hash, root);
  expect([await isBuiltFrom(hash, root), await isBuiltFrom('other', root)]).toEqual([true, false]);
  await forgetBuilt(root);
  expect(await isBuiltFrom(hash, root)).toBe(false);
});
