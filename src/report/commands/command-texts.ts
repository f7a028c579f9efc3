/** Calls of the AWS CLI as one text, in the order in which they are made. */
import type { AwsCommand } from '../../judging/commands/aws-command';
import { commandText } from './render';

/** Each stands under the account whose credentials it needs; `undefined`: there is none, or one that cannot be pasted. */
export function commandTexts(commands: readonly AwsCommand[]): string | undefined {
  const texts = commands.map((command) => commandText(command));
  if (texts.length === 0 || texts.includes(undefined)) return undefined;
  return texts
    .flatMap((text = '', at) => {
      const { account } = commands[at] ?? {};
      const isNew = account !== undefined && account !== commands[at - 1]?.account;
      return isNew ? [`# in account ${account}`, text] : [text];
    })
    .join('\n');
}
