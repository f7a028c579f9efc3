import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatOf } from '../../cli/options';
import { deliver, type Start } from '../../cli/output';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();

/** Starts nothing. */
function opener() {
  const child = Object.assign(new EventEmitter(), { unref: jest.fn() });
  const start = jest.fn((() => child) as unknown as Start);
  return { child, start };
}

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)));
});
afterEach(() => jest.restoreAllMocks());

test('--open writes a page, names its path and gives it to the opener', async () => {
  const { child, start } = opener();
  await deliver('<!doctype html>', { open: true }, start);
  const [[, given] = []] = start.mock.calls;
  const file = given?.at(-1) ?? '';
  expect(readFileSync(file, 'utf8')).toBe('<!doctype html>');
  rmSync(dirname(file), { recursive: true });
  expect(file).toMatch(/culprit-.+report\.html$/);
  expect(said).toEqual([`culprit: the report is in ${file}`]);
  expect([start.mock.calls.length, child.unref.mock.calls.length]).toEqual([1, 1]);
});

test('an opener that is not there is one line, and the page stays', async () => {
  const { child, start } = opener();
  const output = join(folder.path, 'kept.html');
  await deliver('page', { output, open: true }, start);
  child.emit('error', new Error('spawn xdg-open ENOENT'));
  expect(said).toEqual([
    `culprit: the report is in ${output}`,
    expect.stringMatching(/^culprit: there is no `\S+`: open the file yourself$/),
  ]);
  expect(existsSync(output)).toBe(true);
});

test('without --open nothing is started', async () => {
  const { start } = opener();
  await deliver('page', { output: join(folder.path, 'a.html') }, start);
  expect(start).not.toHaveBeenCalled();
});

test('a folder that is not there is one line', async () => {
  const output = join(folder.path, 'nowhere', 'a.html');
  await expect(deliver('page', { output, open: true }, opener().start)).rejects.toThrow(/^cannot write `.+`: /);
});

test.each([
  [{ open: true }, 'html'],
  [{ open: true, output: 'a.md' }, 'markdown'],
  [{ open: true, format: 'text' }, 'text'],
] as const)('%j is %s', (values, format) => expect(formatOf(values, true)).toBe(format));
