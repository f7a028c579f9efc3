/** A call of the AWS CLI as text that can be pasted. */
import type { AwsCommand, CommandValue } from '../../judging/commands/aws-command';
import { jsonWord, shellWord } from './shell';

/** How it is laid out: to be read, or in as little room as there is. */
export type Layout = 'lines' | 'one-line';

/** `undefined`: a name in it holds what no terminal takes unharmed. */
export function commandText(
  { service, operation, parameters, operand, endpointUrl, region }: AwsCommand,
  layout: Layout = 'lines',
): string | undefined {
  const words = [`aws ${service} ${kebab(operation)}`];
  for (const [name, value] of Object.entries({
    ...parameters,
    EndpointUrl: endpointUrl,
    Region: region || undefined,
  })) {
    // A Region that nothing names is left out, too.
    if (value === undefined) continue;
    const word = optionText(`--${kebab(name)}`, value, layout);
    if (word === undefined) return undefined;
    words.push(word);
  }
  if (operand !== undefined) {
    const word = valueText(operand, layout);
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words.join(layout === 'lines' && isLong(words) ? ' \\\n  ' : ' ');
}

/** The CLI's spelling of the API's names. https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters.html */
const kebab = (name: string): string =>
  name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();

/** As much as a terminal of 80 columns shows in one line. */
const isLong = (words: readonly string[]): boolean => words.join(' ').length > 76;

function optionText(option: string, value: CommandValue, layout: Layout): string | undefined {
  if (value === true) return option;
  const word = valueText(value, layout);
  // With `=`, so that a value that begins with a dash is no option.
  const isDashed = typeof value === 'string' && value.startsWith('-');
  return word === undefined ? undefined : `${option}${isDashed ? '=' : ' '}${word}`;
}

function valueText(value: Exclude<CommandValue, true>, layout: Layout): string | undefined {
  if (typeof value === 'string') return readsFile(value) ? undefined : shellWord(value);
  if ('json' in value) return jsonWord(value.json, layout === 'lines' ? 2 : 0);
  // Quoted, so that no shell takes it for a file; no name of AWS's holds `<`, so what is not filled in is refused.
  return shellWord(`<${value.fillIn}>`);
}

/** https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html */
const readsFile = (text: string): boolean => /^fileb?:\/\//.test(text);
