import { clean } from '../../src/report/clean';
import type { Report } from '../../src/report/contract';

/** A command is of use only as a whole. */
const longestLine = 20_000;

/** What would make it allowed, with the command and what was checked of each. */
export function whyText({ verdict: { status }, fixes }: Report): string {
  if (status === 'allowed') return 'Nothing has to change: it is allowed.\n';
  if (fixes.length === 0) return 'Culprit knows no change that would make it allowed.\n';
  const listed = fixes.map(({ summary, command, proof }, at) =>
    [
      `${at + 1}. ${clean(summary, longestLine)}`,
      ...(command === undefined ? [] : command.split('\n').map((line) => `   ${clean(line, longestLine)}`)),
      `   ${clean(proof, longestLine)}`,
    ].join('\n'),
  );
  return `What would make it allowed:\n\n${listed.join('\n\n')}\n`;
}
