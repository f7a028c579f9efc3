import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { exitCode } from '../exit-codes';

/** The demo is a program of its own: it builds the stack and runs it. */
export function runDemo(commandArguments: readonly string[]): Promise<number> {
  const program = join(__dirname, '..', '..', 'demo', 'run.ts');
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...commandArguments], { stdio: 'inherit' });
    child.on('error', failed);
    child.on('exit', (code) => done(code ?? exitCode.failed));
  });
}
