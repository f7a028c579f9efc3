/** Python packages in an environment of their own, made once and kept in node_modules/.cache. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = ['moto[server]==5.2.4', 'ministack==1.4.21'];
const folder = join(__dirname, '..', '..', 'node_modules', '.cache', 'culprit', 'emulated');

export type Python = { readonly program: string } | { readonly missing: string };

/** Installs what is missing, and says so on standard error. */
export async function preparePython(): Promise<Python> {
  const missing = whatIsMissing();
  if (missing !== undefined) return { missing };
  const program = join(folder, 'bin', 'python');
  const marker = join(folder, 'installed.txt');
  const wanted = packages.join('\n');
  if (existsSync(program) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return { program };
  console.error(`installing ${packages.join(' and ')} into ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  const failed =
    (await run('python3', ['-m', 'venv', folder])) ??
    (await run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]));
  if (failed !== undefined) return { missing: failed };
  writeFileSync(marker, wanted);
  return { program };
}

function whatIsMissing(): string | undefined {
  for (const needed of ['pip', 'venv']) {
    const { status } = spawnSync('python3', ['-m', needed, '--help'], { stdio: 'ignore' });
    if (status !== 0) return status === null ? 'python3 is not there' : `python3 has no ${needed}`;
  }
  return undefined;
}

/** What went wrong, if anything: a Debian without `ensurepip`, a machine that cannot reach the package index. */
function run(program: string, programArguments: readonly string[]): Promise<string | undefined> {
  return new Promise((done, failed) => {
    const child = spawn(program, programArguments, { stdio: ['ignore', 2, 2] });
    child.on('error', failed);
    child.on('exit', (code) =>
      done(code === 0 ? undefined : `${program} ${programArguments.join(' ')} ended with ${String(code)}`),
    );
  });
}
