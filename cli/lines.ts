import type { Readable } from 'node:stream';

/**
 * The lines of a stream, all that one read brought at a time. Each is decoded by itself: one exotic character would make
 * every text of a larger piece twice as wide, and all that reads it slower.
 */
export async function* linesIn(input: Readable): AsyncGenerator<readonly string[]> {
  // The beginning of a line that is not whole yet.
  let pending: Buffer[] = [];
  for await (const chunk of input) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array);
    const lines: string[] = [];
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      lines.push(textOf(pending, bytes, from, at));
      pending = [];
      from = at + 1;
    }
    if (from < bytes.length) pending.push(bytes.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (pending.length > 0) yield [textOf(pending, EMPTY, 0, 0)];
}

const NEWLINE = 10;
const EMPTY = Buffer.alloc(0);

function textOf(pending: readonly Buffer[], bytes: Buffer, from: number, to: number): string {
  if (pending.length === 0) return bytes.toString('utf8', from, to);
  return Buffer.concat([...pending, bytes.subarray(from, to)]).toString('utf8');
}
