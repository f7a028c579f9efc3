import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode, UsageError } from '../exit-codes';

/** The demo is a program of its own: it builds the stack and runs it, which takes the repository. */
export function runDemo(commandArguments: readonly string[]): Promise<number> {
  const program = join(__dirname, '..', '..', 'demo', 'run.ts');
  if (!existsSync(program))
    throw new UsageError('the demo is not in the package: clone the repository, and `npm run demo`');
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...commandArguments], { stdio: 'inherit' });
    child.on('error', failed);
    child.on('exit', (code) => done(code ?? exitCode.failed));
  });
}
