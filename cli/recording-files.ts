/** Recordings on disk: one JSON file, or a folder with one file a call (easier to read, to edit and to diff). */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedCall, Recording } from '../src/evidence/recording/recording';
import { UsageError } from './exit-codes';
import { reasonOf } from './input/reasons';

export async function loadRecording(path: string): Promise<Recording> {
  const files = await filesOf(path);
  const parts = await Promise.all(files.map(async (file) => callsIn(await parsed(file), file)));
  return { format: 'culprit-recording', version: 1, calls: parts.flat() };
}

/** To a file if the name ends in `.json`, else to a folder. */
export async function saveRecording(path: string, recording: Recording): Promise<void> {
  try {
    if (path.endsWith('.json')) {
      await writeFile(path, `${JSON.stringify(recording, null, 2)}\n`);
      return;
    }
    await mkdir(path, { recursive: true });
    const width = String(recording.calls.length).length;
    for (const [index, call] of recording.calls.entries()) {
      const name = `${String(index + 1).padStart(width, '0')}-${call.service}-${call.operation}.json`;
      await writeFile(join(path, name.replace(/[^\w.-]/g, '_')), `${JSON.stringify(call, null, 2)}\n`);
    }
  } catch (error) {
    throw new UsageError(`cannot save the recording to \`${path}\`: ${reasonOf(error)}`);
  }
}

async function filesOf(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.json'));
    if (names.length === 0) throw new UsageError(`there is no recording in \`${path}\`: no .json file`);
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read the recording \`${path}\`: ${reasonOf(error)}`);
  }
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`\`${file}\` is no recording: ${reasonOf(error)}`);
  }
}

function callsIn(value: unknown, file: string): readonly RecordedCall[] {
  const calls: unknown = isObject(value) && 'calls' in value ? value['calls'] : [value];
  if (isObject(value) && 'version' in value && value['version'] !== 1) {
    throw new UsageError(
      `\`${file}\` is a recording of version ${String(value['version'])}: this Culprit reads version 1`,
    );
  }
  if (Array.isArray(calls) && calls.every(isCall)) return calls;
  throw new UsageError(`\`${file}\` is no recording: it holds neither a call nor \`calls\``);
}

function isCall(value: unknown): value is RecordedCall {
  return (
    isObject(value) &&
    typeof value['service'] === 'string' &&
    typeof value['operation'] === 'string' &&
    isObject(value['response'])
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
