import { commandNames, helpFor } from '../../cli/help';

/** The help of every command, as it is printed. */
export function commandLineHelp(): string {
  const pages = commandNames().map((name) => `## ${name}\n\n${block(helpFor(name))}`);
  return [block(helpFor(undefined)), ...pages].join('\n\n');
}

const block = (text: string): string => `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
