/** The command line. One command per file; standard output carries only what was asked for. */
import { version } from '../package.json';
import { withoutColorOptions } from './color';
import { exitCode, UsageError } from './exit-codes';
import { helpFor } from './help';
import { didYouMean } from './nearest';

type Command = (commandArguments: readonly string[]) => Promise<number> | number;

/** Each is loaded when it runs: help needs no AWS SDK. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  investigate: async () => (await import('./commands/investigate')).runInvestigate,
  find: async () => (await import('./commands/find')).runFind,
  explain: async () => (await import('./commands/explain')).runExplain,
  evaluate: async () => (await import('./commands/evaluate')).runEvaluateCommand,
  cost: async () => (await import('./commands/cost')).runCost,
  doctor: async () => (await import('./commands/doctor')).runDoctor,
  'self-test': async () => (await import('./commands/self-test')).runSelfTest,
  silence: async () => (await import('./commands/silence')).runSilence,
  layers: async () => (await import('./commands/layers')).runLayers,
  mcp: async () => (await import('./commands/mcp')).runMcp,
  completion: async () => (await import('./commands/completion')).runCompletion,
  demo: async () => (await import('./commands/demo')).runDemo,
};

/** Runs one command and gives the exit code; whatever goes wrong is one line on standard error. */
export async function main(all: readonly string[]): Promise<number> {
  try {
    return await run(withoutColorOptions(all));
  } catch (error) {
    return failed(error);
  }
}

async function run([name, ...rest]: readonly string[]): Promise<number> {
  const wantsHelp = name === undefined || name === 'help' || name.startsWith('-h') || name === '--help';
  if (wantsHelp) {
    const [about] = name === 'help' ? rest : [];
    if (about !== undefined && !Object.hasOwn(commands, about)) throw noCommand(about);
    process.stdout.write(helpFor(about));
    return name === undefined ? exitCode.badInput : exitCode.found;
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    process.stdout.write(`${version}\n`);
    return exitCode.found;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw noCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpFor(name));
    return exitCode.found;
  }
  return (await command())(rest);
}

function noCommand(name: string): UsageError {
  const known = Object.keys(commands);
  return new UsageError(
    `there is no command \`${name}\`${didYouMean(name, known)}: use ${known.join(', ')} (see culprit --help)`,
  );
}

function failed(error: unknown): number {
  const known = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  console.error(`culprit: ${known ? message : `failed: ${message}`}`);
  if (!known && process.env['CULPRIT_DEBUG'] !== undefined) console.error(error);
  return known ? error.code : exitCode.failed;
}
