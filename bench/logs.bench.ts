import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { median, type Bench, type Measurement } from './define';
import { logFolder } from './logs/folder';
import type { ReadResult } from './logs/read';

/** `LOG_MEGABYTES=1024 npm run bench -- logs` reads as much as a busy bucket writes in some hours. */
const megabytes = Number(process.env['LOG_MEGABYTES'] ?? 64);
const mostMegabytes = 300;
const mostOfLimit = 3;
/** One of so many is denied. */
const every = 100;

/** A folder of a trail's log files, read by the command line, against `zcat | JSON.parse` of a record a line. */
const bench: Bench = async () => {
  const folder = logFolder(megabytes * 1024 * 1024, every);
  try {
    const ours = readings('culprit', folder.path);
    // The same records, one a line.
    for (const name of readdirSync(folder.path)) asLines(join(folder.path, name));
    const limit = readings('limit', folder.path);
    return measured(ours, limit, folder.bytes);
  } finally {
    folder.remove();
  }
};
export default bench;

/** Three readings: their middle CPU, their most memory. */
function readings(how: 'culprit' | 'limit', folder: string): ReadResult {
  const all = Array.from({ length: 3 }, () => read(how, folder));
  const [{ records } = { records: 0 }] = all;
  return {
    records,
    cpu: median(all.map(({ cpu }) => cpu)),
    megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
  };
}

function measured(ours: ReadResult, limit: ReadResult, bytes: number): readonly Measurement[] {
  const ratio = ours.cpu / limit.cpu;
  const size = `${(bytes / 1024 / 1024).toFixed(0)} MB of logs, ${ours.records.toLocaleString('en')} records`;
  return [
    {
      what: `${size}: multiple of zcat | JSON.parse per line`,
      value: `${ratio.toFixed(2)}x, ${(ours.cpu / 1000).toFixed(1)} s of CPU`,
      bound: { says: `at most ${mostOfLimit} times`, holds: ratio <= mostOfLimit },
    },
    {
      what: `${size}: memory at most`,
      value: `${ours.megabytes.toFixed(0)} MB`,
      bound: { says: `at most ${mostMegabytes} MB`, holds: ours.megabytes <= mostMegabytes },
    },
    {
      what: `${size}: records that both read`,
      value: limit.records.toLocaleString('en'),
      bound: { says: 'the same number', holds: limit.records === ours.records },
    },
  ];
}

function read(how: 'culprit' | 'limit', folder: string): ReadResult {
  const program = join(__dirname, 'logs', 'read.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', program, how, folder], { encoding: 'utf8' });
  return JSON.parse(output) as ReadResult;
}

function asLines(file: string): void {
  const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as {
    readonly Records: readonly unknown[];
  };
  writeFileSync(file, gzipSync(Records.map((record) => JSON.stringify(record)).join('\n'), { level: 6 }));
}
