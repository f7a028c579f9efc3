import type { Metafile } from 'esbuild';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The licences of all that is bundled, which ask to be passed on. */
export async function writeNotices(root: string, file: string, metafiles: readonly Metafile[]): Promise<void> {
  const paths = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((input) => packageIn(input) ?? []);
  const notices = await Promise.all([...new Set(paths)].sort().map((path) => noticeOf(join(root, path))));
  await writeFile(file, `Culprit holds these packages:\n\n${notices.join('\n')}`);
}

const packageIn = (input: string): string | undefined => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Readonly<
    Record<'name' | 'version' | 'license', string>
  >;
  const files = (await readdir(folder)).filter((one) => /^(?:licen[cs]e|notice)/i.test(one)).sort();
  const texts = await Promise.all(files.map((one) => readFile(join(folder, one), 'utf8')));
  const title = `${name} ${version}, ${license}`;
  // Every package of AWS comes with the same text, which is that of our own LICENSE.
  return license === 'Apache-2.0' && files.length < 2 ? `${title}\n` : `${title}\n\n${texts.join('\n')}\n`;
}
