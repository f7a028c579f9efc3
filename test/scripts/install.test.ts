/** What `scripts/run.mjs` installs before it starts a tool: npm is played by a program that writes down how it was called. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/sources';
import { temporaryFolder } from '../setup/temporary-folder';

const { folder } = temporaryFolder();

const packages = {
  '': { devDependencies: { bundler: '1.0.0' }, workspaces: ['test'] },
  'node_modules/bundler': { version: '1.0.0' },
  'node_modules/part-of-bundler': { version: '1.0.0' },
  'node_modules/binary-of-another-platform': { version: '1.0.0', optional: true },
  'node_modules/culprit-checks': { link: true },
  'node_modules/linter': { version: '2.0.0' },
};
type Installed = Readonly<Record<string, { readonly version?: string; readonly link?: true }>>;

const product: Installed = {
  'node_modules/bundler': { version: '1.0.0' },
  'node_modules/part-of-bundler': { version: '1.0.0' },
};
const unfinished: Installed = { ...product, 'node_modules/culprit-checks': { link: true } };
const everything: Installed = { ...unfinished, 'node_modules/linter': { version: '2.0.0' } };
const outdated = { 'node_modules/part-of-bundler': { version: '0.9.0' } };
const removed = { 'node_modules/removed': { version: '1.0.0' } };

const without = ['--without-checks'];
const whole = 'ci --include=dev';
const part = 'ci --workspaces=false --include=dev';
const added = 'install --no-save --include=dev';

test.each([
  ['nothing', undefined, without, part],
  ['nothing', undefined, [], whole],
  ['what the product needs', product, without, undefined],
  ['what the product needs', product, [], added],
  ['everything', everything, without, undefined],
  ['everything', everything, [], undefined],
  ['everything but a new check', unfinished, without, undefined],
  ['everything but a new check', unfinished, [], added],
  ['what the product needs, outdated', { ...product, ...outdated }, without, part],
  ['what the product needs, outdated', { ...product, ...outdated }, [], whole],
  ['everything, outdated', { ...everything, ...outdated }, without, whole],
  ['everything, outdated', { ...everything, ...outdated }, [], whole],
  ['what the lock no longer has', { ...everything, ...removed }, [], whole],
])('where %s is installed (%#), npm installs what lacks', (_, installed, flags, expected) => {
  const { status, npm } = run(installed, flags);
  expect(status).toBe(0);
  expect(npm?.replace(/ --no-audit.*\n/, '')).toBe(expected);
});

function run(installed: Installed | undefined, flags: readonly string[]) {
  const project = folder();
  for (const name of ['scripts', 'node_modules', 'bin']) mkdirSync(join(project, name), { recursive: true });
  copyFileSync(join(root, 'scripts', 'run.mjs'), join(project, 'scripts', 'run.mjs'));
  writeFileSync(join(project, 'package-lock.json'), JSON.stringify({ packages }));
  if (installed !== undefined) {
    writeFileSync(join(project, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  const called = join(project, 'called');
  const npm = join(project, 'bin', 'npm');
  writeFileSync(npm, `#!/bin/sh\necho "$@" >'${called}'\n`);
  chmodSync(npm, 0o755);
  const { status } = spawnSync(process.execPath, [join(project, 'scripts', 'run.mjs'), ...flags, 'install'], {
    env: { ...process.env, PATH: `${join(project, 'bin')}:${process.env['PATH'] ?? ''}` },
  });
  return { status, npm: existsSync(called) ? readFileSync(called, 'utf8') : undefined };
}
