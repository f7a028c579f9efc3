import { gunzipSync } from 'node:zlib';

/** More than CloudWatch Logs and Kinesis ever pack into one message. */
const mostBytes = 32 * 1024 * 1024;

/** The text in Base64, which may be gzipped; `undefined`: it is neither. */
export function unpacked(data: unknown): string | undefined {
  if (typeof data !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return undefined;
  const bytes = Buffer.from(data, 'base64');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes }).toString('utf8');
  } catch {
    // A broken archive, or one that unpacks to fill the memory: the message holds nothing that can be read.
    return undefined;
  }
}
