/** What the arguments of `investigate` name: files, folders, patterns, prefixes of a bucket, standard input. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { listObjects, openObject } from '../../src/evidence/aws/calls/log-objects';
import { UsageError } from '../exit-codes';
import { reasonOf } from './reasons';

/** One input: bytes that are opened when their turn comes. */
export interface Source {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** In the order of the arguments; what is in a folder or under a prefix by name, which for logs is by time. */
export async function* sourcesOf(names: readonly string[]): AsyncGenerator<Source> {
  for (const name of names) yield* sourcesNamed(name);
}

async function* sourcesNamed(name: string): AsyncGenerator<Source> {
  if (name === '-') yield { name: 'standard input', open: () => process.stdin };
  else if (name.startsWith('s3://')) yield* objectsUnder(name);
  else yield* filesNamed(name);
}

async function* filesNamed(name: string): AsyncGenerator<Source> {
  const kind = await kindOf(name);
  if (kind === 'file') yield fileAt(name);
  else if (kind === 'folder') {
    const files = await glob('**/*', { cwd: name, dot: false, onlyFiles: true });
    if (files.length === 0) throw new UsageError(`there is no file in the folder \`${name}\``);
    for (const file of files.toSorted()) yield fileAt(join(name, file));
  } else {
    const files = isPattern(name) ? await glob(name, { onlyFiles: true }) : [];
    if (files.length === 0)
      throw new UsageError(`cannot read \`${name}\`: ${isPattern(name) ? 'no file fits' : kind.reason}`);
    for (const file of files.toSorted()) yield fileAt(file);
  }
}

const isPattern = (name: string): boolean => /[*?[{]/.test(name);

async function kindOf(name: string): Promise<'file' | 'folder' | { readonly reason: string }> {
  try {
    return (await stat(name)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Larger pieces cost fewer turns of the loop and no more than their own memory. */
const pieceBytes = 64 * 1024;

const fileAt = (name: string): Source => ({
  name,
  open: () => createReadStream(name, { highWaterMark: pieceBytes }),
});

async function* objectsUnder(url: string): AsyncGenerator<Source> {
  const { bucket = '', prefix = '' } = /^s3:\/\/(?<bucket>[^/]+)\/?(?<prefix>.*)$/s.exec(url)?.groups ?? {};
  if (bucket === '') throw new UsageError(`\`${url}\` names no bucket: give one as s3://bucket/prefix/`);
  let found = 0;
  try {
    for await (const key of listObjects(bucket, prefix)) {
      found += 1;
      yield { name: `s3://${bucket}/${key}`, open: () => openObject(bucket, key) };
    }
  } catch (error) {
    throw new UsageError(`cannot list \`${url}\`: ${reasonOf(error)}`);
  }
  if (found === 0) throw new UsageError(`there is no object under \`${url}\``);
}
