import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';

const folder = temporaryFolder();
const emptyFolder = join(folder.path, 'empty');
mkdirSync(emptyFolder);
const sample = (name: string) => readFileSync(join(__dirname, '../samples', name), 'utf8');
const denied = sample('s01_getobject_same_account_implicit_identity.json');
const event = (JSON.parse(denied) as { detail: object }).detail;
const nonsense = Array.from({ length: 300 * 1024 }, (_, at) => String.fromCharCode(33 + ((at * 7919) % 90))).join('');

describe('bad input gets one line and the exit code of the contract:', () => {
  test.each<[string, string | Uint8Array, number, RegExp]>([
    ['nothing', '', 2, /./],
    ['not JSON', 'hello', 2, /JSON/],
    ['not an event', '{"hello":"awsAccounts"}', 2, /./],
    ['a list of nothing', '{"Records":[]}', 2, /no record/],
    ['a truncated event', denied.slice(0, denied.length / 2), 2, /JSON/],
    ['300 KB of nonsense', nonsense, 2, /JSON/],
    ['300 KB of one bracket', '['.repeat(300 * 1024), 2, /./],
    ['a JSON number', '42', 2, /./],
    ['null', 'null', 2, /./],
    [
      'bytes that are no text',
      Buffer.from(Array.from({ length: 300 * 1024 }, (_, at) => (at * 7919) % 256)),
      2,
      /JSON/,
    ],
    ['Parquet', Buffer.from('PAR1\u0015\u0004\u0015', 'latin1'), 2, /it is Parquet, in which Security Lake/],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1'), 2, /it is a ZIP archive: unpack it/],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), 2, /packed by zstd/],
    ['a broken archive', Buffer.concat([gzipSync(denied).subarray(0, 60)]), 2, /unpack/],
    [
      'an event of another service',
      JSON.stringify({ ...event, eventSource: 'ec2.amazonaws.com' }),
      3,
      /is a call to ec2/,
    ],
    [
      'an event that succeeded',
      JSON.stringify({ ...event, errorCode: undefined, errorMessage: undefined }),
      3,
      /succeeded/,
    ],
  ])('%s', async (name, content, code, message) => {
    const ran = await culprit('investigate', folder.file(`${name.replaceAll(' ', '-')}.json`, content));
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ran.stderr.length).toBeLessThan(600);
  });
});

test.each([
  ['a byte order mark', Buffer.from(`\ufeff${JSON.stringify({ ...event, errorCode: undefined })}`)],
  [
    'UTF-16, as PowerShell writes it',
    Buffer.from(`\ufeff${JSON.stringify({ ...event, errorCode: undefined })}`, 'utf16le'),
  ],
  [
    'UTF-16 of the other byte order',
    Buffer.from(`\ufeff${JSON.stringify({ ...event, errorCode: undefined })}`, 'utf16le').swap16(),
  ],
  ['UTF-16 without a mark', Buffer.from(JSON.stringify({ ...event, errorCode: undefined }), 'utf16le')],
])('%s is no bad input', async (name, content) => {
  const { code, stderr } = await culprit('investigate', folder.file(`${name}.json`, content));
  expect([code, stderr]).toEqual([3, expect.stringContaining('the request succeeded')]);
});

describe('bad usage says what to do:', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['inspect'], /there is no command `inspect`: use investigate/],
    ['a command of JavaScript', ['constructor'], /there is no command/],
    ['no file', ['investigate'], /takes what holds the denial/],
    ['a pattern that fits nothing', ['investigate', '/nowhere/*.json'], /cannot read `.*`: no file fits/],
    ['a missing file', ['investigate', '/nowhere.json'], /cannot read `\/nowhere\.json`: there is no such file/],
    ['an empty folder', ['investigate', emptyFolder], /there is no file in the folder/],
    ['a prefix without a bucket', ['investigate', 's3:///x'], /names no bucket/],
    [
      'a principal that is a name',
      ['investigate', '--principal', 'app', 'x'],
      /`--principal app` cannot be read: write it like arn:/,
    ],
    ['an action that is none', ['investigate', '--action', 'GetObject', 'x'], /`--action GetObject` cannot be read/],
    ['a resource that is none', ['investigate', '--resource', 'b/k', 'x'], /`--resource b\/k` cannot be read/],
    ['a time that is none', ['investigate', '--time', 'noon', 'x'], /`--time noon` cannot be read/],
    ['an unknown option', ['investigate', '--speed', 'x'], /--speed/],
    ['an unknown format', ['investigate', '--format', 'pdf', 'x'], /`--format pdf` is not known: use text/],
    [
      'no principal',
      ['explain', '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::b/k'],
      /`--principal` is missing/,
    ],
    [
      'no value of a key',
      ['explain', '--principal', 'p', '--action', 'a', '--resource', 'r', '--context', 'x'],
      /`--context x` is no KEY=VALUE/,
    ],
    ['no number', ['cost', '--requests', 'many', '--denied', '1'], /`--requests many` is no whole number/],
    ['more denied than asked', ['cost', '--requests', '1', '--denied', '2'], /is more than/],
    ['no table', ['layers', '--format', 'html'], /use text, json or markdown/],
  ])('%s', async (_, all, message) => {
    const ran = await culprit(...all);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['both a recording and a save', ['--recording', 'a', '--save', 'b'], /exclude each other/],
    ['a role that is no ARN', ['--organization-role', 'x'], /is no role's ARN/],
    ['an ARN where a name is wanted', ['--account-role', 'arn:aws:iam::111122223333:role/x'], /is no role's name/],
    ['a missing recording', ['--recording', '/nowhere'], /cannot read the recording/],
    [
      'a recording that is none',
      ['--recording', join(__dirname, '../../package.json')],
      /is no recording|is a recording of version/,
    ],
  ])('%s', async (_, all, message) => {
    const ran = await culprit('investigate', folder.file('denied.json', denied), ...all);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });
});

test.each([['--help'], ['help', 'investigate'], ['investigate', '--help'], ['explain', '-h'], ['cost', '--help']])(
  'help is on standard output: %s %s',
  async (...all) => {
    const { code, stdout } = await culprit(...all.filter((one) => one !== undefined));
    expect(code).toBe(0);
    expect(stdout).toContain('culprit ');
  },
);
