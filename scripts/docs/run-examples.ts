/**
 * The examples of the documents. In a block of ```console a shell runs every line that begins with `$ `, where the repository is,
 * and what it prints stands below it. Offline: no credentials, no settings of AWS.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const BLOCK = /```console\n(?<lines>[\s\S]*?)```/g;
const MARK = '-- next --';
const root = join(__dirname, '../..');
const offline = { AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', NO_COLOR: '1' };

/** The text, with what each command prints today. */
export function withExamplesRun(text: string): string {
  return text.replace(BLOCK, (_, lines: string) => {
    const commands = lines.split('\n').filter((line) => line.startsWith('$ '));
    return `\`\`\`console\n${shownBy(commands)}\n\`\`\``;
  });
}

/** One shell runs all commands of a block, so that `echo $?` is about the one before it. */
function shownBy(commands: readonly string[]): string {
  const steps = commands.map((command) => `printf '%s\\n' '${MARK}'; (exit $code); ${command.slice(2)}; code=$?`);
  const script = ['culprit() { node --import tsx cli/culprit.ts "$@"; }', 'code=0', ...steps, 'exit 0'].join('\n');
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, ...offline };
  const printed = execFileSync('sh', ['-c', script], { cwd: root, env, encoding: 'utf8' });
  const [, ...outputs] = printed.split(`${MARK}\n`);
  return outputs.map((output, index) => `${commands[index]}\n${output.trimEnd()}`.trimEnd()).join('\n');
}
