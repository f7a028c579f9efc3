/** A statement on the page, with the conditions that decided marked. */
import { jsonLines } from '../clean';
import type { ReportCause } from '../contract';
import type { Block } from './block';

type StatementBlock = Extract<Block, { readonly is: 'statement' }>;

export function statementBlock({
  statement,
  conditions = [],
}: Pick<ReportCause, 'statement' | 'conditions'>): readonly StatementBlock[] {
  if (statement === undefined) return [];
  const lines = jsonLines(statement.json);
  return [{ is: 'statement', lines, marked: markedLines(lines, new Set(conditions.map(({ key }) => key))) }];
}

/** The line of each key under `Condition`, and its values where they stand on lines of their own. */
function markedLines(lines: readonly string[], keys: ReadonlySet<string>): readonly number[] {
  const start = lines.findIndex((line) => /^ *"Condition": \{/.test(line));
  if (start < 0) return [];
  const marked: number[] = [];
  let until = '';
  for (const [at, line] of lines.entries()) {
    if (at <= start) continue;
    const { indent = '', key = '', opens } = /^(?<indent> +)"(?<key>[^"]+)": (?<opens>\[$)?/.exec(line)?.groups ?? {};
    if (until !== '') {
      marked.push(at);
      if (line.startsWith(until)) until = '';
    } else if (keys.has(key)) {
      marked.push(at);
      if (opens !== undefined) until = `${indent}]`;
    }
  }
  return marked;
}
