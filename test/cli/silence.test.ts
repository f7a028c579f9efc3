import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSilence } from '../../cli/commands/silence';
import { main } from '../../cli/main';

let folder: string;
let file: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'silences-'));
  file = join(folder, 'silences.json');
  printed = '';
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2030-01-01T00:00:00Z'));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const add = (id: string, ...more: string[]) =>
  runSilence([
    'add',
    id,
    '--file',
    file,
    '--owner',
    'team-data',
    '--reason',
    'known',
    '--until',
    '2030-06-30',
    ...more,
  ]);

test('a silence is added, listed and removed', async () => {
  expect(add('nightly', '--caller', 'role * nightly')).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([
    { id: 'nightly', owner: 'team-data', reason: 'known', until: '2030-06-30', match: { caller: 'role * nightly' } },
  ]);
  expect(await main(['silence', 'list', '--file', file])).toBe(0);
  expect(printed).toMatch(/nightly {2}until 2030-06-30 {2}team-data: known/);
  expect(printed).toContain('access-analyzer  always');
  runSilence(['remove', 'nightly', '--file', file]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([]);
});

test.each<readonly [string, () => unknown, RegExp]>([
  ['that matches everything', () => add('all'), /matches everything/],
  [
    'without an owner',
    () => runSilence(['add', 'a', '--file', file, '--reason', 'r', '--until', '2030-02-01', '--bucket', 'b']),
    /owner/,
  ],
  ['for years', () => add('a', '--bucket', 'b', '--until', '2035-01-01'), /longer than a year/],
  ['without a name', () => runSilence(['add', '--file', file]), /name the silence/],
  ['that is not there', () => runSilence(['remove', 'a', '--file', file]), /no silence/],
  ['by another verb', () => runSilence(['mute', 'a', '--file', file]), /list, add or remove/],
])('one %s is refused, and nothing is written', (_, run, message) => {
  writeFileSync(file, '[]');
  expect(run).toThrow(message);
  expect(readFileSync(file, 'utf8')).toBe('[]');
});
