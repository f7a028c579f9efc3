import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/sources';

const folder = join(root, 'docs', 'decisions');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const titleOf = (name: string) => /^# (\d+)\. (.+)$/m.exec(textOf(name))?.slice(1, 3);

const rows = [...textOf('README.md').matchAll(/^\| \[(\d+)\]\((.+)\) \| (.+) \|$/gm)].map((row) => row.slice(1, 4));

test('the index lists every decision once, by number, with the title of its page', () => {
  expect(rows).toEqual(pages.map((name) => [titleOf(name)?.[0], name, titleOf(name)?.[1]]));
});

test('decisions are numbered without gaps', () => {
  expect(pages.map((name) => Number(name.slice(0, 4)))).toEqual(pages.map((_, at) => at + 1));
});

const headings = ['Context', 'Decision', 'Consequences', 'Alternatives'];

test.each(pages)('%s has the four parts and fits on a page', (name) => {
  const text = textOf(name);
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
  expect(text.split('\n').length).toBeLessThan(60);
});
