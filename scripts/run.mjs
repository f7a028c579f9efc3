// Runs a tool of this package: `node scripts/run.mjs jest --watch`.
//
// A fresh clone has no node_modules, and its machine may have an older Node than the project runs on. So every npm script
// comes through here: dependencies are installed when they are missing or differ from package-lock.json, and the tool
// then runs under the Node that the `node` package brings. Only the tool writes to standard output.
// `--without-checks` does without what only tests and linters need (test/package.json), which is most of it,
// where these are not installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, 'node_modules', '.bin');
const installLock = join(root, '.bootstrap.lock');
/** The workspace test/ among the packages. */
const checks = 'node_modules/culprit-checks';
const windows = process.platform === 'win32';

const given = process.argv.slice(2);
const withChecks = given[0] !== '--without-checks';
const [tool, ...toolArguments] = withChecks ? given : given.slice(1);
if (tool === undefined) {
  console.error(
    'usage: node scripts/run.mjs [--without-checks] TOOL [ARGUMENT...]   (TOOL `install` only installs the dependencies)',
  );
  process.exit(2);
}
await ensureInstalled();
if (tool !== 'install') run();

function run() {
  const bundledNode = join(binaries, windows ? 'node.exe' : 'node');
  const program = tool === 'node' ? (existsSync(bundledNode) ? bundledNode : process.execPath) : join(binaries, tool);
  if (!windows && !existsSync(program)) fail(`there is no tool \`${tool}\` in node_modules/.bin`);
  const child = spawn(program, toolArguments, {
    cwd: root,
    stdio: 'inherit',
    shell: windows && tool !== 'node',
    // The tools find their interpreter as `node` in the PATH.
    env: { ...process.env, PATH: [binaries, process.env.PATH].join(delimiter) },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal has already sent Ctrl-C to the child, and a second one makes some tools skip their clean-up.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`cannot start \`${tool}\`: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

async function ensureInstalled() {
  if (lacking() === undefined) return;
  await takeInstallLock();
  try {
    const command = lacking();
    if (command !== undefined) npm(command);
  } finally {
    rmSync(installLock, { force: true });
  }
}

/** The command of npm that installs what lacks, if anything does. */
function lacking() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (wanted === undefined) fail('cannot read package-lock.json');
  // npm writes it last, so it lists what a finished installation holds.
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json')) ?? {};
  const isWanted = ([path, { version }]) => path in wanted && wanted[path].version === version;
  // Binaries for other platforms are in the lock and not on the disk.
  const isThere = (path) => path in installed || wanted[path].optional || wanted[path].devOptional;
  // Whoever installs a package installs all that it depends on.
  if (Object.entries(installed).every(isWanted) && ownPackages(wanted['']).every(isThere)) {
    const isWhole = Object.keys(wanted).every((path) => path === '' || isThere(path));
    // `npm ci` would take node_modules away from a demo that is running on it.
    return isWhole || !withChecks ? undefined : ['install', '--no-save'];
  }
  // Whoever has the checks keeps them.
  return withChecks || checks in installed ? ['ci'] : ['ci', '--workspaces=false'];
}

function ownPackages({ dependencies, devDependencies }) {
  return Object.keys({ ...dependencies, ...devDependencies }).map((name) => `node_modules/${name}`);
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function npm(command) {
  console.error(`culprit: installing dependencies (npm ${command[0]}) …`);
  // node_modules/.bin/node is about to be replaced: npm must run under the machine's own Node.
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== binaries);
  // NODE_ENV=production would leave the tools out.
  const flags = [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', flags, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (error) throw new Error(`cannot start npm: ${error.message}`);
  if (status !== 0) throw new Error(`npm ${command[0]} failed with exit code ${status}`);
}

/** Creating a file is atomic: of several scripts started at once one installs and the others wait for it. */
async function takeInstallLock() {
  for (let turn = 0; ; turn += 1) {
    try {
      writeFileSync(installLock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (turn === 1) console.error('culprit: waiting for another script that installs the dependencies …');
    if (!ownerIsAlive()) rmSync(installLock, { force: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function ownerIsAlive() {
  try {
    // Not yet written it reads as process 0, which always answers.
    process.kill(Number(readFileSync(installLock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(message) {
  console.error(`culprit: ${message}`);
  process.exit(1);
}
