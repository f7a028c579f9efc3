/** Fixes on the page: what to do, its proof, and what it opens. */
import { jsonLines } from '../clean';
import type { Report, ReportFix } from '../contract';
import type { Block } from './block';
import type { PageOptions } from './page-options';

export function fixBlocks(
  { fixes, verdict: { fixedTogether } }: Report,
  { brief, iac }: { readonly brief: boolean } & Pick<PageOptions, 'iac'>,
): readonly Block[] {
  if (fixes.length === 0) return [];
  return [
    { is: 'heading', text: 'Fix' },
    ...fixes.flatMap((fix, index) => fixBlock(fix, index + 1, brief, iac)),
    ...(fixedTogether === undefined ? [] : [{ is: 'sentence', text: fixedTogether.proof } as const]),
  ];
}

/** The calls of the fix on the card, where they are too long to stand there. */
export function cardFixBlock({ card, fixes }: Report): readonly Block[] {
  const fix = card.fix === undefined ? undefined : fixes[card.fix - 1];
  if (fix === undefined || card.lines.some(({ command }) => command !== undefined)) return [];
  return code(commandLines(fix, false));
}

function fixBlock(fix: ReportFix, number: number, brief: boolean, iac: PageOptions['iac']): readonly Block[] {
  return [
    { is: 'sentence', text: `${number}. ${fix.summary}` },
    { is: 'list', items: [fix.proof, fix.safety] },
    ...code(changedLines(fix, brief)),
    ...code(
      iac !== undefined && fix.code !== undefined ? fix.code[iac].trimEnd().split('\n') : commandLines(fix, brief),
    ),
  ];
}

const code = (lines: readonly string[]): readonly Block[] => (lines.length === 0 ? [] : [{ is: 'code', lines }]);

function changedLines({ diff, document }: ReportFix, brief: boolean): readonly string[] {
  const most = brief ? 16 : 60;
  if (diff !== undefined) return bounded(diff.trimEnd().split('\n'), most);
  return document === undefined ? [] : jsonLines(document, most);
}

/** Half a command must not be pasted: where there is no room for all of it, the JSON report has it. */
function commandLines({ command }: ReportFix, brief: boolean): readonly string[] {
  const lines = command?.split('\n') ?? [];
  return brief && lines.length > mostOfABriefCommand ? [] : lines;
}
const mostOfABriefCommand = 8;

const bounded = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`];

/** Is nothing that is known left, once all that is proposed is in place? */
export function endsAll({ fixes, verdict: { fixedTogether } }: Report): boolean {
  const tried = [
    ...(fixedTogether === undefined ? [] : [fixedTogether]),
    ...fixes
      .filter(({ verified }) => verified)
      .map(({ decisionAfter: decision, remaining }) => ({ decision, remaining })),
  ];
  return tried.some(
    ({ decision, remaining }) => (decision === 'allowed' || decision === 'unknown') && remaining.length === 0,
  );
}
