import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { variants } from '../../demo/story/variants';

const root = join(__dirname, '..', '..');
const demo = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'cli/culprit.ts', 'demo', ...words], { cwd: root, encoding: 'utf8' });

test('the variants are listed, each with what it changes', () => {
  const { status, stdout } = demo('--list');
  const listed = stdout.trimEnd().split('\n');
  expect(status).toBe(0);
  expect(listed.map((line) => line.split(/ {2,}/))).toEqual(variants.map(({ name, title }) => [name, title]));
});

test.each([
  ['a variant that there is not', ['nosuch'], /there is no variant `nosuch`: use story, key-tagged/],
  ['two of them', ['story', 'key-tagged'], /one variant at a time/],
  ['an option that there is not', ['--speed'], /--speed/],
])('%s is bad input, told in one line', (_, words, message) => {
  const { status, stdout, stderr } = demo(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
