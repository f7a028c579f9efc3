import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { layerLine } from '../../cli/batch/progress';
import { isColored, withoutColorOptions } from '../../cli/color';
import { commandNames, optionsOf } from '../../cli/help';
import { story } from '../../demo/story/story';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ TERM: 'dumb' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
])('with %j on a terminal (%s) colours are %s', (environment, isTerminal, expected) =>
  expect(isColored(environment, isTerminal)).toBe(expected),
);

test.each([
  [['layers', '--color'], ['layers'], '1'],
  [['--no-color', 'layers'], ['layers'], '0'],
  [['layers', '--color=never'], ['layers'], '0'],
  [['layers', '--color=auto'], ['layers'], undefined],
  [['layers'], ['layers'], undefined],
])('%j asks for %j with FORCE_COLOR %s', (all, rest, forced) => {
  const before = process.env['FORCE_COLOR'];
  delete process.env['FORCE_COLOR'];
  expect([withoutColorOptions(all), process.env['FORCE_COLOR']]).toEqual([rest, forced]);
  delete process.env['FORCE_COLOR'];
  if (before !== undefined) process.env['FORCE_COLOR'] = before;
});

test('the version is that of the package', async () =>
  expect(await culprit('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' }));

test.each([
  [['help', 'foo'], /there is no command `foo`: use investigate, /],
  [['investgate'], /no command `investgate` \(did you mean `investigate`\?\)/],
  [
    ['layers', '--formt', 'json'],
    /Unknown option '--formt' \(did you mean `--format`\?\) \(see culprit layers --help\)/,
  ],
  [['investigate', 'x', '--format', 'htlm'], /`--format htlm` is not known \(did you mean `html`\?\)/],
  [['completion', 'bsh'], /`bsh` is no shell that is known \(did you mean `bash`\?\)/],
])('%j: what was meant is asked', async (all, sentence) => {
  const { code, stdout, stderr } = await culprit(...all);
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(sentence)]);
});

describe('completion', () => {
  test('bash completes commands and options', async () => {
    const { stdout } = await culprit('completion', 'bash');
    const completed = (words: readonly string[]) =>
      execFileSync(
        'bash',
        [
          '-c',
          `${stdout}\nCOMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _culprit; echo "\${COMPREPLY[*]}"`,
        ],
        { encoding: 'utf8' },
      ).trim();
    expect(completed(['culprit', 'inv'])).toBe('investigate');
    expect(completed(['culprit', 'explain', '--princ'])).toBe('--principal');
    expect(completed(['culprit', 'explain', '--expect', 'al'])).toBe('allowed');
    expect(completed(['culprit', 'investigate', '--format', 'h'])).toBe('html');
    expect(completed(['culprit', 'find', '--iac', 'cl'])).toBe('cloudformation');
    expect(completed(['culprit', 'completion', 'f'])).toBe('fish');
  });

  test.each([
    ['cost', 'text json'],
    ['doctor', 'text json'],
    ['self-test', 'text json'],
    ['layers', 'text json markdown'],
  ])('of %s it offers only the formats that it has', async (name, known) => {
    const { stdout } = await culprit('completion', 'bash');
    expect(stdout).toContain(`"${name} --format") COMPREPLY=($(compgen -W "${known}" -- "$word"))`);
  });

  test.each(['zsh', 'fish'])('%s gets every command with its options', async (shell) => {
    const { stdout } = await culprit('completion', shell);
    const options = commandNames()
      .flatMap(optionsOf)
      .map((option) => option.slice(2));
    expect([...commandNames(), ...options].filter((word) => !stdout.includes(word))).toEqual([]);
  });
});

describe('the report in a file', () => {
  const recording = folder.file('recording.json', JSON.stringify(story.recording));
  const denied = folder.file('denied.json', JSON.stringify(story.events.s3));

  test.each([
    ['report.html', /^<!doctype html>/i],
    ['report.md', /^#/],
    ['report.json', /^\{/],
  ])('%s has the form that its name says', async (name, start) => {
    const file = join(folder.path, name);
    const { code, stdout, stderr } = await culprit('investigate', '--recording', recording, '-o', file, denied);
    expect([code, stdout, stderr]).toEqual([0, '', `culprit: the report is in ${file}\n`]);
    expect(readFileSync(file, 'utf8')).toMatch(start);
  });

  test.each([
    ['report.pdf', [], 2],
    ['report.pdf', ['--format', 'text'], 0],
    ['fix.tf', ['--iac', 'terraform'], 0],
    ['report.2026-11-24', [], 0],
  ])('%s with %j ends with %i', async (name, more, expected) => {
    const file = join(folder.path, name);
    const { code, stderr } = await culprit('investigate', '--recording', recording, '-o', file, ...more, denied);
    expect(code).toBe(expected);
    if (expected === 2) expect(stderr).toContain('ends like no format: end it with html, md, json or txt');
  });

  test('a file that cannot be written is bad usage', async () => {
    const file = join(folder.path, 'nowhere', 'report.html');
    const { code, stderr } = await culprit('investigate', '--recording', recording, '-o', file, denied);
    expect([code, existsSync(file), stderr]).toEqual([2, false, expect.stringMatching(/cannot write .*no such file/)]);
  });
});

test.each([
  [['Bucket policy', 'KMS key', 'Object Lock'], 'reading Bucket policy and 2 more layers'],
  [['Bucket policy', 'KMS key'], 'reading Bucket policy and 1 more layer'],
  [['KMS key'], 'reading KMS key'],
  [[], ''],
])('of %j progress says %j', (titles, line) => expect(layerLine(titles)).toBe(line));
