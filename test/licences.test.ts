import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import lock from '../package-lock.json';

const root = join(__dirname, '..');

/** Licences that ask for no more than a notice. Anything else needs a decision, so it is not here. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0', // caniuse-lite: data, with attribution
  'CC0-1.0',
  'ISC',
  'MPL-2.0', // axe-core: used as it is, by tests
  'MIT',
  'MIT-0',
]);

/** Only the data package of @cloud-copilot is MIT; the evaluators beside it are AGPL. */
const forbidden = /^(@cloud-copilot\/(?!iam-data$)|@actsecurity\/(?!iam-data$)|principalmapper$|iam-ape$)/;

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  /** A folder of this repository. */
  readonly link?: true;
}

const packages = Object.entries(lock.packages as Record<string, LockedPackage>).filter(
  ([path, { link }]) => path.includes('node_modules/') && link !== true,
);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

test('the lock lists the dependencies', () => expect(packages.length).toBeGreaterThan(100));

test('every dependency has an allowed licence, in the lock and on the disk', () => {
  const refused = packages.flatMap(([path, { license }]) =>
    [license, licenceOnDisk(path)]
      .filter((stated, index) => index === 0 || stated !== undefined)
      .filter((stated) => !isAllowed(stated))
      .map((stated) => `${path}: ${stated}`),
  );
  expect(refused).toEqual([]);
});

test('no dependency is one of the copyleft policy evaluators', () => {
  expect(packages.map(([path]) => nameOf(path)).filter((name) => forbidden.test(name))).toEqual([]);
});

test('the lock names no registry, so that it installs from any mirror', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['Apache-2.0 AND MIT', true],
  ['Apache-2.0 AND LGPL-2.1', false],
  ['GPL-3.0', false],
  ['AGPL-3.0-or-later', false],
  ['SEE LICENSE IN LICENSE.md', false],
  [undefined, false],
])('the licence `%s` is allowed: %s', (licence, expected) => expect(isAllowed(licence)).toBe(expected));

/** OR lets us choose, AND binds us to all. Deeper nesting is not understood and so refused. */
function isAllowed(expression: string | undefined): boolean {
  if (expression === undefined) return false;
  const bare = expression.replace(/^\(([^()]*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  if (bare.includes(' AND ')) return bare.split(' AND ').every(isAllowed);
  return allowed.has(bare);
}

function licenceOnDisk(path: string): string | undefined {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return undefined; // a binary for another platform
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type: string } };
  return typeof license === 'object' ? license.type : license;
}
