/** A folder of a trail's log files, as large as is asked for. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

type Json = Record<string, unknown>;

const samples = join(__dirname, '..', '..', 'test', 'samples');
const kinds = [
  's01_getobject_same_account_implicit_identity',
  's02_putobject_denied_scp_with_policy_arn',
  's10_listbucket_same_account',
  's13_putobject_presigned_denied',
].map((name) => (JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8')) as { readonly detail: Json }).detail);

/** The record with this number: ids, keys and times are its own. One of `every` was denied. */
export function recordNumber(number: number, every: number): Json {
  const record = kinds[Math.floor(number / every) % kinds.length] ?? {};
  const id = createHash('sha256').update(String(number)).digest('hex');
  const key = (record['requestParameters'] as Json)['key'];
  const named = `reports/${id.slice(0, 12)}/${number}.csv`;
  const text = JSON.stringify(record);
  const own: Json = {
    ...(JSON.parse(typeof key === 'string' ? text.replaceAll(key, named) : text) as Json),
    eventID: id.slice(0, 36),
    requestID: id.slice(36, 52).toUpperCase(),
    eventTime: new Date(Date.UTC(2026, 10, 20) + number * 100).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
  if (number % every === 0) return own;
  const { errorCode: _code, errorMessage: _message, ...succeeded } = own;
  return succeeded;
}

export interface LogFolder {
  readonly path: string;
  /** Unpacked. */
  readonly bytes: number;
  readonly records: number;
  readonly remove: () => void;
}

/** CloudTrail writes a file every five minutes; a busy bucket's holds some thousand records. */
const perFile = 4_000;

export function logFolder(bytes: number, every: number): LogFolder {
  const path = mkdtempSync(join(tmpdir(), 'culprit-logs-'));
  let written = 0;
  let records = 0;
  for (let file = 0; written < bytes; file += 1) {
    const all = Array.from({ length: perFile }, (_, at) => recordNumber(records + at, every));
    const text = JSON.stringify({ Records: all });
    writeFileSync(join(path, `${String(file).padStart(5, '0')}.json.gz`), gzipSync(text, { level: 6 }));
    written += text.length;
    records += perFile;
  }
  return { path, bytes: written, records, remove: () => rmSync(path, { recursive: true, force: true }) };
}
