/** The help is where completion and suggestions have the options from: it lists what a command takes, and nothing else. */
import { commandNames, optionsOf } from '../../cli/help';
import { main } from '../../cli/main';
import { exitCode } from '../../cli/exit-codes';

const everywhere = new Set(['--help', '--color', '--no-color', '--version']);
const all = [...new Set(commandNames().flatMap(optionsOf))].filter((option) => !everywhere.has(option));

/** What is said of this option, before anything runs: the last option is one that no command has. */
async function complaint(command: string, option: string): Promise<string> {
  const write = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    expect(await main([command, `${option}=x`, '--no-such-option'])).toBe(exitCode.badInput);
    return String(write.mock.calls[0]?.[0]);
  } finally {
    write.mockRestore();
  }
}

/** Others take no option: `completion` a word, `demo` what its own program takes. */
const parsing = commandNames().filter((name) => !['completion', 'demo'].includes(name));

test.each(parsing)('%s', async (command) => {
  const taken: string[] = [];
  for (const option of all) {
    const said = await complaint(command, option);
    if (!said.includes(`Unknown option '${option}'`)) taken.push(option);
  }
  expect(taken).toEqual(all.filter((option) => optionsOf(command).includes(option)));
});
