import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { UsageError } from './exit-codes';

/** The text of a file or of standard input (`-`), unpacked if it is gzipped. */
export async function readInput(path: string): Promise<string> {
  const bytes = path === '-' ? await readStandardInput() : await readNamed(path);
  return decoded(unpacked(bytes, path));
}

async function readNamed(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`cannot read \`${path}\`: ${reasonOf(error)}`);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** More than any log file of CloudTrail holds; a small file can unpack to fill the memory. */
const mostBytes = 512 * 1024 * 1024;

function unpacked(bytes: Buffer, path: string): Buffer {
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!gzipped) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new UsageError(`cannot unpack \`${path}\`: ${reasonOf(error)}`);
  }
}

/** PowerShell writes UTF-16 where it redirects output; the first character says so. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  return bytes.toString('utf8');
}

export function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'no permission';
  return typeof message === 'string' ? message : String(error);
}
