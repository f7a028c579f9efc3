import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependencies, devDependencies } from '../../package.json';
import { devDependencies as ofChecks } from '../package.json';
import { root } from '../setup/sources';
import { holds } from './links';

const github = join(root, '.github');
const filesIn = (folder: string) =>
  readdirSync(join(github, folder)).map((name) => ({ name, text: readFileSync(join(github, folder, name), 'utf8') }));

const workflows = filesIn('workflows');

test.each(workflows)('$name uses no action by a name that can be moved', ({ text }) => {
  const used = [...text.matchAll(/^\s*(?:- )?uses: *(.*)$/gm)].map(([, action]) => action!);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !isPinned(action))).toEqual([]);
});

test.each(workflows)('$name may read the code and nothing else, and ends', ({ text }) => {
  const permissions = [...text.matchAll(/^( *)permissions:.*\n((?:\1 +.*\n)*)/gm)].map(([, , granted]) => granted);
  expect(permissions).toEqual(['  contents: read\n']);
  const jobs = [...text.matchAll(/^ {4}runs-on:/gm)];
  expect(jobs.length).toBeGreaterThan(0);
  expect([...text.matchAll(/^ {4}timeout-minutes: \d+$/gm)]).toHaveLength(jobs.length);
});

test.each([
  ['actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1', true],
  ['./.github/actions/setup', true],
  ['actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', false],
  ['actions/checkout@v7 # v7.0.1', false],
  ['actions/checkout@3d3c42e # v7.0.1', false],
])('`%s` is pinned: %s', (action, expected) => expect(isPinned(action)).toBe(expected));

/** A commit cannot be moved, and the comment shows people and Dependabot which version it is. */
function isPinned(action: string): boolean {
  return action.startsWith('./') || /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action);
}

test('every package that the update settings name is a dependency', () => {
  const settings = readFileSync(join(github, 'dependabot.yml'), 'utf8');
  const named = [...settings.matchAll(/^ *- (?:dependency-name: )?'([^']+)'$/gm)].map(([, name]) => name!);
  const packages = Object.keys({ ...dependencies, ...devDependencies, ...ofChecks });
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !packages.some((one) => matches(name, one)))).toEqual([]);
});

const matches = (pattern: string, name: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

test.each(filesIn('ISSUE_TEMPLATE'))('$name links to files that exist', ({ text }) => {
  const linked = [...text.matchAll(/\]\(\.\.\/blob\/HEAD\/([^)#]+)(?:#([^)]+))?\)/g)];
  expect(linked.filter(([, path, anchor]) => !holds(path!, anchor)).map(([link]) => link)).toEqual([]);
});
