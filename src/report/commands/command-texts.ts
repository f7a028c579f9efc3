/** Calls of the AWS CLI as one text, in the order in which they are made. */
import type { AwsCommand } from '../../judging/commands/aws-command';
import { commandText } from './render';

/** Each stands under whose credentials it needs; `undefined`: there is none, or one that cannot be pasted. */
export function commandTexts(commands: readonly AwsCommand[]): string | undefined {
  const texts = commands.map((command) => commandText(command));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return texts
    .flatMap((text = '', at) => {
      const [before, now] = [at - 1, at].map((place) => commands[place]).map(callerOf);
      return now === undefined || now === before ? [text] : [`# ${now}`, text];
    })
    .join('\n');
}

const callerOf = (command: AwsCommand | undefined): string | undefined =>
  command?.caller ?? (command?.account === undefined ? undefined : `in account ${command.account}`);
