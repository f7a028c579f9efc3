/** Where a report goes: to standard output, or to a file that may be opened. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { UsageError } from './exit-codes';
import { reasonOf } from './input/reasons';

export interface OutputValues {
  readonly output?: string;
  readonly open?: boolean;
}

/** Starts a program that nobody waits for. */
export type Start = (program: string, given: readonly string[]) => Pick<ChildProcess, 'on' | 'unref'>;

/** Writes what a command has to say. */
export async function deliver(
  text: string,
  { output, open = false }: OutputValues,
  start: Start = startDetached,
): Promise<void> {
  if (output === undefined && !open) {
    process.stdout.write(text);
    return;
  }
  const file = output ?? join(await mkdtemp(join(tmpdir(), 'culprit-')), 'report.html');
  try {
    await writeFile(file, stripVTControlCharacters(text));
  } catch (error) {
    throw new UsageError(`cannot write \`${file}\`: ${reasonOf(error)}`);
  }
  console.error(`culprit: the report is in ${file}`);
  if (open) openFile(file, start);
}

const openers: Readonly<Record<string, readonly [program: string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

function openFile(file: string, start: Start): void {
  const [program, ...before] = openers[process.platform] ?? ['xdg-open'];
  const child = start(program, [...before, file]);
  child.on('error', () => console.error(`culprit: there is no \`${program}\`: open the file yourself`));
  child.unref();
}

const startDetached: Start = (program, given) => spawn(program, given, { detached: true, stdio: 'ignore' });
