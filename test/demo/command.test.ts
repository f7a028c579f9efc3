import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isBadInput, readArguments } from '../../demo/arguments';
import { variants } from '../../demo/story/variants';

const root = join(__dirname, '..', '..');
const demo = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', ...words], { cwd: root, encoding: 'utf8' });

test('the variants are listed, each with what it changes', () => {
  const { status, stdout } = demo('cli/culprit.ts', 'demo', '--list');
  const listed = stdout.trimEnd().split('\n');
  expect(status).toBe(0);
  const [last, ...others] = listed.map((line) => line.split(/ {2,}/)).toReversed();
  expect(others.toReversed()).toEqual(variants.map(({ name, title }) => [name, title]));
  expect(last).toEqual(['storm', expect.stringContaining('sixty roles')]);
});

test('bad input is one line, and an exit code of its own', () => {
  const { status, stdout, stderr } = demo('demo/run.ts', 'nosuch');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^culprit: there is no variant `nosuch`: use story, key-tagged.*\n$/);
});

test.each([
  ['a variant that there is not', ['nosuch'], /there is no variant `nosuch`: use story, key-tagged/],
  ['two of them', ['story', 'key-tagged'], /one variant at a time/],
  ['an option that there is not', ['--speed'], /--speed/],
])('%s is bad input', (_, words, message) => {
  const thrown = thrownBy(() => readArguments(words));
  expect(String(thrown)).toMatch(message);
  expect(isBadInput(thrown)).toBe(true);
});

test.each([
  ['nothing', [], 'story'],
  ['a name', ['key-tagged'], 'key-tagged'],
  ['an option', ['--variant', 'key-tagged'], 'key-tagged'],
])('%s names the variant', (_, words, name) => {
  expect(readArguments(words)).toMatchObject({ is: 'variant', variant: { name } });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
