/** Reads a folder in a process of its own, so that its memory and CPU are its own: `read.ts culprit|limit FOLDER`. */
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { readAll } from '../../cli/input/read-all';

/** Milliseconds of CPU of this process, megabytes at most, and how many records there were. */
export interface ReadResult {
  readonly cpu: number;
  readonly megabytes: number;
  readonly records: number;
}

async function main([how = '', folder = '']: readonly string[]): Promise<ReadResult> {
  const before = process.cpuUsage();
  const records = how === 'limit' ? await parseLines(folder) : (await readAll([folder])).records;
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000, megabytes: mostMemory() / 1_024, records };
}

/** In kilobytes. `maxRSS` is that of the process that started this one, where that had more: https://man7.org/linux/man-pages/man2/getrusage.2.html */
function mostMemory(): number {
  const status = '/proc/self/status';
  const [, most] = existsSync(status) ? (/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? []) : [];
  return most === undefined ? process.resourceUsage().maxRSS : Number(most);
}

/** `zcat | JSON.parse` per line: what nobody can do without. */
async function parseLines(folder: string): Promise<number> {
  let records = 0;
  for (const name of readdirSync(folder)) {
    const input = createReadStream(join(folder, name)).pipe(createGunzip());
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const value = JSON.parse(line) as { readonly Records?: readonly unknown[] };
      records += value.Records?.length ?? 1;
    }
  }
  return records;
}

main(process.argv.slice(2)).then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
