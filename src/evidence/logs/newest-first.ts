/** Reads logs from the newest object back, within bounds. */
import { gunzipSync } from 'node:zlib';
import { defined } from '../../defined';
import { getObject, listObjects } from '../aws/calls/s3';
import { Unread } from '../aws/failures';
import type { Place } from '../place';
import { each } from '../several';
import { firstKey, mayHold, prefixesOf, type LogSource, type Window } from './sources';

export interface Bounds {
  /** Objects that are opened. */
  readonly objects: number;
  /** Their packed bytes. */
  readonly bytes: number;
  /** Folders that are listed. */
  readonly folders: number;
}

export interface ReadSoFar {
  readonly objects: number;
  readonly bytes: number;
  /** The newest folder that is not read yet; absent: nothing is left. */
  readonly next?: string;
}

/** Gives the text of each object to `take`; what it returns is how far it came. */
export async function readNewestFirst(
  place: Place,
  source: LogSource,
  window: Window,
  bounds: Bounds,
  take: (text: string, soFar: ReadSoFar) => void,
): Promise<ReadSoFar> {
  let objects = 0;
  let bytes = 0;
  const prefixes = prefixesOf(source, window);
  for (const [at, prefix] of prefixes.entries()) {
    const isFull = objects >= bounds.objects || bytes >= bounds.bytes || at >= bounds.folders;
    if (isFull) return { objects, bytes, next: prefix };
    const left = { objects: bounds.objects - objects, bytes: bounds.bytes - bytes };
    const listed = await newestIn(place, source, prefix, window, left.objects + 1);
    const kept = withinBounds(listed, left);
    await each(kept, async ({ key, size }) => {
      const text = await textOf(place, source.bucket, key);
      objects += 1;
      bytes += size;
      take(text, { objects, bytes, next: prefix });
    });
    if (kept.length < listed.length) return { objects, bytes, next: prefix };
  }
  return { objects, bytes };
}

interface Listed {
  readonly key: string;
  readonly size: number;
}

/** S3 lists the oldest first: the names of one folder are in the order of their times. */
async function newestIn(
  place: Place,
  source: LogSource,
  prefix: string,
  window: Window,
  most: number,
): Promise<readonly Listed[]> {
  let found: Listed[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await listObjects(place, {
      Bucket: source.bucket,
      Prefix: prefix,
      ...defined({ ContinuationToken: token, StartAfter: firstKey(source, prefix, window) }),
    });
    for (const { Key: key = '', Size: size = 0 } of answer.Contents ?? [])
      if (size > 0 && mayHold(source, key, window)) found.push({ key, size });
    found = found.slice(-most);
    if (answer.NextContinuationToken === undefined) return found.toReversed();
    if (answer.NextContinuationToken === token) break;
    token = answer.NextContinuationToken;
  }
  throw new Unread('malformed-answer', `the list of \`${prefix}\` does not end`);
}

/** A thousand objects a page; a day of a busy account has some ten thousand files. */
const mostPages = 1_000;

function withinBounds(listed: readonly Listed[], left: Pick<Bounds, 'objects' | 'bytes'>): readonly Listed[] {
  let bytes = 0;
  return listed.slice(0, left.objects).filter(({ size }) => (bytes += size) <= left.bytes);
}

async function textOf(place: Place, bucket: string, key: string): Promise<string> {
  const { Body } = await getObject(place, { Bucket: bucket, Key: key });
  if (Body === undefined) throw new Unread('malformed-answer', `GetObject answered without a body for \`${key}\``);
  const bytes = await Body.transformToByteArray();
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return Buffer.from(isPacked ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes).toString('utf8');
}

/** Far above what one object of a trail holds; a small one can unpack to fill the memory. */
const mostBytes = 512 * 1024 * 1024;
