import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/sources';

// What is published is for everybody: no path of one person's machine, no private address, no secret, and plain English.

/** A path counts only where it begins: `bucket/home/x` is an object key. */
const machinePath = new RegExp(
  `(?:^|[\\s"'\`(=:,])/(?:${['work', 'root', 'home', 'Users', 'mnt'].join('|')})/[\\w.-]+`,
);
const unwelcome: readonly (readonly [string, RegExp])[] = [
  ['a machine path', machinePath],
  ['a private note', /\bfacts\/[a-z-]+\.md\b/],
  ['a private package registry', /https?:\/\/[\w.:-]*(?:artifactory|nexus|verdaccio|codeartifact)[\w.:-]*\//i],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a Slack token', /\bxox[abpr]-\d{6,}/],
  ['a comment whose subject does not come first', /(?:^|\s)(?:\/\*\*|\/\/|\*) Of (?!course)/],
];

const inGit = existsSync(join(root, '.git'));

(inGit ? test : test.skip)('nothing tracked belongs to one machine', () => {
  const found = trackedFiles().flatMap((path) => complaints(path, readFileSync(join(root, path), 'utf8')));
  expect(found).toEqual([]);
});

// `|` stands for the slash, so that this file passes its own test.
test.each([
  ['see |work/notes.txt', 1],
  ['cd "|home/alice/culprit"', 1],
  ['arn:aws:s3:::bucket|home/alice/report.csv', 0],
  ['arn:aws:iam::111122223333:role|work/deploy', 0],
  ['  |** Of a bucket the name. */', 1],
  ['  |** The name of a bucket. */', 0],
])('%s', (text, expected) => expect(complaints('a.md', text.replace('|', '/'))).toHaveLength(expected));

function complaints(path: string, text: string): string[] {
  if (text.includes('\0')) return []; // not a text
  return text
    .split('\n')
    .flatMap((line, index) =>
      unwelcome.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${path}:${index + 1} has ${what}`),
    );
}

/** New files that nobody has added yet count too. */
function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const paths = listed.toString('utf8').split('\0');
  return paths.filter((path) => path !== '' && existsSync(join(root, path)));
}
