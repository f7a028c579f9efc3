/** Where a report goes: to standard output, or to a file that may be opened. */
import { spawn } from 'node:child_process';
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

/** Writes what a command has to say. */
export async function deliver(text: string, { output, open = false }: OutputValues): Promise<void> {
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
  if (open) openFile(file);
}

const openers: Readonly<Record<string, readonly [program: string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

function openFile(file: string): void {
  const [program, ...before] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...before, file], { detached: true, stdio: 'ignore' });
  child.on('error', () => console.error(`culprit: there is no \`${program}\`: open the file yourself`));
  child.unref();
}
