/**
 * Bytes of an input → its text, piece by piece: unpacked if they are gzipped, in UTF-8 or UTF-16 of either byte order. What is
 * no text throws an error that says what it is.
 */
import { pipeline, Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { binaryKind } from './binary';

export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const [start, all] = await withStart(bytes);
  const binary = binaryKind(start);
  if (binary !== undefined) throw new Error(binary);
  const plain = start[0] === 0x1f && start[1] === 0x8b ? unpacked(all) : all;
  let decoder: Decoder | undefined;
  for await (const piece of plain) {
    decoder ??= decoderOf(encodingOf(piece));
    yield decoder.write(piece);
  }
  const rest = decoder?.end() ?? '';
  if (rest !== '') yield rest;
}

interface Decoder {
  readonly write: (piece: Uint8Array) => string;
  readonly end: () => string;
}

/** `StringDecoder` is the faster, and knows no other byte order. */
function decoderOf(encoding: ReturnType<typeof encodingOf>): Decoder {
  if (encoding === 'utf-8') {
    const decoder = new StringDecoder('utf8');
    return { write: (piece) => decoder.write(piece), end: () => decoder.end() };
  }
  const decoder = new TextDecoder(encoding);
  return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}

/** The first piece that has two bytes, and everything with it. */
async function withStart(
  bytes: AsyncIterable<Uint8Array>,
): Promise<readonly [start: Uint8Array, all: AsyncIterable<Uint8Array>]> {
  const iterator = bytes[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  let ended = false;
  while (start.length < 4 && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return [start, chained(start, iterator)];
}

async function* chained(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function unpacked(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // Whoever reads the end gets the error.
  pipeline(Readable.from(bytes, { objectMode: false }), gunzip, () => undefined);
  return gunzip as AsyncIterable<Uint8Array>;
}

/** PowerShell writes UTF-16 where it redirects output. Without a mark the zero bytes of its Latin letters show it. */
function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second, third, fourth] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return 'utf-8';
}
