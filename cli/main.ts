/** The command line. One command per file; standard output carries only what was asked for. */
import { runCost } from './commands/cost';
import { runDemo } from './commands/demo';
import { runEvaluateCommand } from './commands/evaluate';
import { exitCode, UsageError } from './exit-codes';
import { runExplain } from './commands/explain';
import { runFind } from './commands/find';
import { helpFor } from './help';
import { runInvestigate } from './commands/investigate';
import { runLayers } from './commands/layers';

type Command = (commandArguments: readonly string[]) => Promise<number> | number;

const commands: Readonly<Record<string, Command>> = {
  investigate: runInvestigate,
  find: runFind,
  explain: runExplain,
  evaluate: runEvaluateCommand,
  cost: runCost,
  layers: runLayers,
  demo: runDemo,
};

/** Runs one command and gives the exit code; whatever goes wrong is one line on standard error. */
export async function main(all: readonly string[]): Promise<number> {
  try {
    return await run(all);
  } catch (error) {
    return failed(error);
  }
}

async function run([name, ...rest]: readonly string[]): Promise<number> {
  const wantsHelp = name === undefined || name === 'help' || name.startsWith('-h') || name === '--help';
  if (wantsHelp) {
    process.stdout.write(helpFor(name === 'help' ? rest[0] : undefined));
    return name === undefined ? exitCode.badInput : exitCode.found;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `there is no command \`${name}\`: use ${Object.keys(commands).join(', ')} (see culprit --help)`,
    );
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(helpFor(name));
    return exitCode.found;
  }
  return command(rest);
}

function failed(error: unknown): number {
  const known = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  console.error(`culprit: ${known ? message : `failed: ${message}`}`);
  if (!known && process.env['CULPRIT_DEBUG'] !== undefined) console.error(error);
  return known ? exitCode.badInput : exitCode.failed;
}
