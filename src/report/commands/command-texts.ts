/** Calls of the AWS CLI as one text, in the order in which they are made. */
import type { AwsCommand } from '../../judging/commands/aws-command';
import { commandText } from './render';

/**
 * Each stands under whose credentials it needs; `undefined`: there is none, or one that cannot be pasted. With the same
 * credentials none runs after one that failed: a policy is not detached before another holds its place.
 */
export function commandTexts(commands: readonly AwsCommand[]): string | undefined {
  const texts = commands.map((command) => commandText(command));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return texts
    .map((text = '', at) => {
      const [before, now, next] = [at - 1, at, at + 1].map((place) => callerOf(commands[place]));
      const heading = now === undefined || now === before ? '' : `# ${now}\n`;
      return `${heading}${text}${at + 1 < texts.length && now === next ? ' &&' : ''}`;
    })
    .join('\n');
}

const callerOf = (command: AwsCommand | undefined): string | undefined =>
  command?.caller ?? (command?.account === undefined ? undefined : `in account ${command.account}`);
