import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../setup/sources';
import { holds } from './links';

// A link inside the repository leads to a file that exists, and to a heading of it.

const pages = existsSync(join(root, '.git'))
  ? execFileSync('git', ['ls-files', '--', '*.md'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
  : [];
const outside = /^(?:https?|mailto):/;

const linksOf = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map(({ groups }) => groups!['target']!)
    .filter((target) => !outside.test(target));

function leadsSomewhere(page: string, link: string): boolean {
  const [path, anchor] = link.split('#') as [string, string | undefined];
  return holds(path === '' ? page : posix.join(dirname(page), path), anchor);
}

(pages.length > 0 ? test : test.skip)('every link of the documents leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    linksOf(readFileSync(join(root, page), 'utf8'))
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

const docs = pages.filter((page) => /^docs\/[^/]+\.md$/.test(page));

(docs.length > 0 ? test : test.skip)('every page of docs can be reached from the README', () => {
  const readme = linksOf(readFileSync(join(root, 'README.md'), 'utf8')).map((link) => link.split('#')[0]);
  const reached = new Set<string | undefined>(readme);
  for (const page of reached) {
    if (page === undefined || !page.endsWith('.md') || !existsSync(join(root, page))) continue;
    for (const link of linksOf(readFileSync(join(root, page), 'utf8'))) {
      const path = link.split('#')[0]!;
      if (path !== '') reached.add(posix.join(dirname(page), path));
    }
  }
  expect(docs.filter((page) => !reached.has(page))).toEqual([]);
});

(docs.length > 0 ? test : test.skip)('a page of many sections begins with its contents', () => {
  const missing = docs.flatMap((page) => {
    const [beginning = '', ...sections] = readFileSync(join(root, page), 'utf8')
      .replace(/^```[\s\S]*?^```/gm, '')
      .split(/^## /m);
    const linked = linksOf(beginning).filter((link) => link.startsWith('#'));
    return sections.length < 6 || linked.length >= sections.length
      ? []
      : [`${page}: ${linked.length} of ${sections.length}`];
  });
  expect(missing).toEqual([]);
});

test.each([
  ['docs/evaluate.md', undefined, true],
  ['docs/evaluate.md', 'a-scenario', true],
  ['docs/evaluate.md', 'no-such-heading', false],
  ['docs/no-such-page.md', undefined, false],
])('%s#%s: %s', (path, anchor, expected) => expect(holds(path, anchor)).toBe(expected));
